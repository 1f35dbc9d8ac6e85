import Outcry
import Testing

/// A sponsored search as a scenario: `world` holds the settings of `sponsored-search`. Without a choice of metrics
/// everything is measured.
func search(
  _ world: Node, replicates: Int = 1, variants: Node = [], metrics: Node? = nil, adding: [Registration] = []
) throws(Diagnostics) -> Scenario {
  var world = world
  world["kind"] = "sponsored-search"
  var root: Node = [
    "title": "A test", "seed": 1, "replicates": Node(integerLiteral: replicates), "world": world, "variants": variants,
    "metrics": metrics ?? [],
  ]
  var catalogs = Catalogs.standard
  catalogs.add(adding)
  let scenario = try Scenario(root, catalogs: catalogs)
  guard metrics == nil, let measures = scenario.variants.first?.world.measures else { return scenario }
  root["metrics"] = Node(.list(measures.map { Node(stringLiteral: $0.name) }))
  return try Scenario(root, catalogs: catalogs)
}

/// A group of one advertiser that always bids the same; what a click is worth to it is known and fixed.
func advertiser(_ name: String, bid: Double, value: Double? = nil, _ more: Node = [:]) -> Node {
  var group: Node = [
    "name": Node(stringLiteral: name), "strategy": ["kind": "fixed-bid", "bid": Node(floatLiteral: bid)],
    "values": ["kind": "discrete", "values": [Node(floatLiteral: value ?? bid)]],
  ]
  for entry in more.entries { group[entry.key] = entry.value }
  return group
}

/// Runs it on two threads.
func results(
  _ world: Node, replicates: Int = 32, variants: Node = [], metrics: Node? = nil, horizon: Int = 10_000
) async throws -> Results {
  var world = world
  if world["horizon"] == nil { world["horizon"] = Node(integerLiteral: horizon) }
  return try await run(
    search(world, replicates: replicates, variants: variants, metrics: metrics), threads: 2)
}
