import Experiments
import MarketModel
import Reporting
import Testing

@Suite("Figures are drawn as chosen, with their numbers beside them")
struct ReportFiguresTests {
  static func heads(_ figures: [String]?) -> [String] {
    var results = Sample.results()
    results.scenario.report.figures = figures
    return Read.section("Over time", of: Read.report(results)).matches(of: /### (.*)/).map { String($0.output.1) }
  }

  @Test("By default the market's series, and the budgets left by group in every variant")
  func standard() {
    #expect(Self.heads(nil) == ["revenue", "budget left by group in none", "budget left by group in lazy"])
  }

  @Test("A scenario's choice is kept; an empty one draws nothing")
  func chosen() {
    #expect(Self.heads(["revenue"]) == ["revenue"])
    #expect(Self.heads(["balance", "unknown"]).count == 2)
    #expect(Self.heads([]) == [])
  }

  @Test("The table has at most 20 rows, the last bucket among them")
  func rows() {
    var results = Sample.results(names: ["only"], groups: [], buckets: 50)
    results.variants[0].distributions = []
    let section = Read.section("Over time", of: Read.report(results))
    #expect(section.matches(of: /(?m)^\| \d/).count == 20)
    #expect(section.contains("\n| 10000 | 0.41 ± 0.01 |\n"))
  }

  @Test("A series without a value is told, not drawn")
  func empty() {
    var results = Sample.results(names: ["only"], groups: [])
    results.variants[0].series[0].estimates = results.variants[0].series[0].estimates.map { _ in Sample.missing }
    let section = Read.section("Over time", of: Read.report(results))
    #expect(section.contains("There is nothing to draw: nothing was sold in any replicate.\n"))
    results.variants[0].series[0].estimates = []
    results.variants[0].plan.axis.values = []
    #expect(Read.section("Over time", of: Read.report(results)).contains("There is nothing to draw."))
  }

  @Test("Long times are told in hours")
  func hours() {
    var results = Sample.results(names: ["only"], groups: [], buckets: 2)
    results.variants[0].plan.axis = .init(label: "time", unit: .time, values: [43_200, 86_400])
    let section = Read.section("Over time", of: Read.report(results))
    #expect(section.contains("| time \\[h\\] | only |") && section.contains("\n| 24 | 0.41 ± 0.01 |"))
  }

  @Test("Quantiles stand beside each distribution")
  func quantiles() {
    let section = Read.section("Distributions", of: Read.report(Sample.results(names: ["only"])))
    #expect(section.contains("| only | 4780 | 0.0593137 | 0.284009 | 0.541529 | 0.778817 | 0.956884 |\n"))
    #expect(section.contains("Quantiles in money/item"))
  }

  @Test("Groups have a table per variant and bars for spend and surplus")
  func groups() {
    let section = Read.section("Groups", of: Read.report(Sample.results()))
    #expect(section.contains("](spend-by-group.svg)") && section.contains("](surplus-by-group.svg)"))
    #expect(section.contains("In `lazy`:\n\n| group | spend \\[money\\] | surplus \\[money/auction\\] |\n"))
    #expect(section.contains("\n| strong | 133.333 ± 20 | 0.0333333 ± 0.01 |\n"))
  }
}
