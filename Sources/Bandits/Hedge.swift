#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Exponential weights of the rewards of all arms, which it is told after each round.
///
/// Arm i is chosen with probability wᵢ / Σ w, and then every wᵢ ← wᵢ exp(η rᵢ). Against any rewards the expected regret
/// against the best arm is at most ln K / η + η T / 8: √(T ln K / 2) with η = √(8 ln K / T), the default.
///
/// - Complexity: O(arms) a round, one draw.
///
/// Source: Freund and Schapire 1997; the constant: Cesa-Bianchi and Lugosi 2006, theorem 2.2.
public struct Hedge: Bandit {
  public static let card = Card(
    "hedge", "Exponential weights of what every arm would have earned.",
    source: "Freund and Schapire 1997; Cesa-Bianchi and Lugosi 2006, theorem 2.2")

  private let given: Double?
  private var rate = 0.0
  private var weights = Weights(arms: 1)

  public init(_ settings: inout Settings) {
    given = settings.optionalNumber(
      "rate", in: .positive, otherwise: "√(8 ln K / T)", "η: how fast weights follow rewards.")
  }

  public var feedback: RewardFeedback { .allArms }

  /// The probabilities of the arms in the next round (arms).
  public var chances: [Double] { weights.shares }

  public mutating func begin(_ facts: BanditFacts) {
    weights = Weights(arms: facts.arms)
    rate = given ?? (8 * log(Double(facts.arms)) / max(1, facts.rounds)).squareRoot()
  }

  public mutating func choose(_ features: Span<Double>, using stream: inout RandomStream) -> Int {
    weights.draw(floor: 0, using: &stream)
  }

  public mutating func learn(_ rewards: Span<Double>, _ features: Span<Double>) {
    for arm in rewards.indices { weights.raise(arm, by: rate * rewards[arm]) }
    weights.normalise()
  }
}
