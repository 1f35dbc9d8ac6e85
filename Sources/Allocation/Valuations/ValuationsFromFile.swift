public import MarketModel
public import Randomness
internal import Tables

/// Values from a CSV file: `agent,item,value`, one pair a row.
///
/// Items arrive in the order in which the file first names them, and agents are numbered so. A pair that is not listed
/// is worth 0. Values are counted in whole units: 1/`resolution` each, by default the smallest power of ten, up to a
/// million, that makes every value whole. With `total` each agent's values must add up to that.
///
/// **Errors**, each with its line: a pair listed twice, a negative value, a value that is no whole number of units, an
/// agent whose values add up to something else than `total`.
/// - Complexity: O(rows × log rows).
///
/// Source: standard.
public struct ValuationsFromFile: ValuationSource {
  public static let card = Card(
    "csv", label: "CSV", "Values from a CSV file with one agent and item a row.", source: "standard",
    example: ["file": "values.csv"])

  public let names: [String]
  private let sequence: ItemSequence

  public init(_ settings: inout Settings) {
    let table = settings.table(
      "file",
      columns: [
        ColumnRequest("agent", .text), ColumnRequest("item", .text), ColumnRequest("value", .finiteNumber),
      ], required: true, "A CSV file with one agent and item a row.")
    let resolution = settings.optionalInteger(
      "resolution", in: 1...1_000_000, otherwise: ValueUnits.otherwise, ValueUnits.help)
    let total = settings.optionalNumber(
      "total", in: .positive, otherwise: "not checked", "What the values of each agent must add up to.")
    guard let table, let agents = table.texts("agent"), let items = table.texts("item"),
      let values = table.numbers("value")
    else {
      names = []
      var standIn = ItemSequence(agents: 2)
      standIn.append { _ in 1 }
      sequence = standIn
      return
    }
    let units = resolution.map { ValueUnits(resolution: $0) } ?? ValueUnits(of: values.filter { $0 >= 0 })
    var rows = Rows()
    for row in 0..<table.rows {
      if let complaint = units.complaint(values[row]) {
        settings.fail("file", row: row, of: table, complaint.problem, remedy: complaint.remedy)
      }
      if !rows.add(agents[row], items[row], Int(units.units(values[row]) ?? 0), row: row) {
        settings.fail(
          "file", row: row, of: table, "agent \(quoted(agents[row])) and item \(quoted(items[row])) are listed again",
          remedy: "keep one of the rows")
      }
    }
    settings.check(
      rows.agents.count <= 1000 && rows.agents.count * rows.items <= ItemSequence.largestSize, "file",
      "\(rows.agents.count) agents and \(rows.items) items are more than this world divides",
      remedy: "give at most 1000 agents and \(ItemSequence.largestSize) values (agents × items)")
    for (agent, name) in rows.agents.enumerated() {
      if let complaint = units.complaint(ofAgent: name, total: rows.totals[agent], promised: total) {
        settings.fail("file", row: rows.lastRow[agent], of: table, complaint.problem, remedy: complaint.remedy)
      }
    }
    names = rows.agents
    sequence = rows.sequence(resolution: units.resolution)
  }

  public var agents: Int { sequence.agents }
  public var expectedCount: Int { sequence.count }
  public var isFixed: Bool { true }
  public func draw(using stream: inout RandomStream) -> ItemSequence { sequence }
}

/// The pairs of a file, numbered as they come.
private struct Rows {
  private(set) var agents: [String] = []
  private(set) var items = 0
  /// [units] (agents).
  private(set) var totals: [Int] = []
  /// The last row that names each agent (agents).
  private(set) var lastRow: [Int] = []
  private var agentNumbers: [String: Int] = [:]
  private var itemNumbers: [String: Int] = [:]
  private var values: [Pair: Int32] = [:]

  private struct Pair: Hashable {
    var agent: Int
    var item: Int
  }

  /// - Returns: whether the pair is new.
  mutating func add(_ agent: String, _ item: String, _ value: Int, row: Int) -> Bool {
    let agentNumber = agentNumbers[agent] ?? agents.count
    if agentNumber == agents.count {
      agentNumbers[agent] = agentNumber
      agents.append(agent)
      totals.append(0)
      lastRow.append(row)
    }
    let itemNumber = itemNumbers[item] ?? items
    if itemNumber == items {
      itemNumbers[item] = itemNumber
      items += 1
    }
    lastRow[agentNumber] = row
    let pair = Pair(agent: agentNumber, item: itemNumber)
    if values[pair] != nil { return false }
    values[pair] = Int32(value)
    totals[agentNumber] += value
    return true
  }

  func sequence(resolution: Int) -> ItemSequence {
    var sequence = ItemSequence(agents: agents.count, resolution: resolution)
    for item in 0..<items { sequence.append { values[Pair(agent: $0, item: item)] ?? 0 } }
    return sequence
  }
}
