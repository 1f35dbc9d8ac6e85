public import MarketModel

/// A setting given another value than the scenario file gives it: `--set PATH=VALUE`, or an entry of a variant's `set`.
public struct Override: Sendable {
  /// As written.
  public let path: String
  public let value: Node
  public let place: Place
  package let steps: [PathStep]

  /// - Throws: what is wrong with `path`.
  public init(path: String, value: Node, place: Place) throws(Diagnostic) {
    do {
      steps = try ScenarioFiles.steps(of: path)
    } catch {
      throw Diagnostic(at: place, path: path, error.problem, remedy: error.remedy)
    }
    self.path = path
    self.value = value
    self.place = place
  }

  /// Reads `PATH=VALUE`, the value being YAML as in a scenario file; no value is null.
  public static func parse(argument: String) throws(Diagnostic) -> Override {
    let origin = Place.Origin.override(argument)
    guard let equals = equalsSign(in: argument) else {
      throw Diagnostic(
        at: Place(origin), path: "", "there is no '='", remedy: "write --set PATH=VALUE, like world.seed=7")
    }
    let path = String(argument[..<equals])
    let text = argument[argument.index(after: equals)...]
    var value: Node?
    do {
      value = try readValue(Array(text.utf8), origin: origin)
    } catch {
      throw Diagnostic(at: error.place, path: path, error.problem, remedy: error.remedy)
    }
    return try Override(path: path, value: value ?? Node(.null, at: Place(origin)), place: Place(origin))
  }
}

/// `root` with the override's value in place.
///
/// The path leads through tables by key and through lists by the `name` of an element or its position in brackets.
/// Tables on the way that are not there are made: their defaults may have been left out. A text on the way is a
/// component in short form: `second-price` becomes `{kind: second-price}`.
///
/// Setting a `kind` to another than the present one drops the other settings of that table, which were the old kind's;
/// its `name` stays, being the element's. The same kind keeps them. A table that writes no kind loses them as well:
/// which kind they were for is not known here.
/// - Throws: an element that is not there, or a path through a number, a flag or an unnumbered list.
public func applying(_ override: Override, to root: Node) throws(Diagnostic) -> Node {
  try Edit(override: override).edited(root, at: 0)
}

/// `root` with all overrides in place, and what could not be done; what could be is.
///
/// In order, but those that set a `kind` come first, outer ones before inner ones, so that
/// `--set mechanism.reserve=1 --set mechanism.kind=first-price` keeps the reserve. The same path twice is a mistake.
public func applying(all overrides: [Override], to root: Node) -> (Node, [Diagnostic]) {
  var root = root
  var mistakes: [Diagnostic] = []
  var seen: Set<[PathStep]> = []
  var kinds: [Override] = []
  var others: [Override] = []
  for override in overrides {
    if !seen.insert(override.steps).inserted {
      mistakes.append(Diagnostic(at: override.place, path: override.path, "set twice", remedy: "keep one"))
    } else if override.steps.last == .name("kind") {
      kinds.append(override)
    } else {
      others.append(override)
    }
  }
  let byDepth = kinds.enumerated().sorted { ($0.element.steps.count, $0.offset) < ($1.element.steps.count, $1.offset) }
  for override in byDepth.map(\.element) + others {
    do {
      root = try applying(override, to: root)
    } catch {
      mistakes.append(error)
    }
  }
  return (root, mistakes)
}

/// The pairs that set the same thing, or of which one sets a part of what the other sets.
///
/// An element named in one path and numbered in the other is not recognised: that takes the scenario.
public func touching(_ a: [Override], _ b: [Override]) -> [(Override, Override)] {
  a.flatMap { first in
    b.filter { first.steps.starts(with: $0.steps) || $0.steps.starts(with: first.steps) }.map { (first, $0) }
  }
}

/// One override on its way down the tree.
private struct Edit {
  let override: Override

  /// `node` after the steps from `position` on have been followed.
  func edited(_ node: Node, at position: Int) throws(Diagnostic) -> Node {
    guard position < override.steps.count else { return override.value }
    switch (override.steps[position], node.content) {
    case (.name(let name), .table(let entries)):
      return try edited(table: entries, of: node, name, at: position)
    case (.name(let name), .null):
      return try edited(table: [], of: Node(.null, at: override.place), name, at: position)
    case (.name(let name), .text):
      let kind = Node.Entry("kind", node)
      return try edited(table: [kind], of: node, name, at: position)
    case (.name(let name), .list(let elements)):
      return try edited(elements, of: node, try element(name, of: elements, at: position), at: position)
    case (.index(let index), .list(let elements)):
      guard elements.indices.contains(index) else {
        let count = elements.count == 1 ? "1 element" : "\(elements.count) elements"
        throw mistake(position + 1, "there is no element \(index)", remedy: "the list has \(count), counted from 0")
      }
      return try edited(elements, of: node, index, at: position)
    case (.name, _):
      throw mistake(position, "expected a table of settings, found \(node.sort)", remedy: "set it as a whole")
    case (.index, _):
      throw mistake(position, "expected a list, found \(node.sort)", remedy: "give names, not positions")
    }
  }

  private func edited(
    table: [Node.Entry], of node: Node, _ key: String, at position: Int
  ) throws(Diagnostic) -> Node {
    var entries = table
    let isLast = position + 1 == override.steps.count
    let index = entries.firstIndex { $0.key == key }
    let old = index.map { entries[$0].value } ?? Node(.null, at: override.place)
    let new = try edited(old, at: position + 1)
    if let index {
      entries[index].value = new
      if isLast { entries[index].place = override.place }
    } else {
      entries.append(Node.Entry(key, new, at: override.place))
    }
    let isNewKind = isLast && key == "kind" && (new.text == nil || new.text != old.text)
    if isNewKind { entries.removeAll { $0.key != "kind" && $0.key != "name" } }
    return Node(.table(entries), at: node.place)
  }

  private func edited(
    _ elements: [Node], of node: Node, _ index: Int, at position: Int
  ) throws(Diagnostic) -> Node {
    var elements = elements
    elements[index] = try edited(elements[index], at: position + 1)
    return Node(.list(elements), at: node.place)
  }

  /// The position of the element whose `name` reads `name`; the first of several.
  private func element(_ name: String, of elements: [Node], at position: Int) throws(Diagnostic) -> Int {
    let names = elements.map { element in
      element["name"].flatMap { $0.text ?? $0.number.map(shortest) }
    }
    if let index = names.firstIndex(of: name) { return index }
    let known = names.compactMap { $0 }
    let remedy = known.isEmpty ? "give a position, like [0]" : suggestion(for: name, among: known)
    throw mistake(position, "no element named \(quoted(name))", remedy: remedy)
  }

  /// A mistake at what the first `count` steps lead to.
  private func mistake(_ count: Int, _ problem: String, remedy: String) -> Diagnostic {
    Diagnostic(at: override.place, path: shown(override.steps.prefix(count)), problem, remedy: remedy)
  }
}
