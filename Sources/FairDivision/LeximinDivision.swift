extension Valuations {
  /// The division whose utilities, sorted from the worst-off agent up, are greatest in lexicographic order (leximin), by
  /// branch and bound. For chores the costs, sorted from the greatest down, are least.
  ///
  /// Utilities of agents are compared with one another, so they need a common unit.
  ///
  /// **Method**: items that matter most come first; each goes to the agents in turn, the worst-off first. Cut off when even
  /// with all the items left that could come to it (goods), or with none (chores), everybody's utility makes no better
  /// list; and when the items left cannot bring everybody to the least utility of the best so far: for goods with deficits
  /// dᵢ, when Σⱼ maxᵢ min(vᵢⱼ, dᵢ)/dᵢ is less than the number of agents with a deficit; for chores, when the least costs of
  /// the items left exceed the room that is left.
  /// **Ties**: the division that the search meets first, the same on every machine.
  /// **Edge cases**: more than 256 items — the start of the search, without proof.
  /// - Parameter limit: steps of the search; `isExact` says whether they were enough.
  /// - Complexity: exponential at worst.
  ///
  /// Source: the order is Sen's 1970, for indivisible goods Dubins and Spanier 1961; the bounds are ours.
  public func leximinDivision(nodes limit: Int = 20_000_000) -> SearchedDivision {
    var search = LeximinSearch(self, limit: limit)
    search.run()
    return SearchedDivision(
      bundles: search.best, utilities: utilities(search.best), isExact: search.isFinished,
      nodes: search.nodes)
  }

  /// Whether one list of utilities (or costs) comes before another in leximin order.
  public func isLeximinBetter(_ a: [Int], than b: [Int]) -> Bool {
    let (first, second) = (ranked(a), ranked(b))
    return kind == .goods ? second.lexicographicallyPrecedes(first) : first.lexicographicallyPrecedes(second)
  }

  /// The worst first.
  fileprivate func ranked(_ utilities: [Int]) -> [Int] { kind == .goods ? utilities.sorted() : utilities.sorted(by: >) }
}

private struct LeximinSearch {
  let valuations: Valuations
  let limit: Int
  let order: [Int]
  let twins: [Int]
  var best: Bundles
  private var bestUtilities: [Int]
  private var has: [Int]
  private var rest: [Int]
  private var owners: [Int]
  private(set) var nodes = 0
  private(set) var isFinished = true

  init(_ valuations: Valuations, limit: Int) {
    self.valuations = valuations
    self.limit = limit
    let agents = 0..<valuations.agentCount
    let weights = (0..<valuations.itemCount).map { item in
      agents.reduce(0) { valuations.kind == .goods ? max($0, valuations[$1, item]) : $0 + valuations[$1, item] }
    }
    order = weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    twins = agents.map { agent in
      agents.first { valuations.row(of: $0).elementsEqual(valuations.row(of: agent)) } ?? agent
    }
    has = [Int](repeating: 0, count: agents.count)
    rest = valuations.totals
    owners = [Int](repeating: 0, count: valuations.itemCount)
    best = valuations.improved(valuations.roundRobin()) { valuations.isLeximinBetter($0, than: $1) }
    bestUtilities = valuations.utilities(best)
  }

  /// A search through so many items would be no use, and too deep.
  mutating func run() {
    if order.count > PartitionSearch.largest { isFinished = false } else { descend(0) }
  }

  private mutating func descend(_ depth: Int) {
    if nodes >= limit { isFinished = false }
    if !isFinished { return }
    nodes += 1
    if depth == order.count {
      if valuations.isLeximinBetter(has, than: bestUtilities),
        let bundles = try? Bundles(agents: has.count, owners: owners)
      {
        best = bundles
        bestUtilities = has
      }
      return
    }
    if isHopeless(order[depth...]) { return }
    let item = order[depth]
    for agent in has.indices.sorted(by: { (has[$0], $0) < (has[$1], $1) }) {
      if has[agent] == 0, (0..<agent).contains(where: { twins[$0] == twins[agent] && has[$0] == 0 }) { continue }
      has[agent] += valuations[agent, item]
      for other in rest.indices { rest[other] -= valuations[other, item] }
      owners[item] = agent
      descend(depth + 1)
      for other in rest.indices { rest[other] += valuations[other, item] }
      has[agent] -= valuations[agent, item]
      if !isFinished { return }
    }
  }

  /// Whether no division of the items left is better than the best so far.
  private func isHopeless(_ left: ArraySlice<Int>) -> Bool {
    let agents = has.indices
    switch valuations.kind {
    case .goods:
      if !valuations.isLeximinBetter(agents.map { has[$0] + rest[$0] }, than: bestUtilities) { return true }
      let least = bestUtilities.min() ?? 0
      let short = agents.filter { has[$0] < least }
      if short.isEmpty { return false }
      var covered = 0.0
      for item in left {
        var most = 0.0
        for agent in short {
          let deficit = least - has[agent]
          most = max(most, Double(min(valuations[agent, item], deficit)) / Double(deficit))
        }
        covered += most
      }
      return covered < Double(short.count) - 1e-9
    case .chores:
      if !valuations.isLeximinBetter(has, than: bestUtilities) { return true }
      let greatest = bestUtilities.max() ?? 0
      let room = has.reduce(0) { $0 + greatest - $1 }
      let needed = left.reduce(0) { sum, item in sum + (agents.map { valuations[$0, item] }.min() ?? 0) }
      return needed > room
    }
  }
}
