internal import Experiments
internal import MarketModel

extension Report {
  /// `## What was simulated`: the first variant's world in words, what the others change, seed, replicates and files.
  func simulated() -> String? {
    guard let first = scenario.variants.first else { return nil }
    var text = "## What was simulated\n\n"
    let isOnly = scenario.variants.count == 1
    if !isOnly { text += "The settings of \(mention(first.name)):\n\n" }
    text += "- **world**: \(cell(first.worldLabel)) — *\(markdown(first.worldSummary))*\n"
    var description = SettingsDescription()
    text += description.bullets(first.fields, indent: "  ")
    text += changes(from: first)
    text += newcomers(&description)
    text += "\nSeed \(scenario.seed), \(scenario.replicates) replicate\(scenario.replicates == 1 ? "" : "s")"
    text += isOnly ? ".\n" : "; the variants run on the same random numbers.\n"
    let files = scenario.inputs.map { "\(mention($0.baseName)) (\(mention($0.path)), digest `\(slug($0.digest))`)" }
    if !files.isEmpty { text += "\nFiles read: \(files.joined(separator: ", ")).\n" }
    return text
  }

  /// What the variants set, as a table.
  private func changes(from first: Variant) -> String {
    guard scenario.variants.contains(where: { !$0.overrides.isEmpty }) else { return "" }
    var table = MarkdownTable([("variant", .left), ("setting", .left), ("value", .left)])
    for variant in scenario.variants {
      for (path, value) in variant.overrides {
        let file = scenario.inputs.first { $0.path == path && baseName(of: value) == $0.baseName }
        let digest = file.map { " (\($0.digest))" } ?? ""
        let shown = withoutFolders(value, inputs: scenario.inputs) + digest
        table.add([cell(variant.name), cell(path), markdown(shown, limit: SettingsDescription.longestValue)])
      }
      if variant.overrides.isEmpty { table.add([cell(variant.name), "—", "the scenario as it is"]) }
    }
    var text = "\nWhat each variant sets on top of the scenario:\n\n\(table.text)"
    for variant in scenario.variants.dropFirst() where variant.worldLabel != first.worldLabel {
      text += "\n\(mention(variant.name)) plays in another world, \(markdown(variant.worldLabel)):"
      text += " *\(markdown(variant.worldSummary))*\n"
    }
    return text
  }
}

extension Report {
  /// The components that variants bring in and the first variant has not, each once.
  private func newcomers(_ description: inout SettingsDescription) -> String {
    var known = components(in: scenario.variants.first?.fields ?? [])
    var text = ""
    for variant in scenario.variants.dropFirst() {
      for each in components(in: variant.fields) where !known.contains(where: { $0.isSame(as: each) }) {
        // Those within it are told with it.
        known += [each] + components(in: each.settings)
        text += "- **\(cell(each.label))** (\(cell(each.key)) \(mention(each.kind)))"
        text += "\(description.meaning(each.summary))\n" + description.bullets(each.settings, indent: "  ")
      }
    }
    return text.isEmpty ? "" : "\nWhat this brings in:\n\n" + text
  }

  /// All components of settings, outer ones before those within them.
  private func components(in fields: [Field]) -> [ChosenComponent] {
    fields.flatMap { field -> [ChosenComponent] in
      switch field.value {
      case .none, .plain: []
      case .component(let label, let summary, let kind, let settings):
        [ChosenComponent(key: field.key, label: label, summary: summary, kind: kind, settings: settings)]
          + components(in: settings)
      case .section(let settings): components(in: settings)
      case .list(let elements): elements.flatMap { components(in: $0) }
      }
    }
  }
}

/// A component as some setting chose it.
private struct ChosenComponent {
  var key: String
  var label: String
  var summary: String
  var kind: String
  var settings: [Field]

  func isSame(as other: ChosenComponent) -> Bool { kind == other.kind && summary == other.summary }
}

/// Settings as a nested list: what the scenario gives with its meaning, what it leaves at default in one line.
struct SettingsDescription {
  /// Characters of a value that are shown.
  fileprivate static let longestValue = 200

  /// Meanings already told: a second group of bidders need not repeat them.
  private var explained: Set<String> = []

  mutating func bullets(_ fields: [Field], indent: String, without hidden: String? = nil) -> String {
    var text = ""
    var defaults: [String] = []
    for field in fields where field.key != hidden {
      switch field.value {
      case .none: continue
      case .plain(let value):
        if field.isGiven || field.isRequired {
          text += "\(indent)- **\(cell(field.key))**: \(amount(value, field))\(meaning(field.help))\n"
        } else {
          defaults.append("\(cell(field.key)): \(amount(value, field))")
        }
      case .component(let label, let summary, _, let settings):
        let note = field.isGiven || field.isRequired ? "" : " (default)"
        text += "\(indent)- **\(cell(field.key))**: \(cell(label))\(note)\(meaning(summary))\n"
        text += bullets(settings, indent: indent + "  ")
      case .section(let settings):
        let inner = bullets(settings, indent: indent + "  ")
        if !inner.isEmpty {
          text +=
            "\(indent)- **\(cell(field.key))**\(field.isGiven ? "" : " (default)")\(meaning(field.help))\n\(inner)"
        }
      case .list(let elements):
        text += list(elements, field, indent: indent)
      }
    }
    if !defaults.isEmpty { text += "\(indent)- (default) \(defaults.joined(separator: "; "))\n" }
    return text
  }

  private mutating func list(_ elements: [[Field]], _ field: Field, indent: String) -> String {
    if elements.isEmpty { return "" }
    var text = "\(indent)- **\(cell(field.key))**\(meaning(field.help))\n"
    for (index, settings) in elements.enumerated() {
      var name = "\(index + 1)"
      if let own = settings.first(where: { $0.key == "name" }), case .plain(let given) = own.value { name = given }
      text += "\(indent)  - \(mention(name))\n"
      text += bullets(settings, indent: indent + "    ", without: "name")
    }
    return text
  }

  /// A value with its unit; numbers to six significant digits.
  private func amount(_ value: String, _ field: Field) -> String {
    switch field.kind {
    case .text, .texts, .numbers, .file: return markdown(value, limit: SettingsDescription.longestValue)
    default: break
    }
    guard let number = Double(value), number.isFinite, value != field.defaultText || field.unit.symbol != "1" else {
      return markdown(value, limit: SettingsDescription.longestValue)
    }
    return markdown(amountInWords(number, field.unit))
  }

  mutating func meaning(_ help: String) -> String {
    help.isEmpty || !explained.insert(help).inserted ? "" : " — *\(markdown(help))*"
  }
}
