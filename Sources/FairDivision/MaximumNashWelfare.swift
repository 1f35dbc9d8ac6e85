internal import Matching

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A division found by an exact search.
public struct SearchedDivision: Sendable, Equatable {
  public let bundles: Bundles
  /// What each agent's bundle is worth to it, or costs it (agents).
  public let utilities: [Int]
  /// Whether it was proved that no division is better; otherwise it is the best that was found within the limit.
  public let isExact: Bool
  /// Steps of the search.
  public let nodes: Int
}

extension Valuations {
  /// The division of goods with the greatest product of utilities (maximum Nash welfare), by branch and bound.
  ///
  /// As many agents as can be have more than 0 (a matching of agents and goods they value), and among such divisions the
  /// product over those agents is greatest. Products are compared as whole numbers. It is EF1 and Pareto efficient.
  ///
  /// **Method**: items that somebody values most come first; each goes to the agents in turn, those who gain most by it
  /// before the others. Cut off by `NashBound`; agents with the same values and nothing yet are tried once.
  /// **Ties**: the division that the search meets first, the same on every machine.
  /// **Edge cases**: more than 256 items — the start of the search, without proof. Nobody values anything — the items go to agent 0. Items that nobody values go to agent 0.
  /// - Parameter limit: steps of the search; `isExact` says whether they were enough.
  /// - Returns: nil for chores, of which a product is no measure.
  /// - Complexity: exponential at worst; 5 agents and 15 goods with values to 100 take milliseconds.
  ///
  /// Source: Caragiannis, Kurokawa, Moulin, Procaccia, Shah and Wang 2019.
  public func maximumNashWelfare(nodes limit: Int = 20_000_000) -> SearchedDivision? {
    guard kind == .goods else { return nil }
    var search = NashSearch(self, limit: limit)
    search.run()
    return SearchedDivision(
      bundles: search.best, utilities: utilities(search.best), isExact: search.isFinished,
      nodes: search.nodes)
  }

  /// Whether one list of utilities is better than another: more of them positive, or as many and a greater product.
  static func hasGreaterProduct(_ a: [Int], _ b: [Int]) -> Bool {
    let (first, second) = (a.filter { $0 > 0 }, b.filter { $0 > 0 })
    if first.count != second.count { return first.count > second.count }
    return WholeProduct(first) > WholeProduct(second)
  }
}

private struct NashSearch {
  let valuations: Valuations
  let limit: Int
  /// Goods that somebody values, the most wanted first.
  let order: [Int]
  /// How many agents can have more than 0.
  let positive: Int
  /// The lowest agent with the same values (agents).
  let twins: [Int]
  var bounds: NashBound
  var best: Bundles
  private var bestUtilities: [Int] = []
  private var bestLogarithm = 0.0
  /// Agents with more than 0 in the best so far.
  private var bestPositive = 0
  private var has: [Int]
  /// What the goods left are worth to each agent.
  private var rest: [Int]
  private var owners: [Int]
  private(set) var nodes = 0
  private(set) var isFinished = true

  init(_ valuations: Valuations, limit: Int) {
    self.valuations = valuations
    self.limit = limit
    let agents = 0..<valuations.agentCount
    func weight(_ item: Int) -> Double {
      agents.reduce(0) { most, agent in
        let total = valuations.totals[agent]
        return total > 0 ? max(most, Double(valuations[agent, item]) / Double(total)) : most
      }
    }
    let weights = (0..<valuations.itemCount).map(weight)
    order = weights.indices.filter { weights[$0] > 0 }.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    positive = valuations.mostPositive().count { $0 != nil }
    twins = agents.map { agent in
      agents.first { valuations.row(of: $0).elementsEqual(valuations.row(of: agent)) } ?? agent
    }
    bounds = NashBound(valuations)
    has = [Int](repeating: 0, count: agents.count)
    rest = valuations.totals
    owners = [Int](repeating: 0, count: valuations.itemCount)
    best = valuations.nashStart()
    keep(best)
  }

  private mutating func keep(_ bundles: Bundles) {
    best = bundles
    bestUtilities = valuations.utilities(bundles)
    bestPositive = bestUtilities.count { $0 > 0 }
    bestLogarithm = bestUtilities.reduce(0) { $0 + ($1 > 0 ? log(Double($1)) : 0) }
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
      // Whatever the logarithms say, products are compared exactly.
      if Valuations.hasGreaterProduct(has, bestUtilities),
        let bundles = try? Bundles(agents: has.count, owners: owners)
      {
        keep(bundles)
      }
      return
    }
    if isHopeless(order[depth...]) { return }
    let item = order[depth]
    let values = has.indices.map { valuations[$0, item] }
    // Who gains most in proportion comes first: v/u, without anything yet before all.
    func gain(_ agent: Int) -> Double { Double(values[agent]) / (Double(has[agent]) + 1e-9) }
    let gains = has.indices.map(gain)
    for agent in has.indices.sorted(by: { (-gains[$0], $0) < (-gains[$1], $1) }) where values[agent] > 0 {
      if has[agent] == 0, (0..<agent).contains(where: { twins[$0] == twins[agent] && has[$0] == 0 }) { continue }
      has[agent] += values[agent]
      for other in rest.indices { rest[other] -= values[other] }
      owners[item] = agent
      descend(depth + 1)
      owners[item] = 0
      for other in rest.indices { rest[other] += values[other] }
      has[agent] -= values[agent]
      if !isFinished { return }
    }
  }

  /// Whether no division of the goods left is better than the best so far.
  private mutating func isHopeless(_ left: ArraySlice<Int>) -> Bool {
    let waiting = has.indices.count { has[$0] == 0 && rest[$0] > 0 }
    let reachable = has.count { $0 > 0 } + min(waiting, left.count)
    if reachable < positive { return true }
    if bestPositive < positive { return false }
    if isBelowBest(bounds.bound(left, has, positive: positive)) { return true }
    bounds.respond(left, has, rounds: 12)
    return isBelowBest(bounds.bound(left, has, positive: positive))
  }

  private func isBelowBest(_ bound: Double) -> Bool {
    if bound < bestLogarithm - 1e-9 { return true }
    // A greater product would be greater by 1; small ones are known that exactly.
    return bestLogarithm < 18 && exp(bound) * (1 + 1e-9) < exp(bestLogarithm) + 0.5
  }
}

extension Valuations {
  /// The good of each agent in a matching that gives as many as can be a good they value.
  func mostPositive() -> [Int?] {
    var edges: [WeightedEdge] = []
    for agent in 0..<agentCount {
      for item in 0..<itemCount where self[agent, item] > 0 {
        edges.append(WeightedEdge(row: agent, column: item, weight: Double(self[agent, item])))
      }
    }
    guard let graph = try? WeightedGraph(rows: agentCount, columns: itemCount, edges: edges) else {
      preconditionFailure("Values that passed validation make a graph.")
    }
    return graph.maximumCardinalityMatching().columnOfRow
  }

  /// A matching that leaves as few as can be with nothing, the other goods to those who gain most in proportion, improved
  /// as long as a move or an exchange makes the product greater.
  fileprivate func nashStart() -> Bundles {
    var bundles = Bundles(agents: agentCount, items: itemCount)
    var has = [Int](repeating: 0, count: agentCount)
    func give(_ item: Int, to agent: Int) {
      bundles.give(item, to: agent)
      has[agent] += self[agent, item]
    }
    for (agent, item) in mostPositive().enumerated() {
      if let item { give(item, to: agent) }
    }
    for item in 0..<itemCount where bundles.owners[item] == nil {
      var chosen = 0
      func gain(_ agent: Int) -> Double { Double(self[agent, item]) / Double(max(has[agent], 1)) }
      for agent in 0..<agentCount where gain(agent) > gain(chosen) { chosen = agent }
      give(item, to: chosen)
    }
    return improved(bundles, isBetter: Self.hasGreaterProduct)
  }
}
