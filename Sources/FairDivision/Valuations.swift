/// What each of m indivisible items is worth to each of n agents (agents × items), in whole units; bundles are worth the
/// sum of their items.
///
/// Values are whole numbers so that every comparison that fairness asks for is exact: 1/2 of a share is attained or it
/// is not. Values with a decimal point are whole multiples of a resolution that the caller states. Each notion of
/// fairness compares an agent's bundles with one another only, so agents may count in different units; a sum over agents
/// (utilitarian welfare, leximin, the price of fairness) presumes a common one.
///
/// ```swift
/// let goods = try Valuations(.goods, [[8, 5, 3], [2, 9, 4]])
/// let bundles = try Bundles([[0], [1, 2]], items: 3)
/// goods.unfairness(.envyFree, of: bundles)  // nil, or who envies whom and by how much
/// ```
/// **Chores** have costs ≥ 0 in place of values; `value` then means cost, and less of it is better.
/// **Edge cases**: no items at all are allowed; no agents are not.
/// **Errors**: `ValuationError` names the agent and the item.
public struct Valuations: Sendable, Equatable {
  public let kind: ItemKind
  /// n ≥ 1.
  public let agentCount: Int
  /// m ≥ 0.
  public let itemCount: Int
  /// v, agent by agent (agents × items).
  public let values: [Int]
  /// vᵢ(M), what all items together are worth to each agent (agents).
  public let totals: [Int]

  /// The largest vᵢ(M): sums of it are exact as `Double`.
  public static let largestTotal = 1 << 53
  /// The largest n · vᵢ(M): products that fairness compares must not overflow.
  private static let largestProduct = 1 << 62

  /// - Parameter kind: goods or chores.
  /// - Parameter agents: how many there are, at least one.
  /// - Parameter items: how many there are.
  /// - Parameter values: agent by agent (agents × items).
  public init(_ kind: ItemKind, agents: Int, items: Int, values: [Int]) throws(ValuationError) {
    guard agents >= 0, items >= 0 else { throw .negativeSize(agents: agents, items: items) }
    if agents == 0 { throw .noAgents }
    let (count, overflows) = agents.multipliedReportingOverflow(by: items)
    guard !overflows, count == values.count else {
      throw .wrongCount(found: values.count, agents: agents, items: items)
    }
    var totals: [Int] = []
    totals.reserveCapacity(agents)
    for agent in 0..<agents {
      var total = 0
      for item in 0..<items {
        let value = values[agent * items + item]
        if value < 0 { throw .negative(kind, agent: agent, item: item, value: Double(value)) }
        if value > Self.largestTotal - total { throw .tooLarge(agent: agent) }
        total += value
      }
      let (product, overflows) = total.multipliedReportingOverflow(by: agents)
      if overflows || product > Self.largestProduct { throw .tooLarge(agent: agent) }
      totals.append(total)
    }
    self.kind = kind
    agentCount = agents
    itemCount = items
    self.values = values
    self.totals = totals
  }

  /// One row of values for each agent, of equal length.
  public init(_ kind: ItemKind, _ rows: [[Int]]) throws(ValuationError) {
    let items = rows.first?.count ?? 0
    for (agent, row) in rows.enumerated() where row.count != items {
      throw .raggedRow(agent: agent, found: row.count, expected: items)
    }
    try self.init(kind, agents: rows.count, items: items, values: rows.flatMap { $0 })
  }

  /// One row for each agent; each value becomes the nearest whole multiple of `resolution`, in units of it.
  ///
  /// **Ties**: halfway between two multiples, away from zero.
  public init(_ kind: ItemKind, _ rows: [[Double]], resolution: Double) throws(ValuationError) {
    guard resolution > 0, resolution.isFinite else { throw .badResolution(resolution) }
    var units: [[Int]] = []
    for (agent, row) in rows.enumerated() {
      var line: [Int] = []
      for (item, value) in row.enumerated() {
        guard value.isFinite else { throw .notFinite(agent: agent, item: item, value: value) }
        if value < 0 { throw .negative(kind, agent: agent, item: item, value: value) }
        let multiple = (value / resolution).rounded()
        if multiple > Double(Self.largestTotal) { throw .tooLarge(agent: agent) }
        line.append(Int(multiple))
      }
      units.append(line)
    }
    try self.init(kind, units)
  }

  /// vᵢ(g), or the cost of a chore.
  public subscript(agent: Int, item: Int) -> Int {
    precondition(agent >= 0 && agent < agentCount, "The valuations have no such agent.")
    precondition(item >= 0 && item < itemCount, "The valuations have no such item.")
    return values[agent * itemCount + item]
  }

  /// What each item is worth to an agent (items).
  public func row(of agent: Int) -> ArraySlice<Int> {
    precondition(agent >= 0 && agent < agentCount, "The valuations have no such agent.")
    return values[agent * itemCount..<(agent + 1) * itemCount]
  }

  /// Throws unless all the items are worth `total` units to every agent.
  public func requireTotals(_ total: Int) throws(ValuationError) {
    for (agent, found) in totals.enumerated() where found != total {
      throw .wrongTotal(agent: agent, found: found, expected: total)
    }
  }
}
