internal import Foundation
package import Outcry

/// What a command talks to: the components it knows, the terminal, the streams. Tests supply their own.
package struct Shell: Sendable {
  package var catalogs: Catalogs
  /// How the promises of mechanisms are tested.
  package var conformances: [Conformance]
  /// Results, to standard output.
  package var print: @Sendable (String) -> Void
  /// Progress and errors, to standard error.
  package var complain: @Sendable (String) -> Void
  /// Whether standard error is a terminal, so that a progress bar can be redrawn.
  package var isTerminal: Bool
  /// Whether colours may be used: a terminal, and NO_COLOR unset or empty.
  package var usesColour: Bool
  /// Width of help screens; nil: as wide as the terminal.
  package var columns: Int?
  /// Seconds between two lines of progress; nil: none are written.
  package var progressPeriod: Double?
  /// Stops running experiments; a signal handler or a test pulls it.
  package var monitor: Monitor

  package init(
    catalogs: Catalogs, conformances: [Conformance] = Conformance.standard, print: @escaping @Sendable (String) -> Void,
    complain: @escaping @Sendable (String) -> Void,
    isTerminal: Bool = false, usesColour: Bool = false, columns: Int? = nil,
    progressPeriod: Double? = nil, monitor: Monitor = Monitor()
  ) {
    self.catalogs = catalogs
    self.conformances = conformances
    self.print = print
    self.complain = complain
    self.isTerminal = isTerminal
    self.usesColour = usesColour
    self.columns = columns
    self.progressPeriod = progressPeriod
    self.monitor = monitor
  }

  /// The real terminal.
  static func standard(_ catalogs: Catalogs, _ conformances: [Conformance]) -> Shell {
    let isTerminal = isatty(STDERR_FILENO) == 1
    return Shell(
      catalogs: catalogs, conformances: conformances, print: printOrExit,
      complain: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) },
      isTerminal: isTerminal,
      usesColour: allowsColour(isTerminal: isTerminal, environment: ProcessInfo.processInfo.environment),
      progressPeriod: isTerminal ? 0.2 : 5)
  }

  /// Whether messages may be coloured: on a terminal, unless NO_COLOR is set to something (no-color.org).
  package static func allowsColour(isTerminal: Bool, environment: [String: String]) -> Bool {
    isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Nothing useful can be done once standard output takes no more: a full disk, a closed descriptor.
  private static func printOrExit(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      try? FileHandle.standardError.write(contentsOf: Data("outcry: standard output cannot be written\n".utf8))
      exit(ExitStatus.wrongInput.rawValue)
    }
  }

  /// Prints diagnostics, one a line.
  func complain(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      let text = diagnostic.description
      switch diagnostic.severity {
      case .error where usesColour: complain("\u{1B}[31m\(text)\u{1B}[0m\n")
      case .warning where usesColour: complain("\u{1B}[33m\(text)\u{1B}[0m\n")
      default: complain("\(text)\n")
      }
    }
  }
}

/// How a command ends.
package enum ExitStatus: Int32, Sendable {
  case done = 0
  /// An expectation or a promise failed.
  case failed = 1
  /// Wrong input, usage included, or output that cannot be written.
  case wrongInput = 2
  /// An internal error that was caught.
  case internalError = 70
  case interrupted = 130
}
