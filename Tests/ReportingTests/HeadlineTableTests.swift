import Experiments
import Reporting
import Testing

@Suite("The headline fits a terminal")
struct HeadlineTableTests {
  @Test("Two variants, exactly")
  func text() {
    #expect(
      headlineTable(Sample.results()) == """
                                             none              lazy
        revenue [money/auction]  0.416667 ± 0.002  0.466667 ± 0.002
        sale rate                       1 ± 0.002      0.95 ± 0.002
        fairness wins jain            0.5 ± 0.002       0.5 ± 0.002
        surplus [money/auction]       0.1 ± 0.002      0.05 ± 0.002

        ± half of the 95 % interval over 40 replicates (Student)

        """)
  }

  @Test("No line is wider than 100 columns or carries a control character", arguments: [1, 2, 3, 5, 8, 17])
  func width(_ count: Int) {
    let table = headlineTable(Sample.results(names: Array(Sample.hostileNames.prefix(count))))
    for line in table.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    #expect(!table.contains("\u{202E}") && !table.contains("\u{0}"))
  }

  @Test("What is undefined is a dash with a numbered reason")
  func undefined() {
    var results = Sample.results()
    results.variants[1].overall[1] = Sample.missing
    let table = headlineTable(results)
    #expect(table.contains("— (1)\n"))
    #expect(table.hasSuffix("(1) nothing was sold in any replicate\n"))
  }

  @Test("Without a market-wide measure there is no table")
  func nothing() {
    var results = Sample.results(names: ["only"])
    results.variants[0].overall = results.variants[0].overall.map { _ in nil }
    #expect(headlineTable(results).isEmpty)
  }
}
