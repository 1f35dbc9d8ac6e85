/// One thing wrong with a scenario: where, what, and what to do about it.
public struct Diagnostic: Error, Sendable, Hashable {
  public enum Severity: Sendable { case error, warning }

  public var severity: Severity
  public var place: Place
  /// The setting's path below the root (`world.bidders.pacers.budget`); empty when the whole file is meant.
  public var path: String
  public var problem: String
  /// What the reader can do; empty when the problem says it all.
  public var remedy: String

  public init(_ severity: Severity = .error, at place: Place, path: String, _ problem: String, remedy: String = "") {
    self.severity = severity
    self.place = place
    self.path = path
    self.problem = problem
    self.remedy = remedy
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: path: what is wrong; what to do`.
  public var description: String {
    let warning = severity == .warning ? "warning: " : ""
    let subject = path.isEmpty ? "" : "\(printable(path, limit: 200)): "
    return "\(place): \(warning)\(subject)\(problem)\(remedy.isEmpty ? "" : "; \(remedy)")"
  }
}

/// Everything wrong with a scenario, in the order of the file.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
  public var all: [Diagnostic]

  public init(_ all: [Diagnostic]) { self.all = all }

  public var errors: [Diagnostic] { all.filter { $0.severity == .error } }
  public var description: String { all.map(\.description).joined(separator: "\n") }
}
