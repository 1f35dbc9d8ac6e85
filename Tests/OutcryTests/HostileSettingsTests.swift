import Outcry
import Testing

/// Every setting of every component, alone, at values nobody means: ends of its bounds, what no double can add to, lists
/// without elements or in the wrong order, something of another kind, other components.
///
/// A scenario is then accepted, or refused with a reason; the process lives. What the markets look at before a component
/// is refused must hold for the stand-ins its initialiser took.
@Suite struct HostileSettingsTests {
  static let catalogs = Catalogs.standard
  static let components = catalogs.registrations.map { "\($0.family) \($0.card.id)" }

  @Test("every setting of every component survives every value", arguments: components.indices)
  func survives(index: Int) throws {
    let registration = Self.catalogs.registrations[index]
    var example = registration.exampleScenario
    example["replicates"] = 1
    // Metrics have no settings of their own.
    guard let home = path(to: registration.card.id, in: example) else {
      #expect(registration.family == "metric", "\(Self.components[index]) is not in its own example")
      return
    }
    if example.at(home[...]).text != nil {
      example = example.putting(["kind": Node(stringLiteral: registration.card.id)], at: home[...])
    }
    var tried = 0
    for (path, kind) in leaves(registration.fields(in: Self.catalogs), []) {
      for value in values(of: kind) + ofOtherKinds {
        tried += 1
        do {
          _ = try Scenario(example.putting(value, at: (home + path)[...]), catalogs: Self.catalogs)
        } catch {
          #expect(!error.all.isEmpty, "\(path) = \(value) is refused without a reason")
        }
      }
    }
    #expect(tried > 0 || registration.fields(in: Self.catalogs).isEmpty)
  }

  private func values(of kind: Field.Kind) -> [Node] {
    switch kind {
    case .number: numbers
    case .integer(let range):
      numbers + [Node(integerLiteral: range.lowerBound), Node(integerLiteral: range.upperBound)]
    case .text: ["x", "", "a"]
    case .flag: [true, false]
    case .choice(let names): names.map(Node.init(stringLiteral:))
    case .numbers: lists.map { Node(.list($0.map(Node.init(floatLiteral:)))) }
    case .texts: [[], ["x"], ["x", "x"], ["a", "b"], [1]]
    case .file, .document: ["none.csv", ["file": "x"]]
    case .component(let family): Self.catalogs.members(of: family).map { Node(stringLiteral: $0.card.id) }
    case .section: [[:]]
    case .list: [[], [[:]], [[:], [:]]]
    case .either(let first, let second): values(of: first) + values(of: second)
    }
  }

  private let numbers: [Node] = [-1, 0, Node(.number(.leastNonzeroMagnitude)), 1e-9, 0.5, 1, 2, 3, 20, 1e9, 1e308]
  private let lists: [[Double]] = [
    [], [0], [1], [1, 0], [0, 1], [0, 0], [2, 2], [-1, 2], [0.5, 0.5, 0.5], [1e308, 1e308], [.leastNonzeroMagnitude],
    [3, 2, 1, 0.5],
  ]
  private let ofOtherKinds: [Node] = [Node(.null), "x", [], [:], 3, [[]], true]
}

// MARK: Places in a tree of settings

private enum Step {
  case key(String)
  case element(Int)
}

/// Where the component of this id stands: a table with its kind, or its id alone.
private func path(to id: String, in node: Node) -> [Step]? {
  switch node.content {
  case .table(let entries):
    if node["kind"]?.text == id { return [] }
    for entry in entries where entry.key != "kind" {
      if let rest = path(to: id, in: entry.value) { return [.key(entry.key)] + rest }
    }
  case .list(let elements):
    for (index, element) in elements.enumerated() {
      if let rest = path(to: id, in: element) { return [.element(index)] + rest }
    }
  case .text(let text): if text == id { return [] }
  default: break
  }
  return nil
}

/// The settings of tables and of the first element of lists, too.
private func leaves(_ fields: [Field], _ path: [Step]) -> [([Step], Field.Kind)] {
  func inside(_ kind: Field.Kind, _ path: [Step]) -> [([Step], Field.Kind)] {
    switch kind {
    case .section(let fields): leaves(fields, path)
    case .list(_, let fields, _): leaves(fields, path + [.element(0)])
    case .either(let first, let second): inside(first, path) + inside(second, path)
    default: []
    }
  }
  return fields.flatMap { field in
    let path = path + [.key(field.key)]
    return [(path, field.kind)] + inside(field.kind, path)
  }
}

extension Node {
  fileprivate func at(_ path: ArraySlice<Step>) -> Node {
    switch path.first {
    case nil: return self
    case .key(let key): return (self[key] ?? Node(.null)).at(path.dropFirst())
    case .element(let index):
      guard case .list(let elements) = content, index < elements.count else { return Node(.null) }
      return elements[index].at(path.dropFirst())
    }
  }

  /// A copy with `value` there; tables and lists on the way are made where there are none.
  fileprivate func putting(_ value: Node, at path: ArraySlice<Step>) -> Node {
    switch path.first {
    case nil: return value
    case .key(let key):
      var table = isTable ? self : [:]
      table[key] = (table[key] ?? Node(.null)).putting(value, at: path.dropFirst())
      return table
    case .element(let index):
      var elements: [Node] = []
      if case .list(let given) = content { elements = given }
      while elements.count <= index { elements.append([:]) }
      elements[index] = elements[index].putting(value, at: path.dropFirst())
      return Node(.list(elements))
    }
  }
}
