import Bandits
import MarketModel
import Randomness
import Testing

/// A bandit as a scenario would make it.
func bandit(_ kind: String, _ settings: Node = [:]) throws -> any Bandit {
  let catalogs = Catalogs(bandits, sellers)
  let registration = try #require(catalogs.find("bandit", kind))
  return try registration.product(of: .bandits, with: settings, catalogs: catalogs)
}

/// Plays a bandit on rewards given by `reward(round, arm, stream)`, all arms of a round drawn alike for any bandit, and
/// returns what it earned, what each arm would have earned, and how often each was chosen.
func play(
  _ bandit: any Bandit, arms: Int, rounds: Int, replicate: Int,
  reward: (_ round: Int, _ arm: Int, _ stream: inout RandomStream) -> Double
) -> (earned: Double, totals: [Double], counts: [Int]) {
  var bandit = bandit
  bandit.begin(BanditFacts(arms: arms, rounds: Double(rounds)))
  var own = RandomStream(seed: 1, replicate: UInt64(replicate), role: 1, index: 0)
  var world = RandomStream(seed: 1, replicate: UInt64(replicate), role: 2, index: 0)
  let features = [1.0]
  var (earned, totals, counts) = (0.0, [Double](repeating: 0, count: arms), [Int](repeating: 0, count: arms))
  var rewards = totals
  for round in 0..<rounds {
    for arm in 0..<arms {
      rewards[arm] = reward(round, arm, &world)
      totals[arm] += rewards[arm]
    }
    let arm = bandit.choose(features.span, using: &own)
    earned += rewards[arm]
    counts[arm] += 1
    if bandit.feedback == .allArms {
      bandit.learn(rewards.span, features.span)
    } else {
      bandit.learn(arm, reward: rewards[arm], features.span, using: &own)
    }
  }
  return (earned, totals, counts)
}

/// Mean over replicates, and its standard error.
func mean(_ replicates: Int, _ value: (Int) throws -> Double) rethrows -> (mean: Double, error: Double) {
  let values = try (0..<replicates).map(value)
  let mean = values.reduce(0, +) / Double(replicates)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(replicates - 1) / Double(replicates)).squareRoot())
}

/// The slope of a straight line through points, by least squares.
func slope(_ points: [(x: Double, y: Double)]) -> Double {
  let n = Double(points.count)
  let (x, y) = (points.reduce(0) { $0 + $1.x } / n, points.reduce(0) { $0 + $1.y } / n)
  return points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
}
