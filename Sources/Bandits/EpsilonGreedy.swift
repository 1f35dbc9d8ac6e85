#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// With probability ε any arm, all equally likely; else the arm with the highest mean reward so far.
///
/// In round t, counted from 1, ε = min(1, exploration / t^decay). Each arm is first chosen once.
///
/// **Ties** of means: the lower arm.
/// - Complexity: O(arms) a round, two draws.
///
/// Source: Sutton and Barto 2018, section 2.2; decaying ε: Auer, Cesa-Bianchi and Fischer 2002.
public struct EpsilonGreedy: Bandit {
  public static let card = Card(
    "epsilon-greedy", label: "ε-greedy", "Any arm now and then, else the one with the highest mean reward so far.",
    source: "Sutton and Barto 2018, section 2.2; Auer, Cesa-Bianchi and Fischer 2002")

  private let exploration: Double
  private let decay: Double
  private var arms = ArmMeans(arms: 1)

  public init(_ settings: inout Settings) {
    exploration = settings.number(
      "exploration", in: .nonNegative, default: 0.1, "Chance of choosing any arm; with `decay` its value in round 1.")
    decay = settings.number(
      "decay", in: .share, default: 0, "Exponent of the round by which the chance is divided; 0: it stays.")
  }

  public mutating func begin(_ facts: BanditFacts) { arms = ArmMeans(arms: facts.arms) }

  public mutating func choose(_ features: Span<Double>, using stream: inout RandomStream) -> Int {
    let chance = decay == 0 ? exploration : exploration / pow(arms.rounds + 1, decay)
    // Both are drawn always, so that what was learnt does not shift later draws.
    let explores = stream.flip(chance)
    let any = stream.index(below: arms.counts.count)
    if let untried = arms.untried { return untried }
    return explores ? any : arms.best
  }

  public mutating func learn(
    _ arm: Int, reward: Double, _ features: Span<Double>, using stream: inout RandomStream
  ) {
    arms.add(reward, to: arm)
  }
}
