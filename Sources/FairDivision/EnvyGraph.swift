/// Who envies whom while items are handed out: an arc from each agent to those whose bundle it prefers to its own.
///
/// A cycle of envy is resolved by handing bundles on: each agent on it gets the bundle that it envied. Everybody on it is
/// better off and nobody else's bundle changes in content, so arcs become fewer.
///
/// Source: Lipton, Markakis, Mossel and Saberi 2004.
public struct EnvyGraph: Sendable {
  public let valuations: Valuations
  public private(set) var bundles: Bundles
  /// vᵢ(Xⱼ) (agents × agents).
  private var worth: [[Int]]
  /// How many items were taken from one agent and handed to another so far.
  public private(set) var handed = 0

  /// Nobody has anything yet.
  public init(_ valuations: Valuations) {
    self.init(valuations, Bundles(agents: valuations.agentCount, items: valuations.itemCount))
  }

  /// - Precondition: the bundles are of as many agents and items.
  public init(_ valuations: Valuations, _ bundles: Bundles) {
    self.valuations = valuations
    self.bundles = bundles
    worth = valuations.bundleValues(bundles)
  }

  /// How much more (goods), or less (chores), the bundle of `other` is worth to an agent than its own; above 0: envy.
  public func envy(of agent: Int, for other: Int) -> Int {
    let gap = worth[agent][other] - worth[agent][agent]
    return valuations.kind == .goods ? gap : -gap
  }

  public var agents: Range<Int> { 0..<valuations.agentCount }

  /// Whether nobody envies this agent.
  public func isUnenvied(_ agent: Int) -> Bool { agents.allSatisfy { envy(of: $0, for: agent) <= 0 } }
  /// Whether this agent envies nobody.
  public func enviesNobody(_ agent: Int) -> Bool { agents.allSatisfy { envy(of: agent, for: $0) <= 0 } }

  /// Gives an item that nobody has to an agent.
  /// - Complexity: O(*n*).
  public mutating func give(_ item: Int, to agent: Int) {
    precondition(bundles.owners[item] == nil, "The item is given away once.")
    bundles.give(item, to: agent)
    for other in agents { worth[other][agent] += valuations[other, item] }
  }

  /// Hands bundles on along a cycle: each agent gets the bundle of the next, the last that of the first.
  /// - Complexity: O(*n²* + *m*).
  public mutating func rotate(_ cycle: [Int]) {
    var receivers = Array(agents)
    for (place, agent) in cycle.enumerated() { receivers[cycle[(place + 1) % cycle.count]] = agent }
    handed += bundles.owners.count { owner in owner.map { receivers[$0] != $0 } ?? false }
    bundles.hand(to: receivers)
    for agent in agents {
      let before = worth[agent]
      for other in agents { worth[agent][receivers[other]] = before[other] }
    }
  }

  /// A cycle of envy; nil when there is none. Each agent of it envies the next, the last the first.
  ///
  /// From the lowest agent on, the lowest envied agent first; the first cycle closed is taken.
  /// - Complexity: O(*n²*).
  public func cycle() -> [Int]? {
    var state = [UInt8](repeating: 0, count: agents.count)
    for start in agents where state[start] == 0 {
      // Depth first without recursion: the path, and which agent to look at next from each of its members.
      var path = [start]
      var next = [0]
      state[start] = 1
      while let agent = path.last {
        let other = next[next.count - 1]
        if other == agents.count {
          state[agent] = 2
          path.removeLast()
          next.removeLast()
          continue
        }
        next[next.count - 1] += 1
        if envy(of: agent, for: other) <= 0 || state[other] == 2 { continue }
        if state[other] == 1 { return path.firstIndex(of: other).map { Array(path[$0...]) } }
        state[other] = 1
        path.append(other)
        next.append(0)
      }
    }
    return nil
  }

  /// A cycle on which everybody envies its favourite most; nil when somebody envies nobody.
  ///
  /// Each agent points at the bundle it likes best, the lowest of equals; from the lowest agent on, the pointers are
  /// followed until they close.
  public func topTradingCycle() -> [Int]? {
    var favourites: [Int] = []
    for agent in agents {
      var best = agent
      for other in agents where envy(of: agent, for: other) > envy(of: agent, for: best) { best = other }
      if best == agent { return nil }
      favourites.append(best)
    }
    var place = [Int](repeating: -1, count: agents.count)
    var path: [Int] = []
    var agent = 0
    while place[agent] < 0 {
      place[agent] = path.count
      path.append(agent)
      agent = favourites[agent]
    }
    return Array(path[place[agent]...])
  }
}
