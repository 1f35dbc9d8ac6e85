public import MarketModel
public import Randomness

/// Values written down in the scenario: a list for each agent, in the order of arrival.
///
/// Values are counted in whole units: 1/`resolution` each, by default the smallest power of ten, up to a million, that
/// makes every value whole. With `total` each agent's values must add up to that.
///
/// **Errors**: lists of different length, a negative value, a value that is no whole number of units, another total.
///
/// Source: standard.
public struct ListedValuations: ValuationSource {
  public static let card = Card(
    "listed", "Values written down in the scenario, a list for each agent.", source: "standard",
    example: [
      "agents": [["name": "ann", "values": [5, 4, 3, 3, 3]], ["name": "bob", "values": [3, 3, 2, 2, 2]]]
    ])

  public let names: [String]
  private let sequence: ItemSequence

  public init(_ settings: inout Settings) {
    let resolution = settings.optionalInteger(
      "resolution", in: 1...1_000_000, otherwise: ValueUnits.otherwise, ValueUnits.help)
    let total = settings.optionalNumber(
      "total", in: .positive, otherwise: "not checked", "What the values of each agent must add up to.")
    let rows = settings.list("agents", of: "agent", atLeast: 1, "The agents and their values.") { agent in
      (
        name: agent.text("name", "The agent's name."),
        values: agent.numbers("values", in: .any, otherwise: "none", "What each item is worth to it.") ?? []
      )
    }
    names = rows.map(\.name)
    let items = rows.first?.values.count ?? 0
    for row in rows {
      settings.check(
        row.values.count == items && items > 0, "agents",
        "agent \(quoted(row.name)) has \(row.values.count) values, and the first agent \(items)",
        remedy: "give each agent a value of every item, at least one")
      settings.check(
        names.count { $0 == row.name } == 1, "agents", "there are two agents called \(quoted(row.name))",
        remedy: "give each a name of its own")
    }
    let units = resolution.map { ValueUnits(resolution: $0) } ?? ValueUnits(of: rows.flatMap(\.values))
    for row in rows {
      for value in row.values {
        if let complaint = units.complaint(value) {
          settings.fail(
            "agents", "agent \(quoted(row.name)): \(complaint.problem)", remedy: complaint.remedy)
        }
      }
      let sum = row.values.reduce(0) { $0 + Int(units.units($1) ?? 0) }
      if let complaint = units.complaint(ofAgent: row.name, total: sum, promised: total) {
        settings.fail("agents", complaint.problem, remedy: complaint.remedy)
      }
    }
    var sequence = ItemSequence(agents: rows.count, resolution: units.resolution)
    for item in 0..<max(items, 1) {
      sequence.append { agent in
        rows[agent].values.indices.contains(item) ? units.units(rows[agent].values[item]) ?? 0 : 0
      }
    }
    self.sequence = sequence
  }

  public var agents: Int { sequence.agents }
  public var expectedCount: Int { sequence.count }
  public var isFixed: Bool { true }
  public func draw(using stream: inout RandomStream) -> ItemSequence { sequence }
}
