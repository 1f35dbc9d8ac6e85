internal import MarketModel
internal import Randomness

extension Bounds {
  /// What edges, bids and budgets may be, in files and in settings: sums of many keep their digits.
  static let amount = Bounds(0, 1e15, includesLower: false)
}

/// What the edges of a generated graph are worth, and how likely matching them succeeds: uniform between two bounds.
struct EdgeValues: Sendable {
  private let weight: (low: Double, width: Double)
  private let probability: (low: Double, width: Double)

  init(_ settings: inout Settings) {
    weight = Self.range(
      &settings, "weights", in: .amount, "What a success is worth: uniform from `low` to `high`.")
    probability = Self.range(
      &settings, "probabilities", in: .share, "Chance that matching an edge succeeds: uniform from `low` to `high`.")
  }

  private static func range(
    _ settings: inout Settings, _ key: String, in bounds: Bounds, _ help: String
  ) -> (low: Double, width: Double) {
    settings.section(key, help) { range in
      let low = range.number("low", in: bounds, default: 1, "Lowest.")
      let high = range.optionalNumber("high", in: bounds, otherwise: "as `low`", "Highest.") ?? low
      range.check(high >= low, "high", "high is below low", remedy: "write at least \(shortest(low))")
      return (low, max(high - low, 0))
    }
  }

  /// Whether every match succeeds.
  var isCertain: Bool { probability.low >= 1 }

  /// Adds an edge to the type that is being written. Draws only what has a width.
  @inline(__always)
  func addEdge(to vertex: Int, _ graph: inout OnlineGraph, using stream: inout RandomStream) {
    graph.addEdge(
      to: vertex, weight: weight.width > 0 ? weight.low + weight.width * stream.unit() : weight.low,
      probability: probability.width > 0 ? probability.low + probability.width * stream.unit() : probability.low)
  }
}

/// Which vertices arrive: each type once, or so many drawn from types that are known beforehand.
struct TypedArrivals: Sendable {
  let arrivals: Int
  /// nil: every arrival has a type of its own.
  let given: Int?

  init(_ settings: inout Settings) {
    arrivals = settings.integer("arrivals", in: 1...10_000_000, default: 100, "Vertices that arrive.")
    given = settings.optionalInteger(
      "types", in: 1...10_000_000, otherwise: "as many as arrivals, all different",
      "Kinds of vertices, known beforehand; each arrival is one of them, all equally likely.")
  }

  var types: Int { given ?? arrivals }

  /// Writes the arrivals of a graph whose types are done.
  func draw(into graph: inout OnlineGraph, using stream: inout RandomStream) {
    guard let types = given else {
      graph.arrivals = Array(0..<Int32(arrivals))
      return
    }
    graph.arrivals.reserveCapacity(arrivals)
    for _ in 0..<arrivals { graph.arrivals.append(Int32(stream.index(below: types))) }
    graph.forecast = .expected(Array(repeating: Double(arrivals) / Double(types), count: types))
  }
}
