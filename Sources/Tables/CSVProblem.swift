/// One thing wrong with a table, where it is, and what to do about it.
///
/// It does not know the file's name: whoever opened the file puts it in front.
public struct CSVProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line of the file on which the field starts [1-based].
  public let line: Int

  /// Where on that line the field starts [1-based, in Unicode scalars; a byte order mark does not count].
  public let column: Int

  /// "What is wrong; what to do", on one line.
  public let message: String

  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// For example `line 3, column 5: 'abc' in column 'price' is not a number; write a number in 0...300`.
  public var description: String { "line \(line), column \(column): \(message)" }
}

/// Everything wrong with a table: the first problems in the order met, and how many more there were.
public struct CSVProblems: Error, Sendable, Equatable, CustomStringConvertible {
  /// At least one and at most the `maximumProblems` asked for.
  public let problems: [CSVProblem]

  /// How many further problems were found and not kept.
  public let more: Int

  public init(problems: [CSVProblem], more: Int) {
    self.problems = problems
    self.more = more
  }

  /// One problem a line; a last line counts the rest.
  public var description: String {
    var lines = problems.map(\.description)
    if more > 0 { lines.append("and \(more) more problem\(more == 1 ? "" : "s")") }
    return lines.joined(separator: "\n")
  }
}

/// Keeps problems up to a maximum and counts the rest.
struct ProblemCollector {
  let maximum: Int
  private(set) var kept: [CSVProblem] = []
  private(set) var more = 0

  init(maximum: Int) {
    self.maximum = maximum
  }

  var isEmpty: Bool { kept.isEmpty }

  /// Will the next problem be counted only? Then its message need not be worded.
  var isFull: Bool { kept.count >= maximum }

  mutating func keep(_ problem: CSVProblem) { kept.append(problem) }

  mutating func countAnother() { more += 1 }
}
