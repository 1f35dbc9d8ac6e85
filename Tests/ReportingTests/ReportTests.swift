import Experiments
import Foundation
import MarketModel
import Reporting
import Testing

@Suite("report.md says what a stranger needs, in order")
struct ReportTests {
  @Test("Sections stand in their order")
  func order() {
    var results = Sample.results()
    results.expectations = [Self.expectation(passed: true, value: 0.5)]
    let heads = Read.report(results).matches(of: /(?m)^## (.*)$/).map { String($0.output.1) }
    #expect(
      heads == [
        "Result", "Differences", "What was simulated", "Over time", "Distributions", "Groups", "Fairness",
        "Expectations", "Checks", "Definitions", "Reproduce",
      ])
  }

  @Test("The same results give the same files, byte for byte")
  func deterministic() {
    func files() -> [String] {
      renderReport(Sample.results(names: Sample.hostileNames), release: "1.0.0").flatMap { [$0.name, $0.text] }
    }
    #expect(files() == files())
  }

  @Test("Title, claim, description and source open it")
  func opening() {
    #expect(
      Read.report(Sample.results()).hasPrefix(
        """
        # Reserve prices

        > A lazy reserve raises revenue.

        One item is sold. A second line.

        Another paragraph.

        Source: Myerson 1981

        ## Result

        | measure | none | lazy |
        | --- | ---: | ---: |
        | revenue \\[money/auction\\] | 0.416667 ± 0.002 | 0.466667 ± 0.002 |
        """))
  }

  @Test("What the scenario leaves empty has no line")
  func emptyOpening() {
    var results = Sample.results()
    (results.scenario.claim, results.scenario.description, results.scenario.source) = ("", " \n ", "")
    #expect(Read.report(results).hasPrefix("# Reserve prices\n\n## Result\n"))
  }

  @Test("One replicate has no interval, and the report says so")
  func oneReplicate() {
    let report = Read.report(Sample.results(replicates: 1))
    #expect(Read.section("Result", of: report).contains("One replicate: there is no interval."))
    #expect(Read.section("Differences", of: report).contains("With one replicate no difference can be told apart"))
    #expect(!report.contains("±"))
  }

  @Test("What is undefined is a dash with a numbered note; fewer replicates get one too")
  func undefined() {
    var results = Sample.results()
    results.variants[0].overall[0] = Sample.missing
    results.variants[1].overall[0] = Sample.missing
    results.variants[1].overall[1] = Sample.estimate(0.9, replicates: 37)
    let section = Read.section("Result", of: Read.report(results))
    #expect(section.contains("| revenue \\[money/auction\\] | — (1) | — (1) |"))
    #expect(section.contains("| 0.9 ± 0.002 (2) |"))
    #expect(section.contains("(1) nothing was sold in any replicate  \n(2) over 37 of the 40 replicates\n"))
  }

  @Test("With more than six variants these are the rows")
  func manyVariants() {
    let names = (1...7).map { "v\($0)" }
    let section = Read.section("Result", of: Read.report(Sample.results(names: names)))
    #expect(section.hasPrefix("| variant | revenue \\[money/auction\\] | sale rate |"))
    #expect(section.contains("\n| v7 | 0.716667 ± 0.002 |"))
  }

  @Test("Rounding dust in an interval's width is zero")
  func dust() {
    var results = Sample.results(names: ["only"])
    results.variants[0].overall[0] = Estimate(
      mean: 0.3, standardError: 1e-17, low: 0.3, high: 0.30000000000000004, replicates: 40)
    #expect(Read.report(results).contains("| 0.3 ± 0 |"))
  }

  @Test("A scenario without series, distributions and groups still gets a figure")
  func fallbackFigure() throws {
    var results = Sample.results(groups: [])
    for index in results.variants.indices {
      results.variants[index].series = []
      results.variants[index].distributions = []
    }
    let figures = Read.figures(results)
    #expect(figures.map(\.name) == ["revenue.svg"])
    #expect(Read.section("Result", of: Read.report(results)).contains("](revenue.svg)"))
    #expect(try #require(Read.xml(figures[0].text)).contains { $0.text == "lazy" })
  }

  @Test("Every figure is shown in the report, and every picture there is a figure")
  func figuresAreShown() {
    let results = Sample.results(names: ["a", "A", "b"])
    let shown = Read.report(results).matches(of: /\]\(([^)]*\.svg)\)/).map { String($0.output.1) }
    #expect(shown.sorted() == Read.figures(results).map(\.name).sorted())
    #expect(!shown.isEmpty)
  }

  @Test("Fairness leaves a headline of more than twelve rows for its own table")
  func fairness() {
    var results = Sample.results(names: ["only"])
    let extra = (1...9).map { Measure("extra-\($0)", .mean, "Another.") }
    let estimates = results.variants[0].overall + extra.map { _ in Sample.estimate(1) }
    results.variants[0].plan = RecordingPlan(measures: results.variants[0].plan.measures + extra)
    results.variants[0].overall = estimates
    (results.variants[0].groups, results.variants[0].bidders, results.variants[0].series) = ([], [], [])
    let report = Read.report(results)
    #expect(!Read.section("Result", of: report).contains("fairness"))
    #expect(Read.section("Fairness", of: report).contains("- **fairness wins jain**: Jain's index"))
    #expect(Read.section("Result", of: Read.report(Sample.results())).contains("fairness wins jain"))
  }

  @Test("Expectations show what was found; a failure is loud")
  func expectations() {
    var results = Sample.results()
    results.expectations = [
      Self.expectation(passed: true, value: 0.6041666666), Self.expectation(passed: false, value: nil),
    ]
    let section = Read.section("Expectations", of: Read.report(results))
    #expect(section.contains("| revenue of lazy at least 0.6 | 0.604167 | passed |"))
    #expect(section.contains("| revenue of lazy at least 0.6 | — (no sale) | **FAILED** |"))
  }

  @Test("Identities that hold print the bound, not the machine's digits; broken ones print the gap")
  func checks() {
    var results = Sample.results()
    results.variants[1].identities.append(.init(statement: "a | b", worstGap: 0.25, holds: false))
    let section = Read.section("Checks", of: Read.report(results))
    #expect(section.contains("| welfare = revenue + surplus | within 1e-9 | holds |"))
    #expect(section.contains("| a \\| b | 0.25 | **does not hold** in lazy |"))
    #expect(!section.contains("e-16"))
  }

  @Test("Definitions give unit, form and interval of every reported measure")
  func definitions() {
    let section = Read.section("Definitions", of: Read.report(Sample.results()))
    #expect(
      section.contains(
        "- **revenue** (`revenue`; money/auction; ratio of two means over replicates, interval by the delta method):"
          + " Payments per auction.\n"))
    #expect(section.contains("- **price** (`price`; money/item; distribution over all replicates together)"))
    #expect(section.contains("- **budget left** (`balance`; money;"))
  }

  static func expectation(passed: Bool, value: Double?) -> ExpectationResult {
    ExpectationResult(
      expectation: Expectation(measure: "revenue", variant: "lazy", claim: .atLeast(0.6)),
      text: "revenue of lazy at least 0.6", passed: passed, value: value, reason: value == nil ? "no sale" : nil)
  }
}
