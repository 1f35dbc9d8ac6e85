/// `text` as Markdown that shows just these characters, on one line, wherever it stands: in a paragraph, a table cell
/// or a heading. Cut at `limit` characters before escaping.
package func markdown(_ text: String, limit: Int = .max) -> String {
  var result = ""
  let scalars = Array(visible(text, limit: limit).unicodeScalars)
  for (index, scalar) in scalars.enumerated() {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\\", "`", "*", "_", "[", "]", "!", "|", "~", "$":
      result += "\\"
      result.unicodeScalars.append(scalar)
    default:
      if opensBlock(scalars, at: index) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Whether Markdown would take the start of the line for a heading, a list or a rule: `#`, `=`, `- `, `--`, `1. `.
private func opensBlock(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
  let before = scalars[..<index].drop { $0 == " " }
  let next = index + 1 < scalars.count ? scalars[index + 1] : " "
  switch scalars[index] {
  case "#", "=": return before.isEmpty
  case "-", "+": return before.isEmpty && (next == " " || next == scalars[index])
  case ".", ")": return !before.isEmpty && before.allSatisfy { ("0"..."9").contains($0) } && next == " "
  default: return false
  }
}

/// A name from a file within a sentence: `lazy` as code when it is plain, else escaped in quotes.
package func mention(_ name: String, limit: Int = 60) -> String {
  let isPlain =
    !name.isEmpty && name.unicodeScalars.count <= limit && name.first != " " && name.last != " "
    && name.unicodeScalars.allSatisfy {
      switch $0 {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", "+", "/", ",", ":", "=", "%", "(", ")", " ", "{", "}", "'",
        "\"":
        true
      default: false
      }
    }
  return isPlain ? "`\(name)`" : "“\(markdown(name, limit: limit))”"
}

/// A Markdown table. Heads and cells are Markdown already; every row has one cell per head.
package struct MarkdownTable {
  package enum Alignment: Sendable {
    case left
    case right
  }

  private let heads: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Characters of a name that a cell shows.
  static let cellLimit = 60

  package init(_ heads: [(String, Alignment)]) {
    self.heads = heads.map(\.0)
    alignments = heads.map(\.1)
  }

  /// Heads for a column of names and columns of numbers.
  package init(names: String, numbers: [String]) {
    self.init([(names, .left)] + numbers.map { ($0, .right) })
  }

  package mutating func add(_ cells: [String]) {
    precondition(cells.count == heads.count, "a row has one cell per head")
    rows.append(cells)
  }

  package var text: String {
    let rule = alignments.map { $0 == .left ? "---" : "---:" }
    return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}

/// A name from a file as a cell.
func cell(_ name: String) -> String { markdown(name, limit: MarkdownTable.cellLimit) }
