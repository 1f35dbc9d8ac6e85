public import MarketModel
public import Randomness

/// Matches each arrival with a random neighbour that has something left, all alike.
///
/// **Edge cases**: no such neighbour — unmatched. Edges of probability or weight 0 do not count.
/// - Complexity: O(*d*) for *d* edges, no allocation; at most *d* − 1 indices drawn.
///
/// Source: Karp, Vazirani and Vazirani 1990.
public struct RandomChoice: MatchingPolicy {
  public static let card = Card(
    "random", "Matches each arrival with a random available neighbour.",
    source: "Karp, Vazirani and Vazirani 1990")

  public init(_ settings: inout Settings) {}

  public mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) -> Int? {
    var best = BestEdge()
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      best.offer(0, at: edge, .random, using: &stream)
    }
    return best.choice
  }
}
