internal import MarketModel
internal import Reporting
internal import ScenarioFiles

/// The JSON Schema (draft 2020-12) of scenario files, from the settings that components declare.
public func scenarioSchema(_ catalogs: Catalogs) -> String {
  var settings = Settings.recording(catalogs: catalogs)
  _ = ScenarioRoot(&settings)
  let _: any World = settings.component("world", .worlds, ScenarioRoot.worldHelp)
  var definitions: [(String, JSON)] = []
  for family in catalogs.families {
    let members = catalogs.members(of: family.id)
    definitions.append(
      (
        family.id,
        .table([
          ("description", .text(family.summary)),
          ("anyOf", .list(kindsAlone(members) + members.map { component($0, catalogs) })),
        ])
      ))
  }
  let root: [(String, JSON)] =
    [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("Outcry scenario, version 1")),
    ] + table(settings.fields) + [("$defs", .table(definitions))]
  return JSON.table(root).text() + "\n"
}

/// `mechanism: second-price`, for the components whose settings all have defaults.
private func kindsAlone(_ members: [Registration]) -> [JSON] {
  [.table([("enum", .list(members.map { .text($0.card.id) }))])]
}

private func component(_ registration: Registration, _ catalogs: Catalogs) -> JSON {
  let fields = registration.fields(in: catalogs)
  var object = table(fields)
  object.insert(("description", .text(registration.card.summary)), at: 0)
  for (index, entry) in object.enumerated() where entry.0 == "properties" {
    guard case .table(let properties) = entry.1 else { continue }
    object[index].1 = .table([("kind", .table([("const", .text(registration.card.id))]))] + properties)
  }
  return .table(object)
}

private func table(_ fields: [Field]) -> [(String, JSON)] {
  let required = fields.filter(\.isRequired).map { JSON.text($0.key) }
  return [
    ("type", .text("object")), ("properties", .table(fields.map { ($0.key, property($0)) })),
    ("additionalProperties", .flag(false)),
  ] + (required.isEmpty ? [] : [("required", .list(required))])
}

private func property(_ field: Field) -> JSON {
  var help = field.help
  if field.unit.symbol != "1" { help += " [\(field.unit.symbol)]" }
  if let text = field.defaultText, !text.isEmpty { help += " Default: \(text)." }
  var entries = [("description", .text(help))] + shape(field.kind)
  // Without a default kind, the kind must be said.
  if case .component = field.kind, field.isRequired { entries.append(("required", .list([.text("kind")]))) }
  return .table(entries)
}

private func shape(_ kind: Field.Kind) -> [(String, JSON)] {
  switch kind {
  case .number(let bounds): quantity(number(bounds))
  case .integer(let range) where range.count == 1: [("const", .number(Double(range.lowerBound)))]
  case .integer(let range):
    quantity([
      ("type", .text("integer")), ("minimum", .number(Double(range.lowerBound))),
      ("maximum", .number(Double(min(range.upperBound, Settings.largestInteger)))),
    ])
  case .text: [("type", .list([.text("string"), .text("number"), .text("boolean")]))]
  case .flag: [("type", .text("boolean"))]
  case .choice(let names): [("enum", .list(names.map(JSON.text)))]
  case .numbers(let bounds):
    [("type", .text("array")), ("items", .table(quantity(number(bounds)))), ("minItems", .number(1))]
  case .texts: [("type", .text("array")), ("items", .table(shape(.text)))]
  case .file, .document: [("type", .text("string"))]
  case .component(let family): [("$ref", .text("#/$defs/\(family)"))]
  case .section(let fields): fields.isEmpty ? [("type", .text("object"))] : table(fields)
  case .list(_, let fields, let atLeast):
    [("type", .text("array")), ("items", .table(table(fields)))]
      + (atLeast > 0 ? [("minItems", .number(Double(atLeast)))] : [])
  case .either(let first, let second): [("anyOf", .list([.table(shape(first)), .table(shape(second))]))]
  }
}

private func number(_ bounds: Bounds) -> [(String, JSON)] {
  var result: [(String, JSON)] = [("type", .text("number"))]
  if bounds.lower.isFinite {
    result.append((bounds.includesLower ? "minimum" : "exclusiveMinimum", .number(bounds.lower)))
  }
  if bounds.upper.isFinite {
    result.append((bounds.includesUpper ? "maximum" : "exclusiveMaximum", .number(bounds.upper)))
  }
  return result
}

/// A number, or a text with a unit or a fraction.
private func quantity(_ number: [(String, JSON)]) -> [(String, JSON)] {
  [("anyOf", .list([.table(number), .table([("type", .text("string")), ("pattern", .text("^\\s*[-+.0-9]"))])]))]
}

extension Registration {
  /// The settings the component declares.
  public func fields(in catalogs: Catalogs) -> [Field] {
    var settings = Settings.recording(catalogs: catalogs)
    declare(&settings)
    return settings.fields
  }
}
