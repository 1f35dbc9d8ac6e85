import Outcry

/// Checks values against the part of JSON Schema (draft 2020-12) that `outcry schema` uses: type, enum, const, anyOf,
/// $ref, properties, additionalProperties, required, items, minItems, minimum, maximum, exclusiveMinimum,
/// exclusiveMaximum, pattern. A keyword it does not know is a complaint, so that none is skipped unseen.
///
/// Written from the specification, not from the schema's author: JSON and YAML are both read into nodes.
struct SchemaChecker {
  let root: Node

  private static let annotations = ["$schema", "title", "description", "$defs"]

  /// What is wrong with `value`, a line each; empty when it is valid.
  func complaints(_ value: Node) -> [String] { complaints(value, root, "$") }

  private func complaints(_ value: Node, _ schema: Node, _ path: String) -> [String] {
    var found: [String] = []
    for entry in schema.entries where !Self.annotations.contains(entry.key) {
      found += complaints(value, entry.key, entry.value, schema, path)
    }
    return found
  }

  private func complaints(
    _ value: Node, _ keyword: String, _ argument: Node, _ schema: Node, _ path: String
  ) -> [String] {
    func require(_ holds: Bool, _ complaint: String) -> [String] { holds ? [] : ["\(path): \(complaint)"] }
    switch keyword {
    case "type":
      let names = argument.text.map { [$0] } ?? argument.elements.compactMap(\.text)
      return require(names.contains { isOf($0, value) }, "is \(value.sort), not \(names.joined(separator: " or "))")
    case "const": return require(isEqual(value, argument), "is not the constant")
    case "enum": return require(argument.elements.contains { isEqual(value, $0) }, "\(value.sort) is not listed")
    case "minimum": return require(compare(value, argument) { $0 >= $1 }, "is too small")
    case "maximum": return require(compare(value, argument) { $0 <= $1 }, "is too large")
    case "exclusiveMinimum": return require(compare(value, argument) { $0 > $1 }, "is too small")
    case "exclusiveMaximum": return require(compare(value, argument) { $0 < $1 }, "is too large")
    case "pattern":
      guard let text = value.text, let pattern = argument.text, let regex = try? Regex(pattern) else { return [] }
      return require(text.contains(regex), "does not match \(pattern)")
    case "minItems":
      guard case .list(let elements) = value.content else { return [] }
      return require(Double(elements.count) >= argument.number ?? 0, "has too few elements")
    case "items":
      return value.elements.enumerated().flatMap { complaints($0.element, argument, "\(path)[\($0.offset)]") }
    case "required":
      guard value.isTable else { return [] }
      return argument.elements.compactMap(\.text).filter { value[$0] == nil }.map { "\(path): \($0) is missing" }
    case "properties":
      return value.entries.flatMap { entry in
        argument[entry.key].map { complaints(entry.value, $0, "\(path).\(entry.key)") } ?? []
      }
    case "additionalProperties":
      let known = schema["properties"]?.entries.map(\.key) ?? []
      return value.entries.filter { !known.contains($0.key) }.map { "\(path): \($0.key) is not a property" }
    case "anyOf":
      let branches = argument.elements.map { complaints(value, $0, path) }
      if branches.contains(where: \.isEmpty) { return [] }
      // The branch that came nearest tells most.
      return ["\(path): fits none of \(branches.count)"] + (branches.min { $0.count < $1.count } ?? [])
    case "$ref":
      guard let target = resolve(argument.text ?? "") else { return ["\(path): \(argument.sort) leads nowhere"] }
      return complaints(value, target, path)
    default: return ["\(path): the checker does not know the keyword \(keyword)"]
    }
  }

  private func resolve(_ reference: String) -> Node? {
    guard reference.hasPrefix("#/") else { return nil }
    return reference.dropFirst(2).split(separator: "/").reduce(root) { $0?[String($1)] }
  }

  private func isOf(_ type: String, _ value: Node) -> Bool {
    switch (type, value.content) {
    case ("null", .null), ("boolean", .flag), ("number", .number), ("string", .text), ("array", .list),
      ("object", .table):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }

  /// Of scalars; tables and lists are not needed.
  private func isEqual(_ a: Node, _ b: Node) -> Bool {
    switch (a.content, b.content) {
    case (.text(let a), .text(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.flag(let a), .flag(let b)): a == b
    case (.null, .null): true
    default: false
    }
  }

  /// Bounds concern numbers only.
  private func compare(_ value: Node, _ bound: Node, _ holds: (Double, Double) -> Bool) -> Bool {
    guard let number = value.number, let bound = bound.number else { return true }
    return holds(number, bound)
  }
}

/// A JSON or YAML text as nodes.
func nodes(_ text: String) throws -> Node { try readYAML(Array(text.utf8), file: .code) }
