public import MarketModel

/// What a scenario file may hold at most, so that no file can hang the reader or fill the memory.
enum YAMLLimits {
  static let bytes = 4 << 20
  static let depth = 100
  static let aliasedNodes = 1_000
  static let nodes = 200_000
  static let directives = 100
}

/// Reads a scenario file as YAML 1.2 with its core schema; JSON reads as well.
///
/// Differs from YAML: one document, a table at the top, keys are texts (`1: x` has the key `1`), no keys twice, `<<` is
/// a key like any other. Aliases are written out, at most 1,000 nodes in all.
/// **Edge cases**: quoted scalars are texts; a key without a value has the value null.
/// - Complexity: O(*bytes* + aliased nodes). Refuses more than 4 MiB, 200,000 values or 100 levels.
/// - Throws: the first mistake. A syntax error stands alone: nothing after it can be trusted.
public func readYAML(_ bytes: [UInt8], file: Place.Origin) throws(Diagnostic) -> Node {
  let root = try readValue(bytes, origin: file)
  guard let root, !(root.isNull) else {
    throw Diagnostic(
      at: Place(file), path: "", "the file holds nothing", remedy: "`outcry new` prints a scenario to start from")
  }
  guard root.isTable else {
    throw Diagnostic(
      at: root.place, path: "", "a scenario is a table of settings, not \(root.sort)",
      remedy: "`outcry new` prints a scenario to start from")
  }
  return root
}

/// Reads a document that outcry wrote: a table, in JSON.
///
/// - Throws: the first mistake, such as where the text of a truncated file ends.
public func readDocument(_ bytes: [UInt8], file: Place.Origin) throws(Diagnostic) -> Node {
  let remedy = "give a file that `outcry train` wrote"
  guard let root = try readValue(bytes, origin: file), !root.isNull else {
    throw Diagnostic(at: Place(file), path: "", "the file holds nothing", remedy: remedy)
  }
  if root.isTable { return root }
  throw Diagnostic(at: root.place, path: "", "a document is a table, not \(root.sort)", remedy: remedy)
}

/// Any YAML value; nil when the text holds none.
func readValue(_ bytes: [UInt8], origin: Place.Origin) throws(Diagnostic) -> Node? {
  if bytes.count > YAMLLimits.bytes {
    throw Diagnostic(
      at: Place(origin), path: "", "a scenario file of more than 4 MiB", remedy: "put data into a CSV file and name it")
  }
  let source: SourceText
  do {
    source = try SourceText(bytes)
  } catch {
    throw error.diagnostic(origin) { _ in [] }
  }
  do {
    return try source.bytes.withUnsafeBufferPointer { buffer throws(YAMLFailure) -> Node? in
      var builder = NodeBuilder(YAMLEvents(buffer), origin: origin)
      return try builder.root()
    }
  } catch {
    throw error.diagnostic(origin, line: source.line)
  }
}

extension Place {
  /// `mark` of a file; overrides have no lines.
  init(_ origin: Origin, _ mark: YAMLMark) {
    if case .file = origin { self.init(origin, line: mark.line, column: mark.column) } else { self.init(origin) }
  }
}
