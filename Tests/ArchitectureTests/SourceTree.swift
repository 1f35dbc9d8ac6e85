import Foundation
import Testing

/// The package as text: its folders of Swift files and the table of targets in `Package.swift`.
enum SourceTree {
  /// `pattern` with the word boundaries one expects: by default `a.b` counts as one word.
  static func words<Output>(_ pattern: Regex<Output>) -> Regex<Output> { pattern.wordBoundaryKind(.simple) }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// One Swift file.
  struct File: Sendable, CustomTestStringConvertible {
    /// Below the package's root: `Sources/Mechanisms/AllPay.swift`.
    let path: String
    let text: String
    /// The text with comments blanked and string literals emptied, line for line.
    let code: String

    var target: String { String(path.split(separator: "/")[1]) }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var testDescription: String { path }

    /// Modules named by `import` lines.
    var imports: [String] {
      code.matches(of: #/(?m)^\s*(?:@\w+\s+)*(?:public |package |internal |private |fileprivate )?import (\w+)/#)
        .map { String($0.1) }
    }

    /// Lines of code, from 1, that hold what `pattern` finds.
    func places(of pattern: Regex<Substring>) -> [String] {
      code.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .filter { $0.element.contains(pattern) }.map { "\(path):\($0.offset + 1)" }
    }
  }

  static let sources = files(below: "Sources")
  static let tests = files(below: "Tests")

  static func folders(below folder: String) -> [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
    return (found ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  static func text(_ path: String) -> String? {
    (try? Data(contentsOf: root.appending(path: path))).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func files(below folder: String) -> [File] {
    let base = root.appending(path: folder).path
    let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      let path = "\(folder)/\(name)"
      return text(path).map { File(path: path, text: $0, code: code(of: $0)) }
    }
  }

  /// `text` without comments and without what stands in string literals; line ends stay. Interpolated expressions go
  /// with their literal.
  static func code(of text: String) -> String {
    var result = ""
    var rest = Substring(text)
    func drop(upTo end: String, keepingEnd: Bool) {
      while !rest.isEmpty && !rest.hasPrefix(end) {
        if rest.first == "\n" { result.append("\n") }
        if rest.first == "\\" && keepingEnd { rest.removeFirst() }
        if !rest.isEmpty { rest.removeFirst() }
      }
      rest = rest.dropFirst(keepingEnd ? end.count : 0)
    }
    while let first = rest.first {
      if rest.hasPrefix("//") {
        drop(upTo: "\n", keepingEnd: false)
      } else if rest.hasPrefix("\"\"\"") {
        rest = rest.dropFirst(3)
        drop(upTo: "\"\"\"", keepingEnd: true)
        result += "\"\""
      } else if first == "\"" {
        rest.removeFirst()
        skipLiteral()
        result += "\"\""
      } else {
        result.append(first)
        rest.removeFirst()
      }
    }
    return result

    /// To the end of a one-line literal, interpolations with their own literals included.
    func skipLiteral() {
      var depth = 0
      while let character = rest.popFirst() {
        switch character {
        case "\\" where rest.first == "(": depth += 1; rest.removeFirst()
        case "\\": _ = rest.popFirst()
        case "(" where depth > 0: depth += 1
        case ")" where depth > 0: depth -= 1
        case "\"" where depth == 0: return
        case "\"": skipLiteral()
        case "\n": result.append("\n"); return
        default: break
        }
      }
    }
  }
}

/// One target as `Package.swift` declares it.
struct DeclaredTarget: Sendable {
  var name: String
  var dependencies: [String]
  var isTest: Bool
  /// The folder, where Package.swift names one.
  var path: String?
}

extension SourceTree {
  /// The targets of `Package.swift`: `module("Name", […])`, `tests("Name", […])`, `.executableTarget(name: "Name", …)`.
  static let targets: [DeclaredTarget] = {
    guard let text = text("Package.swift"), let begin = text.range(of: "\n  targets: [") else { return [] }
    // `let yams: Target.Dependency = .product(name: "Yams", …)` gives the product behind a constant.
    var products: [String: String] = [:]
    for match in text.matches(of: #/let (\w+): Target\.Dependency = \.product\(name: "(\w+)"/#) {
      products[String(match.1)] = String(match.2)
    }
    let body = text[begin.upperBound...]
    return body.matches(of: #/(module|tests|\.executableTarget|\.target|\.testTarget)\(/#).map { call in
      let arguments = balanced(body[call.range.upperBound...])
        .replacing(#/(?m)//.*$/#, with: "")
      let path = arguments.firstMatch(of: #/path: "([^"]+)"/#).map { String($0.1) }
      let names = arguments.replacing(#/path: "[^"]+"/#, with: "").matches(of: #/"([^"]+)"/#).map { String($0.1) }
      let constants = arguments.replacing(#/"[^"]*"/#, with: "").matches(of: #/\w+/#)
        .compactMap { products[String($0.0)] }
      let isTest = call.1 == "tests" || call.1 == ".testTarget"
      let name = (names.first ?? "") + (call.1 == "tests" ? "Tests" : "")
      return DeclaredTarget(name: name, dependencies: Array(names.dropFirst()) + constants, isTest: isTest, path: path)
    }
  }()

  /// What stands before the parenthesis that closes one opened just before `text`.
  private static func balanced(_ text: Substring) -> String {
    var depth = 1
    var result = ""
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { return result }
      result.append(character)
    }
    return result
  }
}
