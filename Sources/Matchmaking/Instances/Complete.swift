public import MarketModel
public import Randomness

/// Every arrival is joined to every offline vertex, all edges alike.
///
/// With *n* offline vertices, *m* arrivals and a chance of success *p*, every policy that never idles makes
/// E[min(n, Bin(m, p))] matches.
///
/// - Complexity: n edges, whatever the arrivals.
///
/// Source: folklore.
public struct Complete: MatchingInstance {
  public static let card = Card(
    "complete", "Every arrival is joined to every offline vertex, all edges alike.", source: "folklore")

  let offline: Int
  let arrivals: Int
  let capacity: Int
  let probability: Double

  public var traits: GraphTraits { GraphTraits(isFixed: true, hasForecast: true, isCertain: probability >= 1) }

  public init(_ settings: inout Settings) {
    offline = settings.integer("offline", in: 1...10_000_000, default: 20, "Offline vertices.")
    arrivals = settings.integer("arrivals", in: 1...10_000_000, default: 50, "Vertices that arrive.")
    capacity = settings.integer("capacity", in: 1...1_000_000, default: 1, "Successes of an offline vertex.")
    probability = settings.number("probability", in: .share, default: 1, unit: .share, "Chance that a match succeeds.")
  }

  public func draw(using stream: inout RandomStream) -> OnlineGraph {
    var graph = OnlineGraph(limits: Array(repeating: Double(capacity), count: offline))
    for vertex in 0..<offline { graph.addEdge(to: vertex, probability: probability) }
    graph.endType()
    graph.arrivals = Array(repeating: 0, count: arrivals)
    graph.forecast = .counts
    return graph
  }
}
