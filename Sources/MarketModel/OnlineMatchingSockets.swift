public import Randomness

// The sockets of the online matching.

/// What is known of a family of graphs before one is drawn.
public struct GraphTraits: Sendable {
  /// Nothing is drawn: the same graph, in the same order, in every replicate.
  public var isFixed: Bool
  /// The graphs say what is known of the arrivals beforehand.
  public var hasForecast: Bool
  /// The graphs say when vertices arrive.
  public var hasTimes: Bool
  /// Every match succeeds.
  public var isCertain: Bool
  public var use: OnlineGraph.Use

  public init(
    isFixed: Bool = false, hasForecast: Bool = false, hasTimes: Bool = false, isCertain: Bool = false,
    use: OnlineGraph.Use = .unit
  ) {
    self.isFixed = isFixed
    self.hasForecast = hasForecast
    self.hasTimes = hasTimes
    self.isCertain = isCertain
    self.use = use
  }
}

/// Makes the graph of an online matching.
public protocol MatchingInstance: Component {
  var traits: GraphTraits { get }
  /// A graph with these traits, drawn from the stream.
  func draw(using stream: inout RandomStream) -> OnlineGraph
}

/// What a policy may know before the first arrival.
public struct MatchingFacts: Sendable {
  /// Of the offline vertices (offline).
  public var limits: [Double]
  public var use: OnlineGraph.Use
  /// The types with their edges, and how often each is expected — only for policies that need it, and without the order.
  public var forecast: (types: OnlineGraph, expected: [Double], isExact: Bool)?

  public init(limits: [Double], use: OnlineGraph.Use) {
    self.limits = limits
    self.use = use
  }

  /// What `graph` lets a policy know.
  public init(_ graph: OnlineGraph, withForecast: Bool) {
    self.init(limits: graph.limits, use: graph.use)
    if withForecast, let expected = graph.expectedCounts {
      var types = graph
      types.arrivals = []
      types.times = []
      types.forecast = .nothing
      var isExact = false
      if case .counts = graph.forecast { isExact = true }
      forecast = (types, expected, isExact)
    }
  }
}

/// When a policy decides, and by which of its methods.
public enum MatchingPace: Sendable, Equatable {
  /// On arrival: `choose`.
  case atOnce
  /// On arrival, an arrival being divisible: `split`. Success must be certain.
  case inShares
  /// At the end of each window of this length [s], for all that arrived in it: `assign`.
  case inWindows(Double)
}

/// How arriving vertices are matched.
///
/// A policy sees the edges of what has arrived and the state of the offline vertices, never an outcome before it has
/// chosen, nor what is to come. It learns of outcomes by what is left of the offline vertices. It throws only where a
/// solver fails.
public protocol MatchingPolicy: Component {
  var pace: MatchingPace { get }
  /// Whether it must know beforehand which types of vertices are expected, and how often.
  var needsForecast: Bool { get }
  /// Why it cannot match such graphs, and what to do; nil when it can.
  func objection(to graph: GraphTraits) -> (problem: String, remedy: String)?
  /// Called once, before the first arrival.
  mutating func begin(_ facts: MatchingFacts, using stream: inout RandomStream) throws
  /// The edge to match, counted within the arrival's; nil leaves it unmatched.
  ///
  /// Laws: the vertex at its other end has something left; the edge's probability is above 0.
  mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) throws -> Int?
  /// Writes what share of the arrival each edge gets; `shares` holds zeros.
  ///
  /// Laws: no share is negative, they add up to at most 1, and what they use up is left.
  mutating func split(
    _ arrival: borrowing ArrivingVertex, into shares: inout MutableSpan<Double>, using stream: inout RandomStream)
    throws
  /// Writes the edge of each held vertex, counted within the batch's; `choices` holds −1: unmatched.
  ///
  /// Laws: an edge of its own vertex, its probability above 0, and no more edges than an offline vertex has left.
  mutating func assign(
    _ batch: borrowing HeldBatch, into choices: inout MutableSpan<Int>, using stream: inout RandomStream) throws
}

extension MatchingPolicy {
  public var pace: MatchingPace { .atOnce }
  public var needsForecast: Bool { false }
  public func objection(to graph: GraphTraits) -> (problem: String, remedy: String)? { nil }
  public mutating func begin(_ facts: MatchingFacts, using stream: inout RandomStream) {}

  public mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) -> Int? {
    preconditionFailure("'\(Self.card.id)' decides at once and does not say how: write `choose`")
  }
  public mutating func split(
    _ arrival: borrowing ArrivingVertex, into shares: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    preconditionFailure("'\(Self.card.id)' splits arrivals and does not say how: write `split`")
  }
  public mutating func assign(
    _ batch: borrowing HeldBatch, into choices: inout MutableSpan<Int>, using stream: inout RandomStream
  ) {
    preconditionFailure("'\(Self.card.id)' decides in windows and does not say how: write `assign`")
  }
}

/// Something to compare an online policy with, by a name that says what it bounds.
public protocol MatchingBenchmark: Component {
  /// Whether it depends on the order of arrivals or on the coins, not on their number alone.
  var needsOrder: Bool { get }
  /// Its value for a graph; undefined, with the reason, where it has none.
  ///
  /// - Parameter graph: what is matched.
  /// - Parameter coins: one per arrival, drawn uniformly from [0, 1): a match succeeds when its arrival's coin is below
  ///   the edge's probability (arrivals) — empty when every match succeeds.
  /// - Throws: when a solver fails; a benchmark that does not exist is a reading, not an error.
  func value(on graph: OnlineGraph, coins: [Double]) throws -> Reading
}

extension MatchingBenchmark {
  public var needsOrder: Bool { false }
}

extension Family where Product == any MatchingInstance {
  public static let matchingInstances = Family("matching-graph", "Makes the graph of an online matching.") {
    exampleMatching(["graph": $0])
  }
}
extension Family where Product == any MatchingPolicy {
  public static let matchingPolicies = Family("matching-policy", "How arriving vertices are matched.") {
    exampleMatching(["policy": $0, "graph": ["kind": "random", "types": 20]])
  }
}
extension Family where Product == any MatchingBenchmark {
  public static let matchingBenchmarks = Family(
    "matching-benchmark", "What online policies are compared with; asked for by its name among the metrics."
  ) { component in
    var scenario = exampleMatching([:])
    if let name = component["kind"] { scenario["metrics"] = Node(.list(["welfare", name])) }
    return scenario
  }
}

/// The smallest online matching, with some settings of its own.
private func exampleMatching(_ settings: Node) -> Node {
  var world: Node = ["kind": "online-matching"]
  for entry in settings.entries { world[entry.key] = entry.value }
  return ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
}

extension Registration {
  public static func matchingInstance<C: MatchingInstance>(_ type: C.Type) -> Registration {
    Registration(.matchingInstances, type.card) { type.init(&$0) }
  }
  public static func matchingPolicy<C: MatchingPolicy>(_ type: C.Type) -> Registration {
    Registration(.matchingPolicies, type.card) { type.init(&$0) }
  }
  public static func matchingBenchmark<C: MatchingBenchmark>(_ type: C.Type) -> Registration {
    Registration(.matchingBenchmarks, type.card) { type.init(&$0) }
  }
}
