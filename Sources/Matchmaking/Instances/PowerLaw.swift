public import MarketModel
public import Randomness

/// A random graph with few popular and many rare offline vertices: vertex *u* of 1 … *n* has expected degree ∝ u^−exponent.
///
/// Each pair is an edge independently, with probability min(1, degree × u^−exponent / Σ_k k^−exponent): an arrival has
/// `degree` neighbours on average, fewer where popular vertices reach probability 1.
///
/// **Edge cases**: an exponent of 0 makes all alike. An arrival may have no neighbour.
/// - Complexity: O(types × offline).
///
/// Source: Chung and Lu 2002.
public struct PowerLaw: MatchingInstance {
  public static let card = Card(
    "power-law", "Random neighbours, the u-th offline vertex with popularity u^−exponent.", source: "Chung and Lu 2002")

  let offline: Int
  let capacity: Int
  let degree: Double
  let exponent: Double
  let sampler: TypedArrivals
  let values: EdgeValues

  public var traits: GraphTraits { GraphTraits(hasForecast: sampler.given != nil, isCertain: values.isCertain) }

  public init(_ settings: inout Settings) {
    offline = settings.integer("offline", in: 1...1_000_000, default: 100, "Offline vertices.")
    capacity = settings.integer("capacity", in: 1...1_000_000, default: 1, "Successes of an offline vertex.")
    degree = settings.number("degree", in: .positive, default: 5, "Neighbours of an arrival, on average.")
    exponent = settings.number("exponent", in: Bounds(0, 10), default: 1, "How steeply popularity falls.")
    sampler = TypedArrivals(&settings)
    values = EdgeValues(&settings)
    checkSize(settings, "arrivals", edges: Double(sampler.types) * min(degree, Double(offline)))
    settings.check(
      Double(sampler.types) * Double(offline) <= 1e10, "offline", "there are too many pairs to draw",
      remedy: "write fewer offline vertices, arrivals or types")
  }

  public func draw(using stream: inout RandomStream) -> OnlineGraph {
    var graph = OnlineGraph(limits: Array(repeating: Double(capacity), count: offline))
    let popularity = (1...offline).map { power(Double($0), -exponent) }
    let total = popularity.reduce(0, +)
    let chances = popularity.map { degree * $0 / total }
    for _ in 0..<sampler.types {
      for vertex in 0..<offline where stream.flip(chances[vertex]) {
        values.addEdge(to: vertex, &graph, using: &stream)
      }
      graph.endType()
    }
    sampler.draw(into: &graph, using: &stream)
    return graph
  }
}
