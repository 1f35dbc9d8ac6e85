/// Where a piece of a scenario was written: a line of a file, an override on the command line, or program code.
public struct Place: Sendable, Hashable {
  /// Who wrote it, which also says what a relative file name is relative to.
  public enum Origin: Sendable, Hashable {
    /// A scenario file, by the path it was opened with: names in it are relative to its folder.
    case file(String)
    /// `--set PATH=VALUE`, as typed: names in it are relative to the working folder.
    case override(String)
    /// A scenario built in code: names in it are relative to the working folder.
    case code
  }

  public var origin: Origin
  /// Line and column from 1 — 0 where there is none (overrides, code).
  public var line: Int
  public var column: Int

  public init(_ origin: Origin, line: Int = 0, column: Int = 0) {
    self.origin = origin
    self.line = line
    self.column = column
  }

  public static let code = Place(.code)
}

extension Place: CustomStringConvertible {
  /// `file:line:column`, `--set PATH=VALUE` or `scenario`, with control characters escaped.
  public var description: String {
    switch origin {
    case .file(let path) where line > 0: "\(printable(path)):\(line):\(column)"
    case .file(let path): printable(path)
    case .override(let text): "--set \(printable(text, limit: 120))"
    case .code: "scenario"
    }
  }
}
