/// The maximin share of one agent: what it can be sure of when it divides the items into n bundles and takes the worst.
///
/// Goods: the greatest least value of a bundle over all partitions into n bundles. Chores: the least greatest cost.
public struct MaximinShare: Sendable, Equatable {
  /// What the partition attains: the share when it is exact; otherwise at most the share (goods), at least it (chores).
  public let value: Int
  /// What no partition exceeds (goods) or stays below (chores); `value` when the share is exact.
  public let bound: Int
  /// The bundle of each item in a partition that attains `value`, 0 ..< n (items).
  public let partition: [Int]
  /// How many items were put into bundles by the search.
  public let nodes: Int

  /// Whether `value` is the share.
  public var isExact: Bool { value == bound }
}

extension Valuations {
  /// The maximin share of an agent among all n agents, by branch and bound, with a partition that attains it.
  ///
  /// Targets are tried from the bound down in doubling steps, and then by bisection: whether all bundles can reach a
  /// target is decided by `PartitionSearch`.
  /// - Parameter agent: whose share it is.
  /// - Parameter limit: how many steps the search may take; a share that needs more is between `value` and `bound`.
  ///
  /// **Edge cases**: fewer goods of positive value than agents — 0. No items — 0. One agent — everything.
  /// More than 256 items of positive value, or agents: only as exact as `MaximinBounds` makes it.
  /// - Complexity: exponential at worst; milliseconds for 20 items among 3, and for 30 items among 5 with values to 1,000.
  ///
  /// Source: Budish 2011 for the share; for the search see `PartitionSearch`.
  public func maximinShare(of agent: Int, nodes limit: Int = .max) -> MaximinShare {
    FairDivision.maximinShare(kind, of: Array(row(of: agent)), among: agentCount, nodes: limit)
  }

  /// The maximin shares of all agents; agents with the same values share one search (agents).
  public func maximinShares(nodes limit: Int = .max) -> [MaximinShare] {
    var shares: [MaximinShare] = []
    for agent in 0..<agentCount {
      let twin = (0..<agent).first { row(of: $0).elementsEqual(row(of: agent)) }
      shares.append(twin.map { shares[$0] } ?? maximinShare(of: agent, nodes: limit))
    }
    return shares
  }
}

/// The maximin share of an agent with these values, among `agents` agents. See `Valuations.maximinShare(of:nodes:)`.
/// - Precondition: there is an agent, and no value is negative.
public func maximinShare(_ kind: ItemKind, of values: [Int], among agents: Int, nodes limit: Int = .max) -> MaximinShare
{
  precondition(agents >= 1, "A share among no agents is not defined.")
  precondition(values.allSatisfy { $0 >= 0 }, "Values of goods and costs of chores are not negative.")
  // Greatest first; ties by place. Values are divided by their common divisor, which keeps sums small.
  let order = values.indices.filter { values[$0] > 0 }.sorted { (-values[$0], $0) < (-values[$1], $1) }
  let divisor = order.reduce(0) { greatestCommonDivisor($0, values[$1]) }
  let numbers = order.map { values[$0] / divisor }
  let bounds = MaximinBounds(kind, ofSorted: numbers, among: agents)
  var (attained, possible) = (bounds.attained, bounds.possible)
  var best = bounds.partition
  var nodes = 0
  if attained != possible, numbers.count <= PartitionSearch.largest, agents <= PartitionSearch.largest {
    let search = PartitionSearch(kind, numbers, into: agents, limit: limit)
    let sign = kind == .goods ? 1 : -1
    var step = 1
    var bisects = false
    search: while attained != possible {
      let gap = (possible - attained) * sign
      if bisects { step = (gap + 1) / 2 }
      let target = possible - sign * (min(step, gap) - 1)
      switch search.decide(target) {
      case .found(let bundles):
        best = bundles
        attained = worst(kind, numbers, bundles, agents)
        bisects = true
      case .none:
        possible = target - sign
        step *= 2
      case .gaveUp: break search
      }
    }
    nodes = search.nodes
  }
  // Items worth nothing go to the first bundle.
  var partition = [Int](repeating: 0, count: values.count)
  for (place, item) in order.enumerated() { partition[item] = best[place] }
  return MaximinShare(
    value: attained * max(divisor, 1), bound: possible * max(divisor, 1), partition: partition, nodes: nodes)
}

/// The least sum of a bundle (goods), or the greatest (chores).
func worst(_ kind: ItemKind, _ numbers: [Int], _ bundles: [Int], _ parts: Int) -> Int {
  var sums = [Int](repeating: 0, count: parts)
  for (place, bundle) in bundles.enumerated() { sums[bundle] += numbers[place] }
  return (kind == .goods ? sums.min() : sums.max()) ?? 0
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
