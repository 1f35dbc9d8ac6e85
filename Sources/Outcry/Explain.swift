public import MarketModel
internal import ScenarioFiles

/// `outcry list`: every component, or those of one family, a line each.
public func listing(_ catalogs: Catalogs, family: String? = nil) -> String {
  var text = ""
  for (id, summary) in catalogs.families where family == nil || family == id {
    text += "\(text.isEmpty ? "" : "\n")\(id): \(summary)\n"
    let members = catalogs.members(of: id)
    let width = members.map(\.card.id.count).max() ?? 0
    for member in members {
      text +=
        "  \(member.card.id)\(String(repeating: " ", count: width - member.card.id.count))  \(member.card.summary)\n"
    }
  }
  return text
}

/// `outcry explain`: everything about the components, and the metrics, of this name; nil when there are none.
public func explanation(of id: String, _ catalogs: Catalogs) -> String? {
  let components = catalogs.registrations.filter { $0.card.id == id }
  let measured = measures(catalogs).filter { $0.measure.name == id }
  let pages = components.map { page($0, catalogs) } + measured.map { page($0, catalogs) }
  return pages.isEmpty ? nil : pages.joined(separator: "\n")
}

/// Names that `explain` knows, for suggestions.
public func explainable(_ catalogs: Catalogs) -> [String] {
  catalogs.registrations.map(\.card.id) + measures(catalogs).map(\.measure.name)
}

private func page(_ registration: Registration, _ catalogs: Catalogs) -> String {
  let card = registration.card
  var text = "\(card.id) (\(registration.family))\n\n  \(card.summary)\n"
  let fields = registration.fields(in: catalogs)
  text += "\nSettings\n" + (fields.isEmpty ? "  none\n" : settingLines(fields, indent: "  "))
  if !card.holds.isEmpty { text += "\nPromises\n  \(card.holds.map(\.name).joined(separator: ", "))\n" }
  if !card.fails.isEmpty { text += "\nDoes not promise\n  \(card.fails.map(\.name).joined(separator: ", "))\n" }
  text += "\nSource\n  \(card.source)\n"
  return text + "\n" + example(registration.exampleScenario)
}

private func example(_ scenario: Node) -> String {
  "Example (save it as example.yaml; outcry run example.yaml)\n"
    + yamlText(scenario).split(separator: "\n").map { "  \($0)\n" }.joined()
}

private func settingLines(_ fields: [Field], indent: String) -> String {
  var text = ""
  for field in fields {
    let unit = field.unit.symbol == "1" ? "" : " [\(field.unit.symbol)]"
    let fallback =
      field.isRequired ? "required" : field.defaultText.map { $0.isEmpty ? "default: empty" : "default: \($0)" }
    let facts = [field.kind.phrase + unit, fallback].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "; ")
    text += "\(indent)\(field.key)\(facts.isEmpty ? "" : ": \(facts)")\n\(indent)    \(field.help)\n"
    switch field.kind {
    case .section(let inner): text += settingLines(inner, indent: indent + "  ")
    case .list(_, let inner, _): text += settingLines(inner, indent: indent + "  ")
    default: break
    }
  }
  return text
}

extension Field.Kind {
  /// What can be written, in words.
  fileprivate var phrase: String {
    switch self {
    case .number(let bounds): "number, \(bounds)"
    case .integer(let range):
      "whole number, \(range.upperBound >= Settings.largestInteger ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)")"
    case .text: "text"
    case .flag: "true or false"
    case .choice(let names): names.joined(separator: " | ")
    case .numbers(let bounds): "list of numbers, \(bounds)"
    case .texts: "list of texts"
    case .file(let columns): "CSV file with the columns \(columns.joined(separator: ", "))"
    case .document: "a file that outcry train wrote"
    case .component(let family): "a kind of \(family) (outcry list \(family))"
    case .section: "table"
    case .list(let item, _, let atLeast): "list of \(item)s\(atLeast > 0 ? ", at least \(atLeast)" : "")"
    case .either(let first, let second): "\(first.phrase); or \(second.phrase)"
    }
  }
}

// MARK: - Metrics

/// Every measure, with the worlds that have it.
private func measures(_ catalogs: Catalogs) -> [(measure: Measure, worlds: [String])] {
  var found: [(measure: Measure, worlds: [String])] = []
  for world in catalogs.products(.worlds) {
    let id = type(of: world).card.id
    for measure in world.measures {
      if let index = found.firstIndex(where: { $0.measure == measure }) {
        found[index].worlds.append(id)
      } else {
        found.append((measure, [id]))
      }
    }
  }
  return found
}

private func page(_ entry: (measure: Measure, worlds: [String]), _ catalogs: Catalogs) -> String {
  let measure = entry.measure
  var scenario = entry.worlds.first.flatMap { catalogs.find("world", $0) }?.exampleScenario ?? Node(.table([]))
  scenario["metrics"] = [Node(.text(measure.name))]
  let interval = "with Student's 95 % interval\(measure.form == .ratioOfMeans ? " by the delta method" : "")"
  return "\(measure.name) (measure)\n\n  \(measure.definition)\n" + "\nUnit\n  \(measure.unit.symbol)\n"
    + "\nOver replicates\n  \(measure.form.rawValue), \(interval)\n"
    + "\nMeasured in\n  \(entry.worlds.joined(separator: ", "))\n\n" + example(scenario)
}
