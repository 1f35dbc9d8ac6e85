#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Exponential weights of estimated rewards, with a share γ of exploration: nothing is assumed of the rewards.
///
/// Arm i is chosen with probability pᵢ = (1 − γ) wᵢ / Σ w + γ / K, and then wᵢ ← wᵢ exp(γ r / (K pᵢ)). Against any rewards
/// fixed beforehand the expected regret against the best arm is at most 2.63 √(T K ln K) with
/// γ = min(1, √(K ln K / ((e − 1) T))), the default.
///
/// **Edge cases**: what it learns late, after it chose again, counts with the chance that the arm has now.
/// - Complexity: O(arms) a round, one draw.
///
/// Source: Auer, Cesa-Bianchi, Freund and Schapire 2002, figure 1 and corollary 3.2.
public struct EXP3: Bandit {
  public static let card = Card(
    "exp3", label: "EXP3", "Exponential weights of estimated rewards, whatever the rewards do.",
    source: "Auer, Cesa-Bianchi, Freund and Schapire 2002, corollary 3.2")

  private let given: Double?
  private var exploration = 1.0
  private var weights = Weights(arms: 1)

  public init(_ settings: inout Settings) {
    given = settings.optionalNumber(
      "exploration", in: Bounds(0, 1, includesLower: false), otherwise: "√(K ln K / ((e − 1) T)), at most 1",
      "γ: share of rounds in which all arms are equally likely.")
  }

  /// The probabilities of the arms in the next round (arms).
  public var chances: [Double] {
    weights.shares.map { (1 - exploration) * $0 + exploration / Double(weights.shares.count) }
  }

  public mutating func begin(_ facts: BanditFacts) {
    weights = Weights(arms: facts.arms)
    let arms = Double(facts.arms)
    exploration = given ?? min(1, (arms * log(arms) / ((exp(1) - 1) * max(1, facts.rounds))).squareRoot())
  }

  public mutating func choose(_ features: Span<Double>, using stream: inout RandomStream) -> Int {
    weights.draw(floor: exploration, using: &stream)
  }

  public mutating func learn(
    _ arm: Int, reward: Double, _ features: Span<Double>, using stream: inout RandomStream
  ) {
    let arms = Double(weights.shares.count)
    let chance = (1 - exploration) * weights.shares[arm] + exploration / arms
    weights.raise(arm, by: exploration * reward / (chance * arms))
    weights.normalise()
  }
}
