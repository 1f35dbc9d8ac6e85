import Foundation
import Reporting
import Testing

@Suite("Markdown shows names as they are and lets none of them out of its place")
struct MarkdownTests {
  @Test(
    "Golden cases",
    arguments: [
      ("a|b", "a\\|b"), ("two\nlines", "two\\\\nlines"), ("`x`", "\\`x\\`"), ("<b> & c", "&lt;b&gt; &amp; c"),
      ("*a* _b_ [c](d) !e", "\\*a\\* \\_b\\_ \\[c\\](d) \\!e"), ("# head", "\\# head"), ("C# is", "C# is"),
      ("- item", "\\- item"), ("-0.5", "-0.5"), ("---", "\\---"), ("1. one", "1\\. one"), ("0.5", "0.5"),
      ("1.", "1\\."), ("= x", "\\= x"), ("back\\slash", "back\\\\slash"), ("\u{202E}x", "\\\\u{202E}x"),
      ("", "(blank)"), ("  ", "(blank)"), ("\u{3164}", "(blank)"), ("~~x~~ $y$", "\\~\\~x\\~\\~ \\$y\\$"),
    ])
  func golden(_ text: String, _ escaped: String) {
    #expect(markdown(text) == escaped)
  }

  @Test("A text is cut before it is escaped, so no escape is cut in two")
  func cut() {
    #expect(markdown(String(repeating: "|", count: 300), limit: 3) == "\\|\\|\\|…")
  }

  @Test("A plain name is code; any other is escaped in quotes")
  func mentions() {
    #expect(mention("second-price") == "`second-price`")
    #expect(mention("a`b") == "“a\\`b”")
    #expect(mention("<script>") == "“&lt;script&gt;”")
    #expect(mention(" x") == "“ x”")
  }

  @Test("A table has one rule and one cell per head")
  func table() {
    var table = MarkdownTable(names: "group", numbers: ["spend"])
    table.add(["strong", "1"])
    #expect(table.text == "| group | spend |\n| --- | ---: |\n| strong | 1 |\n")
  }

  @Test("Every row of every table of a hostile report has as many bars as its head")
  func barsOfAReport() throws {
    let report = Read.report(Sample.results(names: Sample.hostileNames, groups: Sample.hostileNames))
    var head: Int?
    var rows = 0
    for line in report.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        head = nil
        continue
      }
      let bars = line.matches(of: /\\.|\|/).filter { $0.output == "|" }.count
      #expect(bars == head ?? bars, "\(line)")
      head = bars
      rows += 1
    }
    #expect(rows > 100)
  }

  @Test("Nothing of a hostile name is markup in a report")
  func noMarkup() {
    let names = Sample.hostileNames
    let report = Read.report(Sample.results(title: "<script>x</script>\n# y", names: names, groups: names))
    let tags = report.matches(of: /<[A-Za-z\/!?][^>]*>/).map { String($0.output) }
    #expect(Set(tags) == ["<details>", "<summary>", "</summary>", "</details>"])
    #expect(!report.contains("\u{202E}") && !report.contains("\u{0}") && !report.contains("\r"))
    #expect(report.hasPrefix("# &lt;script&gt;x&lt;/script&gt;\\\\n# y\n"))
    let links = report.matches(of: /\]\(([^)]*)\)/).map { String($0.output.1) }
      .filter { !["http://x", "y"].contains($0) }
    #expect(!links.isEmpty)
    for link in links { #expect(link.wholeMatch(of: /[a-z0-9-]+\.svg/) != nil, "\(link)") }
    #expect(!report.contains("](http://x)") || report.contains("\\](http://x)"))
  }
}
