public import Tables

/// What a setting that accepts either was: a file's columns (nil: it could not be read), or a component.
public enum FileOrComponent<Product: Sendable>: Sendable {
  case file(Table?)
  case component(Product)
}

extension Settings {
  /// A component of `family`, written as its kind alone or as a table with `kind` and its settings.
  ///
  /// **Edge cases**: left out — the default kind with default settings; a table without `kind` — the default kind.
  public mutating func component<Product>(
    _ key: String, _ family: Family<Product>, default defaultKind: String? = nil, _ help: String
  ) -> Product {
    let (product, value) = choose(key, family, default: defaultKind)
    declare(
      key, .component(family: family.id), default: defaultKind, required: defaultKind == nil, value: value, help)
    return product
  }

  /// A CSV file by name, or a component that stands for one.
  ///
  /// A text that is the kind of a component means that component; any other text is a file name.
  public mutating func tableOrComponent<Product>(
    _ key: String, columns: [ColumnRequest], _ family: Family<Product>, default defaultKind: String, _ help: String
  ) -> FileOrComponent<Product> {
    let kind = Field.Kind.either(.file(columns: columns.map(\.name)), .component(family: family.id))
    if let node = given(key), let name = node.text, reader.catalogs.find(family.id, name) == nil {
      let table = load(name, at: node.place, path: path(of: key), columns: columns)
      let shown = reader.inputFiles.last { $0.path == path(of: key) }.map { "\($0.baseName) (\($0.digest))" } ?? name
      declare(key, kind, default: defaultKind, value: .plain(shown), help)
      return .file(table)
    }
    let (product, value) = choose(key, family, default: defaultKind)
    declare(key, kind, default: defaultKind, value: value, help)
    return .component(product)
  }

  private func choose<Product>(
    _ key: String, _ family: Family<Product>, default defaultKind: String?
  ) -> (Product, Field.Value) {
    let members = reader.catalogs.members(of: family.id)
    guard let first = members.first else { preconditionFailure("no component of the family '\(family.id)' is listed") }
    let fallback = defaultKind.flatMap { kind in members.first { $0.card.id == kind } } ?? first
    var chosen: Registration? = fallback
    var table = Node(.table([]), at: node.place)
    if let node = given(key) {
      switch node.content {
      case .text(let kind):
        chosen = find(kind, at: node.place, path: path(of: key), among: members, family: family.id)
        table = Node(.table([]), at: node.place)
      case .table:
        table = node
        chosen = kind(in: node, key, default: defaultKind == nil ? nil : fallback, among: members, family: family.id)
      default:
        wrongType(
          key, node, expected: "the kind of a \(family.id), or a table with it and its settings",
          remedy: "write one of \(members.map(\.card.id).joined(separator: ", "))")
        chosen = nil
      }
    } else if defaultKind == nil {
      missing(key, expected: "a \(family.id), one of \(members.map(\.card.id).joined(separator: ", "))")
      chosen = nil
    }
    let registration = chosen ?? fallback
    var inner =
      chosen == nil
      ? Settings.recording(catalogs: reader.catalogs) : Settings(table, path: path(of: key), reader: reader)
    let product = registration.product(&inner, family)
    inner.finish(accepting: ["kind"])
    let card = registration.card
    return (product, .component(label: card.label, summary: card.summary, kind: card.id, inner.fields))
  }

  private func kind(
    in table: Node, _ key: String, default fallback: Registration?, among members: [Registration], family: String
  ) -> Registration? {
    guard let kind = table["kind"], !kind.isNull else {
      if fallback == nil {
        let expected = "one of \(members.map(\.card.id).joined(separator: ", "))"
        report(Diagnostic(at: table.place, path: "\(path(of: key)).kind", "missing", remedy: "give \(expected)"))
      }
      return fallback
    }
    guard let text = kind.text else {
      report(
        Diagnostic(
          at: kind.place, path: "\(path(of: key)).kind", "expected the kind of a \(family), found \(kind.sort)",
          remedy: "write one of \(members.map(\.card.id).joined(separator: ", "))"))
      return nil
    }
    return find(text, at: kind.place, path: "\(path(of: key)).kind", among: members, family: family)
  }

  private func find(
    _ kind: String, at place: Place, path: String, among members: [Registration], family: String
  ) -> Registration? {
    if let found = members.first(where: { $0.card.id == kind }) { return found }
    report(
      Diagnostic(
        at: place, path: path, "no \(family) is called \(quoted(kind))",
        remedy: suggestion(for: kind, among: members.map(\.card.id))))
    return nil
  }

  /// A table of settings read by `read`; left out, every setting in it has its default.
  public mutating func section<Value>(_ key: String, _ help: String, _ read: (inout Settings) -> Value) -> Value {
    var table = Node(.table([]), at: node.place)
    if let node = given(key) {
      if node.isTable { table = node } else { wrongType(key, node, expected: "a table of settings") }
    }
    var inner = Settings(table, path: path(of: key), reader: reader)
    let value = read(&inner)
    inner.finish()
    declare(key, .section(inner.fields), default: nil, value: .section(inner.fields), help)
    return value
  }

  /// A table as it was written, for a reader of its own; nil when left out.
  public mutating func rawTable(_ key: String, otherwise: String, _ help: String) -> Node? {
    let node = given(key)
    if let node, !node.isTable { wrongType(key, node, expected: "a table") }
    declare(key, .section([]), default: otherwise, value: .none, help)
    return node.flatMap { $0.isTable ? $0 : nil }
  }

  /// A list of tables, each read by `read`; elements that have a `name` are addressed by it in paths.
  ///
  /// Fewer than `atLeast` elements are a mistake; then `read` still runs once, so that there is something to go on with.
  public mutating func list<Value>(
    _ key: String, of item: String, atLeast: Int = 0, _ help: String, _ read: (inout Settings) -> Value
  ) -> [Value] {
    var elements: [Node] = []
    var complains = true
    if let node = given(key) {
      if case .list(let given) = node.content {
        elements = given
      } else {
        wrongType(
          key, node, expected: "a list of \(item)s", remedy: "put each \(item) on a line that starts with '- '")
        complains = false
      }
    }
    if complains && elements.count < atLeast {
      fail(key, "there is no \(item)", remedy: "give at least \(atLeast == 1 ? "one" : "\(atLeast)")")
    }
    var fields: [[Field]] = []
    var values: [Value] = []
    for (index, element) in elements.enumerated() {
      let elementPath = "\(path(of: key))\(Settings.address(element, index))"
      guard element.isTable else {
        report(
          Diagnostic(
            at: element.place, path: elementPath, "expected a table of settings, found \(element.sort)",
            remedy: "write a \(item)'s settings"))
        continue
      }
      var inner = Settings(element, path: elementPath, reader: reader)
      values.append(read(&inner))
      inner.finish()
      fields.append(inner.fields)
    }
    var blank = Settings.recording(catalogs: reader.catalogs)
    let standIn = read(&blank)
    if values.count < atLeast { values = Array(repeating: standIn, count: atLeast) }
    declare(
      key, .list(item: item, blank.fields, atLeast: atLeast), default: nil, required: atLeast > 0, value: .list(fields),
      help)
    return values
  }

  /// `.name` where the element has one, else `[index]`.
  private static func address(_ element: Node, _ index: Int) -> String {
    guard let name = element["name"]?.text, !name.isEmpty else { return "[\(index)]" }
    return name.contains { $0 == "." || $0 == " " } ? ".\"\(name)\"" : ".\(name)"
  }

  /// The columns of a CSV file; nil when the setting is left out, or the file cannot be read (a recorded mistake).
  public mutating func table(
    _ key: String, columns: [ColumnRequest], required: Bool = false, otherwise: String? = nil, _ help: String
  ) -> Table? {
    var table: Table?
    var shown = otherwise ?? "none"
    if let node = given(key) {
      if let name = node.text {
        table = load(name, at: node.place, path: path(of: key), columns: columns)
        shown = reader.inputFiles.last { $0.path == path(of: key) }.map { "\($0.baseName) (\($0.digest))" } ?? name
      } else {
        wrongType(key, node, expected: "a file name")
      }
    } else if required {
      missing(key, expected: "the name of a CSV file with the columns \(columns.map(\.name).joined(separator: ", "))")
    }
    declare(
      key, .file(columns: columns.map(\.name)), default: otherwise, required: required, value: .plain(shown), help)
    return table
  }

  private func load(_ name: String, at place: Place, path: String, columns: [ColumnRequest]) -> Table? {
    switch reader.files.table(name, from: place, columns: columns) {
    case .success(let table, let baseName, let digest):
      let file = InputFile(path: path, baseName: baseName, digest: digest)
      if !reader.inputFiles.contains(file) { reader.inputFiles.append(file) }
      return table
    case .failure(let file, let problems):
      for problem in problems {
        let origin = problem.line > 0 ? Place(.file(file), line: problem.line, column: problem.column) : place
        report(Diagnostic(at: origin, path: path, problem.text))
      }
      return nil
    }
  }
}
