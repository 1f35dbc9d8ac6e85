public import MarketModel
public import Randomness

/// The arm that is best in a draw of every arm's linear model: xᵀθ̃ with θ̃ ~ N(θ, s² A⁻¹).
///
/// Every arm has a ridge regression of its own: A = λI + Σ x xᵀ, θ = A⁻¹ Σ r x. Of θ̃ only xᵀθ̃ matters, which is normal with
/// mean xᵀθ and variance s² xᵀA⁻¹x: one draw per arm.
///
/// **Ties** of draws: the lower arm.
/// - Complexity: O(arms · features²) a round, a normal number per arm.
///
/// Source: Agrawal and Goyal 2013, algorithm 1. Differs: a model per arm instead of a common one.
public struct LinearThompson: Bandit {
  public static let card = Card(
    "linear-thompson", label: "linear Thompson",
    "The arm that is best in a draw of every arm's linear model of what describes the round.",
    source: "Agrawal and Goyal 2013, algorithm 1")

  private let scale: Double
  private let ridge: Double
  private var arms = LinearArms(arms: 1, features: 1, ridge: 1)
  private let normal = NormalSampler()

  public init(_ settings: inout Settings) {
    scale = settings.number("scale", in: .nonNegative, default: 0.5, "s: standard deviations of a draw.")
    ridge = settings.number("ridge", in: .positive, default: 1, "λ: how much a slope is held to 0.")
  }

  public var usesFeatures: Bool { true }

  public mutating func begin(_ facts: BanditFacts) {
    arms = LinearArms(arms: facts.arms, features: facts.features, ridge: ridge)
  }

  public mutating func choose(_ features: Span<Double>, using stream: inout RandomStream) -> Int {
    var best = (arm: 0, draw: -Double.infinity)
    for arm in 0..<arms.arms {
      let (reward, variance) = arms.predict(arm, features)
      let draw = reward + scale * variance.squareRoot() * normal.sample(using: &stream)
      if draw > best.draw { best = (arm, draw) }
    }
    return best.arm
  }

  public mutating func learn(
    _ arm: Int, reward: Double, _ features: Span<Double>, using stream: inout RandomStream
  ) {
    arms.add(reward, features, to: arm)
  }
}
