/// A division by envy-cycle elimination, and how much had to be handed on for it.
public struct EnvyCycleDivision: Sendable, Equatable {
  public let bundles: Bundles
  /// Cycles resolved.
  public let cycles: Int
  /// Items taken from one agent and handed to another, each time counted.
  public let handed: Int
}

/// Which cycles of envy are resolved.
public enum EnvyCycles: String, Sendable, Hashable, CaseIterable {
  /// Any cycle: the first that a depth-first search closes.
  case any
  /// Cycles on which everybody gets the bundle it likes best of all.
  case topTrading = "top-trading"
}

extension Valuations {
  /// Items one after the other: a good to an agent whom nobody envies, a chore to one who envies nobody; where there is no
  /// such agent, cycles of envy are resolved first.
  ///
  /// **Goods**: EF1 in any order of items and with any cycles: whoever gets the next item was not envied before.
  /// **Chores**: EF1 with top-trading cycles only; after resolving another cycle, an agent off the cycle may envy a bundle
  /// whose envy no single chore explains.
  ///
  /// **Ties**: the lowest agent that qualifies; cycles as `EnvyGraph` finds them.
  /// - Parameter which: the cycles that are looked for.
  /// - Parameter order: of the items; nil: 0, 1, ….
  /// - Complexity: O(*m* · *n³*) at worst.
  ///
  /// Source: Lipton, Markakis, Mossel and Saberi 2004 for goods; Bhaskar, Sricharan and Vaish 2021 for chores.
  public func envyCycleElimination(order: [Int]? = nil, cycles which: EnvyCycles = .topTrading) -> EnvyCycleDivision {
    let order = order ?? Array(0..<itemCount)
    precondition(order.sorted() == Array(0..<itemCount), "Items are handed out in a permutation of them.")
    var graph = EnvyGraph(self)
    var cycles = 0
    for item in order {
      while true {
        let next = graph.agents.first { kind == .goods ? graph.isUnenvied($0) : graph.enviesNobody($0) }
        if let next {
          graph.give(item, to: next)
          break
        }
        // Where everybody is envied, or envies, there is a cycle; where everybody envies, a top-trading one.
        guard let cycle = (which == .topTrading ? graph.topTradingCycle() : nil) ?? graph.cycle() else {
          preconditionFailure("Among agents who all envy, or are all envied, there is a cycle of envy.")
        }
        graph.rotate(cycle)
        cycles += 1
      }
    }
    return EnvyCycleDivision(bundles: graph.bundles, cycles: cycles, handed: graph.handed)
  }
}
