public import MarketModel
public import Randomness

/// Matches each arrival with the neighbour of which the largest share is left, whatever the edge is worth.
///
/// **Ties**: as set.
/// **Edge cases**: no vertex with something left — unmatched. Edges of probability or weight 0 do not count.
/// - Complexity: O(*d*) for *d* edges, no allocation.
///
/// Source: Kalyanasundaram and Pruhs 2000 (b-matching). With capacities of 1 all open vertices tie.
public struct Balance: MatchingPolicy {
  public static let card = Card(
    "balance", "Matches each arrival with the neighbour of which the largest share is left.",
    source: "Kalyanasundaram and Pruhs 2000")

  let ties: TieRule

  public init(_ settings: inout Settings) { ties = TieRule.setting(&settings) }

  public mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) -> Int? {
    var best = BestEdge()
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      let vertex = Int(arrival.offline[edge])
      best.offer(arrival.side.left[vertex] / arrival.side.limits[vertex], at: edge, ties, using: &stream)
    }
    return best.choice
  }
}
