public import MarketModel
internal import ScenarioFiles

/// `outcry new`: a commented scenario around one world that runs as it is; nil when there is no such world.
///
/// What the example needs is written out; every other setting stands as a comment with its default.
public func starter(world id: String, _ catalogs: Catalogs) -> String? {
  guard let registration = catalogs.find("world", id) else { return nil }
  let card = registration.card
  var text = """
    # \(card.summary)
    # Run it:            outcry run FILE
    # What can be said:  outcry explain \(id)
    outcry: 1
    title: My \(card.label)
    # claim: What this is meant to show, in one sentence.
    seed: 1
    replicates: 20
    world:
      kind: \(id)

    """
  let given = registration.exampleScenario["world"] ?? Node(.table([]))
  for field in registration.fields(in: catalogs) { text += lines(field, given[field.key], indent: "  ") }
  let measures = catalogs.products(.worlds).first { type(of: $0).card.id == id }?.headline ?? []
  return text + """
    # variants:            # the same world with something changed, on the same random numbers
    #   - {name: base}
    #   - {name: other, set: {world.SETTING: VALUE}}
    metrics: [\(measures.prefix(8).joined(separator: ", "))]
    # expect:              # a scenario is also a test
    #   - {metric: \(measures.first ?? "METRIC"), at-least: 0}

    """
}

private func lines(_ field: Field, _ given: Node?, indent: String) -> String {
  let unit = field.unit.symbol == "1" ? "" : " [\(field.unit.symbol)]"
  let comment = "\(indent)# \(field.help)\(unit)\n"
  if let given {
    let entry = yamlText(Node(.table([Node.Entry(field.key, given)])))
    return comment + entry.split(separator: "\n").map { "\(indent)\($0)\n" }.joined()
  }
  switch field.kind {
  case .section(let fields):
    return comment + "\(indent)# \(field.key):\n"
      + fields.map { "\(indent)#   \($0.key): \(placeholder($0))\n" }.joined()
  default: return comment + "\(indent)# \(field.key): \(placeholder(field))\n"
  }
}

/// A default that can be written as it stands, else dots with what leaving it out means.
private func placeholder(_ field: Field) -> String {
  let text = field.defaultText ?? ""
  switch field.kind {
  case .number, .integer, .either: return Double(text) != nil ? text : "…    (\(text.isEmpty ? "not set" : text))"
  case .choice, .flag, .component, .text: return text.isEmpty ? "…" : text
  default: return "…    (\(text.isEmpty ? "none" : text))"
  }
}
