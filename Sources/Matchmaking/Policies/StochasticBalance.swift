public import MarketModel
public import Randomness

/// Spreads attempts where success is uncertain: the edge of largest probability × weight × (1 − e^{l − 1}), l being the
/// load of the offline vertex, the sum of the probabilities of all attempts on it, per unit of its limit.
///
/// Loads count attempts, not successes. With equal probabilities and weights the neighbour of least load is taken.
///
/// **Ties**: as set.
/// **Edge cases**: no vertex with something left — unmatched. A load of 1 or more gives no positive score; such vertices
/// come after all others, the least loaded first (ours: the papers' g is tailored to loads of any size).
/// - Complexity: O(*d*) for *d* edges, one exponential each, no allocation.
///
/// Source: Mehta and Panigrahi 2012; the form with g: Huang and Zhang 2020, here with the plain g(l) = e^{l − 1}.
public struct StochasticBalance: MatchingPolicy {
  public static let card = Card(
    "stochastic-balance",
    "Matches each arrival with the neighbour on which least was tried, weighed by what it is worth.",
    source: "Mehta and Panigrahi 2012; Huang and Zhang 2020")

  let ties: TieRule

  public init(_ settings: inout Settings) { ties = TieRule.setting(&settings) }

  public mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) -> Int? {
    var best = BestEdge()
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      let vertex = Int(arrival.offline[edge])
      let units = arrival.side.use == .unit ? arrival.side.limits[vertex] : 1
      let load = arrival.side.load[vertex] / units
      let worth = arrival.probabilities[edge] * arrival.weights[edge]
      best.offer(load < 1 ? worth * (1 - exponential(load - 1)) : 1 - load, at: edge, ties, using: &stream)
    }
    return best.choice
  }
}
