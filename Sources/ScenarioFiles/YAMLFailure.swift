internal import MarketModel

/// Why a YAML text is refused, before it is put in words.
enum YAMLFailure: Error {
  case syntax(YAMLComplaint)
  case refused(YAMLMark, problem: String, remedy: String)

  /// The failure in words; `line` gives the text of a line of the file, from 1.
  func diagnostic(_ origin: Place.Origin, line: (Int) -> [UInt8]) -> Diagnostic {
    switch self {
    case .refused(let mark, let problem, let remedy):
      return Diagnostic(at: Place(origin, mark), path: "", problem, remedy: remedy)
    case .syntax(let complaint):
      let (mark, problem, remedy) = complaint.explained(line: line)
      return Diagnostic(at: Place(origin, mark), path: "", problem, remedy: remedy)
    }
  }
}

extension YAMLComplaint {
  /// The complaint in plain words, at the place where the reader should look.
  fileprivate func explained(line: (Int) -> [UInt8]) -> (mark: YAMLMark, problem: String, remedy: String) {
    if let tab = indentingTab(line: line) { return (tab, "a tab cannot indent", "use spaces") }
    switch problem {
    case "did not find expected key", "did not find expected node content":
      if character(at: mark, line: line) == ":" {
        return (mark, "a key is missing before the ':'", "write `key: value`")
      }
    default: break
    }
    switch problem {
    case "found character that cannot start any token":
      let character = character(at: mark, line: line)
      return (mark, "a value cannot start with \(quoted(character))", "put it in quotes")
    case "mapping values are not allowed in this context":
      return (
        mark, "a ':' does not fit here", "check the indentation, or put a text that holds ': ' in quotes"
      )
    case "could not find expected ':'":
      return (contextMark, "a ':' is missing after the key", "write `key: value`")
    case "did not find expected key":
      return (
        mark, "this does not fit the table that starts in line \(contextMark.line)",
        "check the quotes and the indentation: all keys of a table start in the same column"
      )
    case "did not find expected '-' indicator":
      return (
        mark, "this does not fit the list that starts in line \(contextMark.line)",
        "check the indentation: every '-' of a list stands in the same column"
      )
    case "did not find expected ',' or ']'":
      return (mark, "a ',' or ']' is missing", "check the list opened in line \(contextMark.line)")
    case "did not find expected ',' or '}'":
      return (mark, "a ',' or '}' is missing", "check the table opened in line \(contextMark.line)")
    case "found unexpected end of stream", "found unexpected document indicator":
      return (contextMark, "the quote opened here is not closed", "close it")
    case "did not find expected node content":
      return (mark, "a value is missing here", "give one, or remove the punctuation around it")
    case "block sequence entries are not allowed in this context":
      return (mark, "a list cannot start here", "put each '-' on a line of its own")
    case "mapping keys are not allowed in this context":
      return (mark, "a '?' cannot stand here", "put the text in quotes")
    case "found unknown escape character":
      return (mark, "there is no such escape after '\\'", "write '\\\\' for a backslash, or use single quotes")
    case "found invalid Unicode character escape code":
      return (mark, "the escape names no character", "write the character itself")
    case "found undefined tag handle":
      return (mark, "tags of one's own are not understood", "remove the '!…'")
    case "did not find expected alphabetic or numeric character":
      return (contextMark, "a name is missing after '&' or '*'", "put the text in quotes")
    case "did not find expected <document start>":
      return (mark, "this stands outside of the table above", "remove it, or check the indentation")
    case "did not find expected comment or line break" where context == "while scanning a block scalar":
      return (mark, "text cannot follow '|' or '>' on the same line", "put the text in quotes")
    case _ where problem.hasPrefix("Maximum nesting level"):
      return (mark, tooDeep, "")
    default:
      let during = context.isEmpty ? "" : " \(context)"
      return (mark, "this is not YAML: \(problem)\(during)", "check the punctuation of this line")
    }
  }

  /// The tab among the leading white space of the line complained about, when that is what libyaml stumbled over.
  private func indentingTab(line: (Int) -> [UInt8]) -> YAMLMark? {
    let mentionsTab = problem.contains("tab character")
    guard mentionsTab || problem == "found character that cannot start any token" else { return nil }
    let bytes = line(mark.line)
    let indent = bytes.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    if let tab = indent.firstIndex(of: UInt8(ascii: "\t")) { return YAMLMark(line: mark.line, column: tab + 1) }
    return mentionsTab || character(at: mark, line: line) == "\t" ? mark : nil
  }

  private func character(at mark: YAMLMark, line: (Int) -> [UInt8]) -> String {
    let scalars = String(decoding: line(mark.line), as: UTF8.self).unicodeScalars
    return scalars.dropFirst(mark.column - 1).first.map { String($0) } ?? ""
  }
}

let tooDeep = "nested deeper than \(YAMLLimits.depth) levels"
