import Reporting
import Testing

@Suite("File names are lowercase ASCII letters, digits and hyphens, never empty and never the same")
struct SlugTests {
  @Test(
    "Golden cases",
    arguments: [
      ("../x", "x"), ("Second Price", "second-price"), ("", "unnamed"), ("...", "unnamed"), ("a|b\nc", "a-b-c"),
      ("<script>", "script"), ("=cmd", "cmd"), ("Ünïcode", "n-code"), ("K\u{212A}", "k"), ("C:\\x", "c-x"),
      (String(repeating: "y", count: 300), String(repeating: "y", count: 40)),
    ])
  func golden(_ text: String, _ name: String) {
    #expect(slug(text) == name)
  }

  @Test("Names equal but for case get numbers, and stay within 40 characters")
  func unique() {
    var slugs = Slugs()
    #expect(
      ["Lazy", "lazy", "LAZY", "lazy-2"].map { slugs.next(for: $0) } == ["lazy", "lazy-2", "lazy-3", "lazy-2-2"])
    let long = String(repeating: "z", count: 60)
    #expect(slugs.next(for: long) == String(repeating: "z", count: 40))
    #expect(slugs.next(for: long) == String(repeating: "z", count: 38) + "-2")
  }

  @Test("Every file of a report with hostile names has a safe name of its own, whatever the case")
  func filesOfAReport() {
    let names = renderReport(Sample.results(names: Sample.hostileNames), release: "1.0.0").map(\.name)
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    for name in names {
      #expect(name.wholeMatch(of: /[a-z0-9-]{1,40}\.(svg|md|json|csv)/) != nil)
    }
  }
}
