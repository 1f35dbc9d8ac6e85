#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// The arm whose mean reward could be highest: mean + √(c ln t / n) after t rounds, n of them with the arm.
///
/// Each arm is first chosen once. With c = 2 and independent rewards the expected regret is at most
/// 8 Σ ln T / Δ + (1 + π²/3) Σ Δ over the arms that fall short of the best by Δ.
///
/// **Ties**: the lower arm.
/// - Complexity: O(arms) a round, no draw.
///
/// Source: Auer, Cesa-Bianchi and Fischer 2002, theorem 1.
public struct UCB1: Bandit {
  public static let card = Card(
    "ucb1", label: "UCB1", "The arm whose mean reward could be highest, by a confidence bound.",
    source: "Auer, Cesa-Bianchi and Fischer 2002, theorem 1")

  private let width: Double
  private var arms = ArmMeans(arms: 1)

  public init(_ settings: inout Settings) {
    width = settings.number("width", in: .nonNegative, default: 2, "c in mean + √(c ln t / n).")
  }

  public mutating func begin(_ facts: BanditFacts) { arms = ArmMeans(arms: facts.arms) }

  public mutating func choose(_ features: Span<Double>, using stream: inout RandomStream) -> Int {
    if let untried = arms.untried { return untried }
    let spread = width * log(arms.rounds)
    var best = (arm: 0, index: -Double.infinity)
    for arm in arms.means.indices {
      let index = arms.means[arm] + (spread / arms.counts[arm]).squareRoot()
      if index > best.index { best = (arm, index) }
    }
    return best.arm
  }

  public mutating func learn(
    _ arm: Int, reward: Double, _ features: Span<Double>, using stream: inout RandomStream
  ) {
    arms.add(reward, to: arm)
  }
}
