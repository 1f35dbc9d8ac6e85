internal import MarketModel

/// One part of an override's path.
package enum PathStep: Sendable, Hashable {
  /// A key of a table, or the `name` of an element of a list.
  case name(String)
  /// The position of an element of a list, from 0.
  case index(Int)
}

/// What is wrong with a path as written.
struct PathMistake: Error {
  var problem: String
  var remedy: String
}

/// The parts of `world.bidders."a.b"[0].budget`.
///
/// Parts are separated by dots. A part may stand in double quotes, inside which every character stands for itself; a
/// part may be followed by positions in brackets.
func steps(of path: String) throws(PathMistake) -> [PathStep] {
  var parser = PathParser(rest: Substring(path))
  return try parser.steps()
}

/// `path` as text, up to and including `steps`, the way messages show it.
func shown(_ steps: some Sequence<PathStep>) -> String {
  var result = ""
  for step in steps {
    switch step {
    case .index(let index): result += "[\(index)]"
    case .name(let name):
      let needsQuotes = name.isEmpty || name.contains { ". []=".contains($0) }
      result += (result.isEmpty ? "" : ".") + (needsQuotes ? "\"\(name)\"" : name)
    }
  }
  return result
}

/// Where the value begins in `PATH=VALUE`: the first `=` outside of quotes.
func equalsSign(in argument: String) -> String.Index? {
  var isQuoted = false
  for index in argument.indices {
    if argument[index] == "\"" { isQuoted.toggle() }
    if argument[index] == "=" && !isQuoted { return index }
  }
  return nil
}

private struct PathParser {
  var rest: Substring

  mutating func steps() throws(PathMistake) -> [PathStep] {
    if rest.isEmpty { throw PathMistake(problem: "the path is empty", remedy: "name a setting, like world.seed") }
    var steps = [try name()]
    while let separator = rest.popFirst() {
      switch separator {
      case ".": steps.append(try name())
      case "[": steps.append(try index())
      default:
        throw PathMistake(
          problem: "\(quoted(String(separator))) does not fit into a path", remedy: "separate the parts by dots")
      }
    }
    return steps
  }

  private mutating func name() throws(PathMistake) -> PathStep {
    let name: Substring
    if rest.first == "\"" {
      rest.removeFirst()
      guard let end = rest.firstIndex(of: "\"") else {
        throw PathMistake(problem: "a quote in the path is not closed", remedy: "close it")
      }
      name = rest[..<end]
      rest = rest[rest.index(after: end)...]
    } else {
      name = rest.prefix { $0 != "." && $0 != "[" && $0 != "\"" }
      rest = rest[name.endIndex...]
      if name.isEmpty || name.contains(" ") {
        throw PathMistake(
          problem: name.isEmpty ? "a part of the path is empty" : "\(quoted(String(name))) has a space",
          remedy: name.isEmpty ? "write names between the dots" : "put that part in double quotes")
      }
    }
    return .name(String(name))
  }

  private mutating func index() throws(PathMistake) -> PathStep {
    let digits = rest.prefix { $0 != "]" }
    guard digits.endIndex < rest.endIndex, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let index = Int(digits)
    else {
      throw PathMistake(problem: "brackets hold the position of an element", remedy: "count from 0, like [0]")
    }
    rest = rest[digits.endIndex...].dropFirst()
    return .index(index)
  }
}
