public import MarketModel
public import Randomness

/// The arm that is best in a draw from what is believed of all arms: beta distributions of their mean rewards.
///
/// A reward r between 0 and 1 counts as a success with probability r, else as a failure: the belief starts at
/// beta(`successes`, `failures`) and counts from there.
///
/// **Ties** of draws: the lower arm.
/// - Complexity: O(arms) a round, a beta number per arm.
///
/// Source: Thompson 1933; Agrawal and Goyal 2012, algorithm 2 for rewards that are not 0 or 1.
public struct ThompsonSampling: Bandit {
  public static let card = Card(
    "thompson", label: "Thompson sampling", "The arm that is best in a draw from what is believed of all arms.",
    source: "Thompson 1933; Agrawal and Goyal 2012, algorithm 2")

  private let successes: Double
  private let failures: Double
  /// (arms).
  private var won: [Double] = []
  private var lost: [Double] = []

  public init(_ settings: inout Settings) {
    successes = settings.number("successes", in: .positive, default: 1, "Successes believed in beforehand, per arm.")
    failures = settings.number("failures", in: .positive, default: 1, "Failures believed in beforehand, per arm.")
  }

  public mutating func begin(_ facts: BanditFacts) {
    won = Array(repeating: successes, count: facts.arms)
    lost = Array(repeating: failures, count: facts.arms)
  }

  public mutating func choose(_ features: Span<Double>, using stream: inout RandomStream) -> Int {
    var best = (arm: 0, draw: -1.0)
    for arm in won.indices {
      let draw = BetaSampler(alpha: won[arm], beta: lost[arm]).sample(using: &stream)
      if draw > best.draw { best = (arm, draw) }
    }
    return best.arm
  }

  public mutating func learn(
    _ arm: Int, reward: Double, _ features: Span<Double>, using stream: inout RandomStream
  ) {
    if stream.flip(reward) { won[arm] += 1 } else { lost[arm] += 1 }
  }
}
