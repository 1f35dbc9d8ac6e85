public import MarketModel
public import Randomness

/// Ranks the offline vertices at random once, and matches each arrival with the best ranked neighbour that is left.
///
/// Every offline vertex *u* draws y_u uniformly from [0, 1); an arrival takes the edge of largest
/// probability × weight × (1 − e^{y_u − 1}). With equal weights and probabilities that is the neighbour of smallest y_u:
/// the Ranking of Karp, Vazirani and Vazirani, 1 − 1/e of the optimum and with *n* offline vertices at least
/// 1 − (1 − 1/(n + 1))ⁿ. With one weight per offline vertex it is the vertex-weighted Ranking, with probabilities the
/// stochastic one. With capacities a vertex keeps its rank until they are used up.
///
/// **Ties**: the lowest index; two ranks are equal with probability 2⁻⁵³.
/// - Complexity: O(*d*) for *d* edges, no allocation.
///
/// Source: Karp, Vazirani and Vazirani 1990; weights: Aggarwal, Goel, Karande and Mehta 2011; probabilities: Huang and
/// Zhang 2020, with the plain g(y) = e^{y − 1} in place of their tailored one.
public struct Ranking: MatchingPolicy {
  public static let card = Card(
    "ranking", "Ranks the offline vertices at random once; each arrival takes its best ranked neighbour.",
    source:
      "Karp, Vazirani and Vazirani 1990; weights: Aggarwal, Goel, Karande and Mehta 2011; probabilities: Huang and Zhang 2020"
  )

  /// Given ranks, for going through all orders; nil: drawn.
  private let given: [Double]?
  /// 1 − e^{y − 1} (offline).
  private var factors: [Double] = []

  public init(_ settings: inout Settings) { given = nil }

  /// With ranks y given in place of drawn ones (offline), each from [0, 1).
  public init(ranks: [Double]) { given = ranks }

  public mutating func begin(_ facts: MatchingFacts, using stream: inout RandomStream) {
    if let given {
      precondition(given.count == facts.limits.count, "Ranking needs one rank per offline vertex.")
      factors = given.map { 1 - exponential($0 - 1) }
      return
    }
    factors.removeAll(keepingCapacity: true)
    for _ in facts.limits { factors.append(1 - exponential(stream.unit() - 1)) }
  }

  public mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) -> Int? {
    let factors = factors.span
    var best = BestEdge()
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      let score = arrival.probabilities[edge] * arrival.weights[edge] * factors[Int(arrival.offline[edge])]
      best.offer(score, at: edge, .lowest, using: &stream)
    }
    return best.choice
  }
}
