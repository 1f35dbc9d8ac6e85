public import MarketModel
public import Randomness

/// Solves the matching LP of the expected arrivals and follows it, solving it again with what is left every so often.
///
/// By `solution`: an arrival of type *j* takes each edge with probability x / n_j, x being the edge's amount in the solution
/// and n_j the expected count, and is left unmatched with what remains. Where the vertex drawn has nothing left, the
/// arrival takes the available neighbour worth most, or none, as `fallback` says. By `prices`: it takes the edge of largest
/// probability × (worth − price of what a success uses up), where that is not below 0; prices are the duals of the offline
/// rows. What the solution matches is worth its price exactly, so that neighbours often tie: prices say who is too dear,
/// not how to spread the rest.
///
/// Of drawn arrivals the same share of every type is expected to be still to come as of the whole; of known arrivals those
/// that have not come.
///
/// **Ties**: by prices, and of the fallback: the lowest index.
/// **Edge cases**: a type beyond its expected count follows its old shares.
/// - Complexity: O(*d*) for *d* edges; one linear program of one variable per edge of the types at each solution.
///
/// Source: Feldman, Mehta, Mirrokni and Muthukrishnan 2009 (following the expected program); bid prices: Talluri and van
/// Ryzin 1998; re-solving: Jasin and Kumar 2012. The form with uncertain success is ours.
public struct LPGuided: MatchingPolicy {
  public static let card = Card(
    "lp-guided", label: "LP-guided", "Follows the matching LP of the expected arrivals, solved again every so often.",
    source: "Feldman, Mehta, Mirrokni and Muthukrishnan 2009; Talluri and van Ryzin 1998; Jasin and Kumar 2012")

  enum Guide: String, CaseIterable, Sendable {
    case solution
    case prices
  }

  enum Fallback: String, CaseIterable, Sendable {
    case greedy
    case none
  }

  let follow: Guide
  let fallback: Fallback
  let interval: Int
  private var program: AllocationProgram?
  private var expected: [Double] = []
  private var isExact = false
  private var starts: [Int] = []
  /// Chance of each edge (edges of all types).
  private var shares: [Double] = []
  /// (offline).
  private var prices: [Double] = []
  private var seen: [Double] = []
  private var arrivals = 0
  private var total = 0.0

  public var needsForecast: Bool { true }

  public init(_ settings: inout Settings) {
    follow = settings.choice(
      "follow", default: Guide.solution, "The program's solution, as chances, or its prices, as thresholds.")
    fallback = settings.choice(
      "fallback", default: Fallback.greedy,
      "When the solution's choice has nothing left: the best available one, or none."
    )
    interval =
      settings.optionalInteger(
        "resolve-every", in: 1...10_000_000, otherwise: "never: solved once", "Arrivals after which it is solved again."
      )
      ?? .max
  }

  public mutating func begin(_ facts: MatchingFacts, using stream: inout RandomStream) throws {
    guard let forecast = facts.forecast else {
      preconditionFailure("A policy that needs a forecast was given none.")
    }
    expected = forecast.expected
    isExact = forecast.isExact
    total = expected.reduce(0, +)
    starts = forecast.types.starts
    seen = Array(repeating: 0, count: expected.count)
    arrivals = 0
    program = AllocationProgram(forecast.types, counts: expected)
    try solve(counts: expected)
  }

  /// - Parameter counts: expected still to come (types).
  private mutating func solve(counts: [Double]) throws {
    guard let solution = try program?.solve() else { return }
    prices = solution.prices
    shares.removeAll(keepingCapacity: true)
    for (type, count) in counts.enumerated() {
      for edge in starts[type]..<starts[type + 1] { shares.append(count > 0 ? solution.amounts[edge] / count : 0) }
    }
  }

  private mutating func solveAgain(_ side: borrowing OfflineView) throws {
    let share = max(0, 1 - Double(arrivals) / max(total, 1))
    let counts = expected.indices.map { isExact ? max(0, expected[$0] - seen[$0]) : expected[$0] * share }
    program?.update(left: side.left.indices.map { side.left[$0] }, counts: counts)
    try solve(counts: counts)
  }

  public mutating func choose(
    from arrival: borrowing ArrivingVertex, using stream: inout RandomStream
  ) throws -> Int? {
    if arrivals > 0 && arrivals % interval == 0 { try solveAgain(arrival.side) }
    arrivals += 1
    seen[arrival.type] += 1
    return follow == .solution ? drawn(arrival, stream.unit()) : priced(arrival, &stream)
  }

  /// - Parameter coin: uniform from [0, 1).
  private func drawn(_ arrival: borrowing ArrivingVertex, _ coin: Double) -> Int? {
    let first = starts[arrival.type]
    var rest = coin
    for edge in arrival.offline.indices {
      rest -= shares[first + edge]
      if rest < 0 { return arrival.isOpen(edge) ? edge : instead(arrival) }
    }
    return nil
  }

  private func instead(_ arrival: borrowing ArrivingVertex) -> Int? {
    if fallback == .none { return nil }
    var best: (edge: Int, worth: Double)?
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      let worth =
        arrival.probabilities[edge] * arrival.side.value(arrival.weights[edge], at: Int(arrival.offline[edge]))
      if worth > best?.worth ?? 0 { best = (edge, worth) }
    }
    return best?.edge
  }

  private func priced(_ arrival: borrowing ArrivingVertex, _ stream: inout RandomStream) -> Int? {
    var best = BestEdge()
    for edge in arrival.offline.indices where arrival.isOpen(edge) {
      let vertex = Int(arrival.offline[edge])
      let value = arrival.side.value(arrival.weights[edge], at: vertex)
      let use = arrival.side.use == .unit ? 1 : value
      let gain = value - use * prices[vertex]
      // Worth and price are equal only up to the solver's rounding.
      if gain < -1e-9 * value { continue }
      best.offer(gain > 1e-9 * value ? arrival.probabilities[edge] * gain : 0, at: edge, .lowest, using: &stream)
    }
    return best.choice
  }
}
