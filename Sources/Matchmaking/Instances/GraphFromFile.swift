public import MarketModel
public import Randomness
internal import Tables

/// A graph from a CSV file with one edge a row: `online,offline,weight,probability`, and `time` where it is known.
///
/// Vertices are named by any text. They arrive in the order in which the file first names them; with times, in the order
/// of these, equal times in the order of the file. With `draws`, that many arrive instead, each any of the file's online
/// vertices alike, which are then known beforehand; without, nothing is known beforehand unless `known` says so.
///
/// **Edge cases**: an offline vertex that only `vertices` names has no edges and stays.
/// **Errors**: an edge listed twice, an offline vertex that `vertices` does not name, two times of one vertex.
/// - Complexity: O(rows × log rows).
public struct GraphFromFile: MatchingInstance {
  public static let card = Card(
    "csv", label: "CSV", "A graph from a CSV file with one edge a row.", source: "ours", example: ["file": "edges.csv"])

  private let graph: OnlineGraph
  private let draws: Int?

  public let traits: GraphTraits

  static let required = ["online", "offline", "weight", "probability"]

  public init(_ settings: inout Settings) {
    let table = settings.table(
      "file",
      columns: [
        ColumnRequest("online", .text), ColumnRequest("offline", .text),
        ColumnRequest("weight", .number(in: 0...1e15)), ColumnRequest("probability", .number(in: 0...1)),
        ColumnRequest("time", .number(in: 0...1e15), isOptional: true),
      ], required: true, "One edge a row.")
    let use = settings.choice(
      "use", default: OnlineGraph.Use.unit,
      "What a success uses up of its offline vertex: one unit of a capacity, or its weight of a budget.")
    let limit = settings.number(
      "limit", in: .amount, default: 1, unit: Unit("units or money"),
      "Capacity or budget of every offline vertex, unless `vertices` says otherwise.")
    let vertices = settings.table(
      "vertices", columns: [ColumnRequest("offline", .text), ColumnRequest("limit", .number(in: 1e-12...1e15))],
      otherwise: "those of `file`, each with `limit`", "All offline vertices with their limits: a CSV file.")
    draws = settings.optionalInteger(
      "draws", in: 1...10_000_000, otherwise: "none: every online vertex arrives once",
      "So many arrivals are drawn from the file's online vertices, all alike.")
    let isKnown = settings.flag(
      "known", default: false, "Whether policies know beforehand which vertices will arrive; with `draws` they do.")
    settings.check(
      use == .weight || limit == limit.rounded(), "limit", "\(shortest(limit)) is not a capacity",
      remedy: "write a whole number, or `use: weight`")
    var reader = EdgeTable(use: use, limit: limit)
    if let vertices { reader.read(vertices: vertices, settings) }
    if let table { reader.read(edges: table, draws: draws, settings) }
    graph = reader.graph(draws: draws, isKnown: isKnown)
    traits = GraphTraits(
      isFixed: draws == nil, hasForecast: isKnown || draws != nil, hasTimes: !graph.times.isEmpty,
      isCertain: graph.isCertain, use: use)
  }

  public func draw(using stream: inout RandomStream) -> OnlineGraph {
    guard let draws else { return graph }
    var drawn = graph
    drawn.arrivals.removeAll()
    drawn.arrivals.reserveCapacity(draws)
    for _ in 0..<draws { drawn.arrivals.append(Int32(stream.index(below: graph.types))) }
    return drawn
  }
}
