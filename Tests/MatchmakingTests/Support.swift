import LinearPrograms
import MarketModel
import Matchmaking
import Outcry
import Randomness
import Testing

#if DEBUG
  /// Whether this is a release build. Statistics of millions of arrivals are for release: a debug build, and coverage
  /// with it, would take minutes for each, and reaches the same code by the other tests.
  let isOptimised = false
#else
  let isOptimised = true
#endif

/// A component of a family made of these settings, which must be right.
func component<Product>(_ family: Family<Product>, _ kind: String, _ settings: Node = [:]) throws -> Product {
  var table = settings
  table["kind"] = Node(stringLiteral: kind)
  var root = Settings(root: ["x": table], catalogs: .standard, files: NoFile())
  let product = root.component("x", family, "X.")
  try #require(root.diagnostics.isEmpty, "\(root.diagnostics)")
  return product
}

private struct NoFile: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}

func policy(_ kind: String, _ settings: Node = [:]) throws -> any MatchingPolicy {
  try component(.matchingPolicies, kind, settings)
}

func graph(_ kind: String, _ settings: Node = [:], stream number: UInt64 = 0) throws -> OnlineGraph {
  let instance = try component(.matchingInstances, kind, settings)
  var stream = stream(number)
  let graph = instance.draw(using: &stream)
  try #require(graph.flaw == nil)
  return graph
}

func stream(_ index: UInt64) -> RandomStream { RandomStream(seed: 1, replicate: 0, role: 1, index: index) }

/// A graph from rows of (offline, weight, probability), one row per type, each arriving once in this order.
func graph(_ rows: [[(Int, Double, Double)]], limits: [Double], use: OnlineGraph.Use = .unit) -> OnlineGraph {
  var graph = OnlineGraph(limits: limits, use: use)
  for row in rows {
    for (vertex, weight, probability) in row { graph.addEdge(to: vertex, weight: weight, probability: probability) }
    graph.endType()
  }
  graph.arrivals = Array(0..<Int32(rows.count))
  graph.forecast = .counts
  return graph
}

/// What a run came to.
struct Run {
  var welfare = 0.0
  /// The edge of the graph that each arrival was tried on; −1: none (arrivals).
  var edges: [Int] = []
  /// The used share of each limit at the end (offline).
  var used: [Double] = []
}

/// Plays a policy that decides at once, without a clock; every try succeeds unless `coins` says otherwise.
func play(
  _ policy: any MatchingPolicy, on graph: OnlineGraph, coins: [Double] = [], stream number: UInt64 = 0
) throws -> Run {
  var policy = policy
  var stream = stream(number)
  try policy.begin(MatchingFacts(graph, withForecast: policy.needsForecast), using: &stream)
  var side = OfflineSide(graph)
  var run = Run()
  for (number, type) in graph.arrivals.enumerated() {
    let row = graph.edges(of: Int(type))
    let choice = try policy.choose(
      from: ArrivingVertex(
        number: number, type: Int(type), time: Double(number), offline: graph.offline.span.extracting(row),
        weights: graph.weights.span.extracting(row), probabilities: graph.probabilities.span.extracting(row),
        side: side.view), using: &stream)
    run.edges.append(choice.map { row.lowerBound + $0 } ?? -1)
    guard let choice else { continue }
    let edge = row.lowerBound + choice
    try #require(side.left[Int(graph.offline[edge])] > 0)
    run.welfare += side.attempt(
      Int(graph.offline[edge]), weight: graph.weights[edge], probability: graph.probabilities[edge],
      succeeds: coins.isEmpty || coins[number] < graph.probabilities[edge])
  }
  for vertex in graph.limits.indices { run.used.append(1 - side.left[vertex] / side.limits[vertex]) }
  return run
}

/// Plays a policy that splits arrivals.
func playInShares(_ policy: any MatchingPolicy, on graph: OnlineGraph) throws -> Run {
  var policy = policy
  var stream = stream(0)
  try policy.begin(MatchingFacts(graph, withForecast: policy.needsForecast), using: &stream)
  var side = OfflineSide(graph)
  var run = Run()
  for (number, type) in graph.arrivals.enumerated() {
    let row = graph.edges(of: Int(type))
    var shares = Column(repeating: 0.0, count: row.count)
    var span = shares.mutableSpan
    try policy.split(
      ArrivingVertex(
        number: number, type: Int(type), time: Double(number), offline: graph.offline.span.extracting(row),
        weights: graph.weights.span.extracting(row), probabilities: graph.probabilities.span.extracting(row),
        side: side.view), into: &span, using: &stream)
    for (place, edge) in row.enumerated() {
      run.welfare += side.fill(Int(graph.offline[edge]), weight: graph.weights[edge], share: shares[place])
    }
  }
  for vertex in graph.limits.indices { run.used.append(1 - side.left[vertex] / side.limits[vertex]) }
  return run
}

func value(_ benchmark: String, _ graph: OnlineGraph, coins: [Double] = []) throws -> Double {
  let reading = try component(.matchingBenchmarks, benchmark).value(on: graph, coins: coins)
  guard case .value(let value) = reading else {
    Issue.record("\(benchmark) is undefined: \(reading)")
    return .nan
  }
  return value
}

/// An online matching as a scenario.
func scenario(_ world: Node, replicates: Int = 1, variants: Node = [], metrics: Node) throws -> Scenario {
  var world = world
  world["kind"] = "online-matching"
  return try Scenario([
    "title": "A test", "seed": 1, "replicates": Node(integerLiteral: replicates), "world": world, "variants": variants,
    "metrics": metrics,
  ])
}

/// A random graph of small size: up to 4 offline vertices and 5 arrivals with uneven weights and probabilities.
func smallGraph(_ number: UInt64, weightPerVertex: Bool = false, certain: Bool = false, most: Int = 5) -> OnlineGraph {
  var stream = stream(1000 + number)
  let offline = 1 + stream.index(below: 4)
  let weights = (0..<offline).map { _ in 0.25 * Double(1 + stream.index(below: 8)) }
  var rows: [[(Int, Double, Double)]] = []
  for _ in 0..<(1 + stream.index(below: most)) {
    rows.append(
      (0..<offline).filter { _ in stream.flip(0.7) }.map { vertex in
        let weight = weightPerVertex ? weights[vertex] : 0.25 * Double(1 + stream.index(below: 8))
        return (vertex, weight, certain ? 1 : 0.1 * Double(1 + stream.index(below: 10)))
      })
  }
  return graph(rows, limits: Array(repeating: 1, count: offline))
}

/// The most that any policy can be worth in expectation that knows the graph, tries arrivals in their order, and sees each
/// outcome before the next choice: by going through all states of the offline vertices.
func adaptiveOptimum(_ graph: OnlineGraph) -> Double {
  func best(_ arrival: Int, _ free: Int) -> Double {
    if arrival == graph.arrivals.count { return 0 }
    var value = best(arrival + 1, free)
    for edge in graph.edges(of: Int(graph.arrivals[arrival])) where free >> Int(graph.offline[edge]) & 1 == 1 {
      let p = graph.probabilities[edge]
      let success = graph.weights[edge] + best(arrival + 1, free & ~(1 << Int(graph.offline[edge])))
      value = max(value, p * success + (1 - p) * best(arrival + 1, free))
    }
    return value
  }
  return best(0, (1 << graph.limits.count) - 1)
}
