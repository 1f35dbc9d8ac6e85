internal import MarketModel
internal import Tables

/// The edges of a graph file, while they are checked and gathered by online vertex.
struct EdgeTable {
  private struct Edge {
    var offline: Int
    var weight: Double
    var probability: Double
    var row: Int
  }

  private let use: OnlineGraph.Use
  private let limit: Double
  private var limits: [Double] = []
  private var indexOfOffline: [String: Int] = [:]
  private var indexOfOnline: [String: Int] = [:]
  /// By online vertex, in the order of the file.
  private var rows: [[Edge]] = []
  private var times: [Double] = []
  /// Whether `vertices` named all offline vertices there are.
  private var isClosed = false

  init(use: OnlineGraph.Use, limit: Double) {
    self.use = use
    self.limit = limit
  }

  mutating func read(vertices table: Table, _ settings: Settings) {
    settings.refuseOtherColumns("vertices", of: table, known: ["offline", "limit"])
    isClosed = true
    guard let names = table.texts("offline"), let given = table.numbers("limit") else { return }
    for row in names.indices {
      if indexOfOffline[names[row]] != nil {
        settings.fail(
          "vertices", row: row, of: table, "the offline vertex \(quoted(names[row])) is listed twice",
          remedy: "remove one of the rows")
        continue
      }
      if use == .unit && given[row] != given[row].rounded() {
        settings.fail(
          "vertices", row: row, of: table, "\(shortest(given[row])) is not a capacity",
          remedy: "write a whole number, or `use: weight`")
      }
      indexOfOffline[names[row]] = limits.count
      limits.append(given[row])
    }
  }

  mutating func read(edges table: Table, draws: Int?, _ settings: Settings) {
    settings.refuseOtherColumns("file", of: table, known: GraphFromFile.required + ["time"])
    guard let online = table.texts("online"), let offline = table.texts("offline"),
      let weights = table.numbers("weight"), let probabilities = table.numbers("probability")
    else { return }
    let given = table.numbers("time")
    if given != nil && draws != nil {
      settings.fail(
        "draws", "the file has a column `time`", remedy: "remove one of the two: drawn vertices have no times")
    }
    for row in online.indices {
      guard let vertex = offlineVertex(offline[row], row, table, settings) else { continue }
      let type = onlineVertex(online[row])
      if let given {
        if rows[type].isEmpty { times.append(given[row]) }
        if times[type] != given[row] {
          settings.fail(
            "file", row: row, of: table,
            "the online vertex \(quoted(online[row])) arrives at \(shortest(times[type])) and at \(shortest(given[row]))",
            remedy: "give all its edges one time")
        }
      }
      rows[type].append(
        Edge(offline: vertex, weight: weights[row], probability: probabilities[row], row: row))
    }
    refuseDuplicates(online, offline, table, settings)
  }

  private mutating func offlineVertex(_ name: String, _ row: Int, _ table: Table, _ settings: Settings) -> Int? {
    if let known = indexOfOffline[name] { return known }
    if isClosed {
      settings.fail(
        "file", row: row, of: table, "the offline vertex \(quoted(name)) is not in `vertices`",
        remedy: "add it there, or mend its name")
      return nil
    }
    indexOfOffline[name] = limits.count
    limits.append(limit)
    return limits.count - 1
  }

  private mutating func onlineVertex(_ name: String) -> Int {
    if let known = indexOfOnline[name] { return known }
    indexOfOnline[name] = rows.count
    rows.append([])
    return rows.count - 1
  }

  /// Sorts the edges of each vertex; one that comes again is reported at its later row.
  private mutating func refuseDuplicates(_ online: [String], _ offline: [String], _ table: Table, _ settings: Settings)
  {
    var again: [Int] = []
    for type in rows.indices {
      rows[type].sort { ($0.offline, $0.row) < ($1.offline, $1.row) }
      for (first, second) in zip(rows[type], rows[type].dropFirst()) where first.offline == second.offline {
        again.append(second.row)
      }
    }
    for row in again.sorted() {
      settings.fail(
        "file", row: row, of: table,
        "the edge from \(quoted(online[row])) to \(quoted(offline[row])) is listed before",
        remedy: "remove one of the rows")
    }
  }

  func graph(draws: Int?, isKnown: Bool) -> OnlineGraph {
    var graph = OnlineGraph(limits: limits, use: use)
    for row in rows {
      for edge in row { graph.addEdge(to: edge.offline, weight: edge.weight, probability: edge.probability) }
      graph.endType()
    }
    var order = Array(rows.indices)
    if !times.isEmpty {
      order.sort { (times[$0], $0) < (times[$1], $1) }
      graph.times = order.map { times[$0] }
    }
    graph.arrivals = order.map { Int32($0) }
    if let draws {
      graph.forecast = .expected(Array(repeating: Double(draws) / Double(max(1, rows.count)), count: rows.count))
    } else if isKnown {
      graph.forecast = .counts
    }
    return graph
  }
}
