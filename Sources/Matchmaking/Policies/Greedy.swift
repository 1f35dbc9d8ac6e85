public import MarketModel
public import Randomness

/// Matches each arrival where it is expected to be worth most at once: the edge of largest probability × weight, where a
/// weight counts at most what is left of a budget.
///
/// At least half of the best possible where all edges of an offline vertex have one weight, or where weights are paid from
/// budgets; exactly half where ties fall badly. With weights of any kind there is no such promise: the first match cannot
/// be taken back.
///
/// **Ties**: as set.
/// **Edge cases**: no vertex with something left, or only edges worth nothing — unmatched.
/// - Complexity: O(*d*) for *d* edges, no allocation.
///
/// Source: Karp, Vazirani and Vazirani 1990; with probabilities Mehta and Panigrahi 2012.
public struct Greedy: MatchingPolicy {
  public static let card = Card(
    "greedy", "Matches each arrival where it is expected to be worth most at once.",
    source: "Karp, Vazirani and Vazirani 1990; with probabilities Mehta and Panigrahi 2012")

  let ties: TieRule

  public init(_ settings: inout Settings) { ties = TieRule.setting(&settings) }

  public mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) -> Int? {
    var best = BestEdge()
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      let value = arrival.side.value(arrival.weights[edge], at: Int(arrival.offline[edge]))
      best.offer(arrival.probabilities[edge] * value, at: edge, ties, using: &stream)
    }
    return best.choice
  }
}
