import MarketModel
import Testing

@Suite struct NodeTests {
  @Test("Literals make the tree that a file would")
  func literals() {
    let node: Node = ["text": "a", "whole": 3, "broken": 0.5, "flag": true, "list": [1, "b"], "table": ["k": 1]]
    #expect(node.entries.map(\.key) == ["text", "whole", "broken", "flag", "list", "table"])
    #expect(node["text"]?.text == "a" && node["whole"]?.number == 3 && node["broken"]?.number == 0.5)
    #expect(node["list"]?.elements.count == 2 && node["table"]?["k"]?.number == 1)
    #expect(node["flag"]?.sort == "true")
    #expect(node["absent"] == nil && node["text"]?.elements.isEmpty == true && node["text"]?.entries.isEmpty == true)
    #expect(node.isTable && !node.isNull && node.place == .code)
  }

  @Test("Setting a key replaces it in place, appends it, or removes it")
  func editing() {
    var node: Node = ["a": 1, "b": 2]
    node["a"] = 3
    node["c"] = 4
    node["b"] = nil
    node["nothing"] = nil
    #expect(node.entries.map(\.key) == ["a", "c"])
    #expect(node["a"]?.number == 3)
    var plain: Node = 5
    plain["a"] = 1
    #expect(plain.entries.map(\.key) == ["a"])
  }

  @Test("Places: file, line and column; an override; code")
  func places() {
    #expect(Place(.file("a/b.yaml"), line: 3, column: 7).description == "a/b.yaml:3:7")
    #expect(Place(.file("a/b.yaml")).description == "a/b.yaml")
    #expect(Place(.override("world.x=\u{1B}[31m")).description == "--set world.x=\\u{1B}[31m")
    #expect(Place.code.description == "scenario")
  }

  @Test("Diagnostics: file:line:column: path: what is wrong; what to do")
  func diagnostics() {
    let place = Place(.file("a.yaml"), line: 3, column: 7)
    let error = Diagnostic(at: place, path: "world.x", "is wrong", remedy: "mend it")
    let warning = Diagnostic(.warning, at: place, path: "", "is odd")
    #expect(error.description == "a.yaml:3:7: world.x: is wrong; mend it")
    #expect(warning.description == "a.yaml:3:7: warning: is odd")
    let all = Diagnostics([warning, error])
    #expect(all.errors == [error])
    #expect(all.description == "\(warning)\n\(error)")
  }
}

@Suite struct TextTests {
  @Test(
    "The shortest decimal that reads back",
    arguments: [
      (0.1, "0.1"), (5, "5"), (-0.0, "0"), (1e-7, "1e-07"), (1e22, "1e+22"),
      (0.30000000000000004, "0.30000000000000004"),
      (.nan, "nan"), (.infinity, "inf"), (-2.5, "-2.5"),
    ])
  func shortestText(number: Double, text: String) {
    #expect(shortest(number) == text)
    if number.isFinite { #expect(Double(text) == number) }
  }

  @Test(
    "Control, bidirectional and invisible characters are escaped",
    arguments: [
      ("plain äöü 漢字 🙂", "plain äöü 漢字 🙂"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u{1B}[31m", "\\u{1B}[31m"),
      ("\u{202E}evil", "\\u{202E}evil"), ("zero\u{200B}width", "zero\\u{200B}width"), ("\u{0}", "\\u{0}"),
      ("\u{2028}", "\\u{2028}"), ("\u{FEFF}", "\\u{FEFF}"), ("\u{7F}", "\\u{7F}"),
    ])
  func escapes(text: String, shown: String) { #expect(printable(text) == shown) }

  @Test("Text is cut at the limit with an ellipsis, never within an escape")
  func cut() {
    #expect(printable("abcdef", limit: 6) == "abcdef")
    #expect(printable("abcdefg", limit: 6) == "abcdef…")
    #expect(printable("ab\u{202E}", limit: 5) == "ab…")
    let long = String(repeating: "x", count: 300)
    #expect(quoted(long) == "'\(String(repeating: "x", count: 120))…'")
    // A heap of combining marks on one letter is cut as well.
    #expect(printable("e" + String(repeating: "\u{301}", count: 300), limit: 10).unicodeScalars.count == 11)
  }

  @Test(
    "The nearest name",
    arguments: [
      ("reservee", "reserve"), ("resreve", "reserve"), ("RESERVE", "reserve"), ("x", nil), ("", nil),
      ("bidders", "bidders"), ("bider", "bidders"), ("entirely else", nil),
    ] as [(String, String?)])
  func nearestName(name: String, found: String?) {
    #expect(nearest(to: name, among: ["reserve", "bidders", "reserves"]) == found)
  }

  @Test("Ties go to the earlier candidate; names beyond 64 characters have no neighbour")
  func nearestEdges() {
    #expect(nearest(to: "bat", among: ["cat", "hat"]) == "cat")
    #expect(nearest(to: String(repeating: "a", count: 65), among: [String(repeating: "a", count: 65)]) == nil)
    #expect(nearest(to: "a", among: [""]) == "")
    #expect(nearest(to: "abc", among: [String]()) == nil)
  }

  @Test("A suggestion names the nearest, else at most twelve, else says that there is nothing")
  func suggestions() {
    #expect(suggestion(for: "kindd", among: ["kind", "count"]) == "did you mean 'kind'?")
    #expect(suggestion(for: "qqqqqq", among: ["kind", "count"]) == "known: kind, count")
    #expect(suggestion(for: "q", among: []) == "nothing can be named here")
    let many = (1...13).map { "name \($0)" }
    #expect(suggestion(for: "zzzzzzzz", among: many) == "known: \(many.prefix(12).joined(separator: ", ")), …")
  }
}
