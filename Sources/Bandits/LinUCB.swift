public import MarketModel
public import Randomness

/// The arm whose reward could be highest by a regression on what describes the round: xᵀθ + α √(xᵀA⁻¹x).
///
/// Every arm has a ridge regression of its own (disjoint arms): A = λI + Σ x xᵀ, θ = A⁻¹ Σ r x.
///
/// **Ties**: the lower arm.
/// - Complexity: O(arms · features²) a round, no draw.
///
/// Source: Li, Chu, Langford and Schapire 2010, algorithm 1 (λ = 1 there).
public struct LinUCB: Bandit {
  public static let card = Card(
    "lin-ucb", label: "LinUCB", "The arm whose reward could be highest by a linear model of what describes the round.",
    source: "Li, Chu, Langford and Schapire 2010, algorithm 1")

  private let width: Double
  private let ridge: Double
  private var arms = LinearArms(arms: 1, features: 1, ridge: 1)

  public init(_ settings: inout Settings) {
    width = settings.number("width", in: .nonNegative, default: 1, "α in xᵀθ + α √(xᵀA⁻¹x).")
    ridge = settings.number("ridge", in: .positive, default: 1, "λ: how much a slope is held to 0.")
  }

  public var usesFeatures: Bool { true }

  public mutating func begin(_ facts: BanditFacts) {
    arms = LinearArms(arms: facts.arms, features: facts.features, ridge: ridge)
  }

  public mutating func choose(_ features: Span<Double>, using stream: inout RandomStream) -> Int {
    var best = (arm: 0, index: -Double.infinity)
    for arm in 0..<arms.arms {
      let (reward, variance) = arms.predict(arm, features)
      let index = reward + width * variance.squareRoot()
      if index > best.index { best = (arm, index) }
    }
    return best.arm
  }

  public mutating func learn(
    _ arm: Int, reward: Double, _ features: Span<Double>, using stream: inout RandomStream
  ) {
    arms.add(reward, features, to: arm)
  }
}
