public import MarketModel
public import Randomness

/// The graph on which every online policy does worst: arrival *t* of 1 … *n* is joined to the offline vertices *t* … *n*.
///
/// The optimum matches arrival t with vertex t, and is worth n; whoever cannot tell the vertices apart wastes the late
/// ones on the early arrivals. With copies each arrival comes several times in a row.
///
/// - Complexity: n (n + 1) / 2 edges, whatever the copies.
///
/// Source: Karp, Vazirani and Vazirani 1990.
public struct UpperTriangular: MatchingInstance {
  public static let card = Card(
    "upper-triangular", "Arrival t is joined to the offline vertices t … n: the worst case of online matching.",
    source: "Karp, Vazirani and Vazirani 1990", example: ["size": 20])

  let size: Int
  let copies: Int
  let capacity: Int
  let probability: Double

  public var traits: GraphTraits { GraphTraits(isFixed: true, hasForecast: true, isCertain: probability >= 1) }

  public init(_ settings: inout Settings) {
    size = settings.integer("size", in: 1...2000, default: 10, "Offline vertices n, and different arrivals.")
    copies = settings.integer("copies", in: 1...100_000, default: 1, "How often each arrival comes, in a row.")
    capacity = settings.integer("capacity", in: 1...1_000_000, default: 1, "Successes of an offline vertex.")
    probability = settings.number(
      "probability", in: Bounds(0, 1, includesLower: false), default: 1, unit: .share, "Chance that a match succeeds.")
  }

  public func draw(using stream: inout RandomStream) -> OnlineGraph {
    var graph = OnlineGraph(limits: Array(repeating: Double(capacity), count: size))
    graph.reserve(types: size, edges: size * (size + 1) / 2)
    for arrival in 0..<size {
      for vertex in arrival..<size { graph.addEdge(to: vertex, probability: probability) }
      graph.endType()
    }
    graph.arrivals = (0..<Int32(size)).flatMap { Array(repeating: $0, count: copies) }
    graph.forecast = .counts
    return graph
  }
}
