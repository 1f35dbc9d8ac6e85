public import MarketModel
public import Randomness

/// Weighs what a match is worth against what it leaves: the edge of largest probability × weight × (1 − e^{f − 1}), f
/// being the used share of the budget or capacity.
///
/// 1 − 1/e of the optimum when weights are small against budgets. The last bid of a budget is cut to what is left of it;
/// it is scored in full. With equal weights it decides as Balance does.
///
/// **Ties**: as set.
/// **Edge cases**: no vertex with something left — unmatched. Edges of probability or weight 0 do not count.
/// - Complexity: O(*d*) for *d* edges, one exponential each, no allocation.
///
/// Source: Mehta, Saberi, Vazirani and Vazirani 2007.
public struct MSVV: MatchingPolicy {
  public static let card = Card(
    "msvv", label: "MSVV", "Weighs a bid by 1 − e^(f − 1), where f is the used share of the budget (AdWords).",
    source: "Mehta, Saberi, Vazirani and Vazirani 2007")

  let ties: TieRule

  public init(_ settings: inout Settings) { ties = TieRule.setting(&settings) }

  public mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) -> Int? {
    var best = BestEdge()
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      let vertex = Int(arrival.offline[edge])
      // f − 1 = −left / limit.
      let factor = 1 - exponential(-arrival.side.left[vertex] / arrival.side.limits[vertex])
      best.offer(arrival.probabilities[edge] * arrival.weights[edge] * factor, at: edge, ties, using: &stream)
    }
    return best.choice
  }
}
