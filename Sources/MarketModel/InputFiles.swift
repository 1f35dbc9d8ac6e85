public import Tables

/// A file a scenario read, as reports name it.
public struct InputFile: Sendable, Hashable {
  /// The setting that named it (`world.log`).
  public var path: String
  /// Without folders.
  public var baseName: String
  /// First eight hexadecimal digits of its SHA-256.
  public var digest: String

  public init(path: String, baseName: String, digest: String) {
    self.path = path
    self.baseName = baseName
    self.digest = digest
  }
}

/// What came of opening a CSV file that a setting names.
public enum TableReading: Sendable {
  case success(Table, baseName: String, digest: String)
  /// Problems with their line and column in `file` — line 0: the file as a whole.
  case failure(file: String, problems: [(line: Int, column: Int, text: String)])
}

/// What came of opening a document (YAML or JSON) that a setting names.
public enum DocumentReading: Sendable {
  case success(Node, baseName: String, digest: String)
  case failure(Diagnostic)
}

/// Opens the files that scenarios name. `ScenarioFiles` reads the disk; tests may supply their own.
public protocol InputFiles: Sendable {
  /// Reads `name`, relative to where `place` was written.
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading
  /// Reads `name`, relative to where `place` was written.
  func document(_ name: String, from place: Place) -> DocumentReading
  /// What messages call the file `name` that was written at `place`.
  func location(of name: String, from place: Place) -> String
}

extension InputFiles {
  public func location(of name: String, from place: Place) -> String { name }
  public func document(_ name: String, from place: Place) -> DocumentReading {
    .failure(Diagnostic(at: place, path: "", "files cannot be read here"))
  }
}
