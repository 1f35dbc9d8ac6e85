extension Valuations {
  /// Agents take turns; each takes the item it likes most of those left, until none is.
  ///
  /// Goods and chores alike; with chores the cheapest. EF1 for both: after the first agent's first pick nobody prefers what
  /// the other picks next, and that first pick is one item.
  ///
  /// **Ties**: the lower item. **Edge cases**: fewer items than agents: those last in the order get nothing.
  /// - Parameter order: a permutation of the agents; nil: 0, 1, ….
  /// - Complexity: O(*m* · *n* log *m*): each agent sorts the items once.
  ///
  /// Source: standard; EF1 for goods by Caragiannis et al. 2019.
  public func roundRobin(order: [Int]? = nil) -> Bundles {
    let order = order ?? Array(0..<agentCount)
    precondition(order.sorted() == Array(0..<agentCount), "Turns go round by a permutation of the agents.")
    let wishes = (0..<agentCount).map(wishes(of:))
    var next = [Int](repeating: 0, count: agentCount)
    var bundles = Bundles(agents: agentCount, items: itemCount)
    for turn in 0..<itemCount {
      let agent = order[turn % agentCount]
      while bundles.owners[wishes[agent][next[agent]]] != nil { next[agent] += 1 }
      bundles.give(wishes[agent][next[agent]], to: agent)
    }
    return bundles
  }

  /// The items as an agent likes them, best first; **ties**: the lower item (items).
  public func wishes(of agent: Int) -> [Int] {
    let row = Array(row(of: agent))
    let sign = kind == .goods ? -1 : 1
    return row.indices.sorted { (sign * row[$0], $0) < (sign * row[$1], $1) }
  }
}
