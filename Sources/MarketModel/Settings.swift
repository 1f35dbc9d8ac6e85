public import Tables

/// The settings of one component, as its initialiser reads them.
///
/// **Reading a setting declares it.** One line gives parsing, default, bounds, unit, help, schema and the error text:
/// ```swift
/// reserve = settings.number("reserve", in: .nonNegative, default: 0, unit: .money, "Lowest price the seller accepts.")
/// ```
/// Nothing throws: a mistake is recorded, with its place, and a stand-in inside the bounds is handed back, so that all
/// mistakes of a scenario are found at once. What was built from stand-ins is never run.
///
/// Not a dictionary: there is no way to ask for a setting without declaring it.
public struct Settings {
  let reader: SettingsReader
  let node: Node
  /// Path of this table below the scenario's root.
  public let path: String
  /// What has been read so far, in order.
  public private(set) var fields: [Field] = []

  init(_ node: Node, path: String, reader: SettingsReader) {
    self.node = node
    self.path = path
    self.reader = reader
  }

  /// Settings of a scenario's root.
  public init(root: Node, catalogs: Catalogs, files: any InputFiles) {
    self.init(root, path: "", reader: SettingsReader(catalogs: catalogs, files: files, isRecording: false))
  }

  /// Settings that hold nothing and complain of nothing: what is read from them becomes the schema.
  public static func recording(catalogs: Catalogs) -> Settings {
    Settings(Node(.null), path: "", reader: SettingsReader(catalogs: catalogs, files: NoFiles(), isRecording: true))
  }

  /// Whether the settings are only being declared. Nothing read may depend on it; it spares costly preparation.
  public var isRecording: Bool { reader.isRecording }
  public var catalogs: Catalogs { reader.catalogs }
  public var diagnostics: [Diagnostic] { reader.diagnostics }
  public var inputFiles: [InputFile] { reader.inputFiles }
  /// Whether the scenario gives this setting.
  public func has(_ key: String) -> Bool { given(key) != nil }
}

/// What all settings of one scenario share while it is read.
final class SettingsReader {
  let catalogs: Catalogs
  let files: any InputFiles
  let isRecording: Bool
  var diagnostics: [Diagnostic] = []
  var inputFiles: [InputFile] = []

  init(catalogs: Catalogs, files: any InputFiles, isRecording: Bool) {
    self.catalogs = catalogs
    self.files = files
    self.isRecording = isRecording
  }
}

private struct NoFiles: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}

// MARK: - Mistakes

extension Settings {
  /// Records a mistake in `key` unless `holds`: the check of one setting against another.
  public func check(
    _ holds: Bool, _ key: String, _ problem: @autoclosure () -> String, remedy: @autoclosure () -> String
  ) {
    if !holds { fail(key, problem(), remedy: remedy()) }
  }

  /// Records a mistake in `key`, at its place or, where it was left out, at the table's.
  public func fail(_ key: String, _ problem: String, remedy: String) {
    report(Diagnostic(at: given(key)?.place ?? node.place, path: path(of: key), problem, remedy: remedy))
  }

  /// Records a mistake in a row [0-based] of the table that was read from the file `key` names, at the row's own line:
  /// the check of one row against another.
  public func fail(_ key: String, row: Int, of table: Table, _ problem: String, remedy: String) {
    guard let node = given(key), let name = node.text else { return fail(key, problem, remedy: remedy) }
    let file = reader.files.location(of: name, from: node.place)
    let place = Place(.file(file), line: table.lineOfRow(row), column: 1)
    report(Diagnostic(at: place, path: path(of: key), problem, remedy: remedy))
  }

  /// Records any diagnostic.
  public func report(_ diagnostic: Diagnostic) {
    if !reader.isRecording { reader.diagnostics.append(diagnostic) }
  }

  /// Reports every key of the table that nothing has read. Called once all settings are read.
  /// - Parameters:
  ///   - others: keys that somebody else reads, suggested like the settings.
  ///   - silent: keys that are neither reported nor suggested.
  package func finish(accepting others: [String] = [], ignoring silent: [String] = []) {
    let known = others + fields.map(\.key)
    for entry in node.entries where !known.contains(entry.key) && !silent.contains(entry.key) {
      report(
        Diagnostic(
          at: entry.place, path: path(of: entry.key), "unknown setting",
          remedy: suggestion(for: entry.key, among: known)))
    }
  }
}

// MARK: - Machinery of the readers

extension Settings {
  /// The node written for `key`; nil when left out or written as nothing.
  func given(_ key: String) -> Node? {
    guard let value = node[key], !value.isNull else { return nil }
    return value
  }

  func path(of key: String) -> String {
    let part = key.contains { $0 == "." || $0 == " " } ? "\"\(key)\"" : key
    return path.isEmpty ? part : "\(path).\(part)"
  }

  mutating func declare(
    _ key: String, _ kind: Field.Kind, unit: Unit = .one, default defaultText: String?, required: Bool = false,
    value: Field.Value, _ help: String
  ) {
    precondition(!fields.contains { $0.key == key }, "the setting '\(key)' is read twice")
    fields.append(
      Field(
        key: key, kind: kind, unit: unit, help: help, defaultText: defaultText, isRequired: required, value: value,
        isGiven: given(key) != nil))
  }

  func missing(_ key: String, expected: String) {
    fail(key, "missing", remedy: "give \(expected)")
  }

  func wrongType(_ key: String, _ found: Node, expected: String, remedy: String? = nil) {
    report(
      Diagnostic(
        at: found.place, path: path(of: key), "expected \(expected), found \(found.sort)",
        remedy: remedy ?? "write \(expected)"))
  }
}
