public import MarketModel
internal import Matching

/// The offline optimum in hindsight: the most that a matching could have been worth that knows all arrivals and, where
/// success is uncertain, on which of them a try succeeds.
///
/// An arrival's coin decides for all its edges alike; those with a probability above the coin remain, and of them the best
/// matching within the capacities is taken. No run of a policy is worth more, on the same coins.
///
/// **Edge cases**: with budgets it is defined where all bids of an advertiser are equal and its budget a multiple of them;
/// else it is NP-hard, and the matching LP stands above it.
/// - Complexity: one maximum-weight b-matching.
///
/// Source: Karp, Vazirani and Vazirani 1990.
public struct OfflineOptimum: MatchingBenchmark {
  public static let card = Card(
    "offline-optimum", label: "offline optimum",
    "The offline optimum: the best matching in hindsight, knowing all arrivals and which tries succeed.",
    source: "Karp, Vazirani and Vazirani 1990")

  public var needsOrder: Bool { true }

  public init(_ settings: inout Settings) {}

  public func value(on graph: OnlineGraph, coins: [Double]) throws -> Reading {
    guard let limits = Self.capacities(graph) else {
      return .undefined(
        "with budgets it is NP-hard unless an advertiser's bids are equal; compare with the matching LP")
    }
    var edges: [WeightedEdge] = []
    var counts: [Int] = []
    func add(_ type: Int, coin: Double, count: Int) {
      for edge in graph.edges(of: type) where coin < graph.probabilities[edge] && graph.weights[edge] > 0 {
        edges.append(
          WeightedEdge(row: counts.count, column: Int(graph.offline[edge]), weight: graph.weights[edge]))
      }
      counts.append(count)
    }
    if coins.isEmpty {
      for (type, count) in graph.counts.enumerated() where count > 0 { add(type, coin: 0, count: count) }
    } else {
      for (type, coin) in zip(graph.arrivals, coins) { add(Int(type), coin: coin, count: 1) }
    }
    let best = try WeightedGraph(rows: counts.count, columns: limits.count, edges: edges)
      .maximumWeightBMatching(
        BMatchingCapacities(rows: counts, columns: limits.map { min($0, graph.arrivals.count) }, pair: nil))
    return .value(best.weight)
  }

  /// Successes that each offline vertex can have; nil where budgets do not come to that.
  private static func capacities(_ graph: OnlineGraph) -> [Int]? {
    if graph.use == .unit { return graph.limits.map { Int($0) } }
    var bids = [Double](repeating: 0, count: graph.limits.count)
    for (vertex, weight) in zip(graph.offline, graph.weights) where weight > 0 {
      if bids[Int(vertex)] > 0 && bids[Int(vertex)] != weight { return nil }
      bids[Int(vertex)] = weight
    }
    var capacities: [Int] = []
    for (limit, bid) in zip(graph.limits, bids) {
      let capacity = bid > 0 ? limit / bid : 1
      guard let whole = Int(exactly: capacity) else { return nil }
      capacities.append(whole)
    }
    return capacities
  }
}
