/// What goes wrong in solving or reading a program. That there is no optimum is not an error but a result.
public enum LinearProgramError: Error, Equatable, Sendable {
  /// Numbers or names that cannot be solved with, each in one sentence that says what to do.
  case invalid([String])
  /// The solver found an optimum that does not pass its certificate, by any method.
  case uncertified(Residuals)
  /// The solver came to no answer, by any method: its own words, or its return code.
  case undecided(String)
  /// Text that is not of the format: what, and in which line (from 1) where that is known.
  case syntax(file: String, line: Int?, message: String)
  /// A file that cannot be read or written.
  case file(path: String, message: String)
}

extension LinearProgramError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalid(let problems): problems.joined(separator: "\n")
    case .uncertified(let residuals):
      "the optimum does not pass its certificate (\(residuals)); rescale the program so that its numbers are closer to 1"
    case .undecided(let words):
      "the solver came to no answer (\(words)); rescale the program so that its numbers are closer to 1"
    case .syntax(let file, let line, let message): "\(file):\(line.map { "\($0):" } ?? "") \(message)"
    case .file(let path, let message): "\(path): \(message)"
    }
  }
}
