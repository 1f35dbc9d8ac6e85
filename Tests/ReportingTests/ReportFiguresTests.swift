import Experiments
import Foundation
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
    #expect(Self.heads(nil) == ["revenue", "budget left by group: none", "budget left by group: lazy"])
  }

  @Test("When one group alone has the series, the variants are its curves, in one chart with a legend")
  func oneGroup() throws {
    var results = Sample.results()
    for index in results.variants.indices {
      results.variants[index].series.removeAll { $0.group == "weak" }
    }
    #expect(
      Read.section("Over time", of: Read.report(results)).contains(
        "### budget left of strong\n\n![budget left of strong over auctions, with 95 % bands](balance-of-strong.svg)"))
    results.variants[0].series.removeAll { $0.group == "strong" }
    let figure = try #require(Read.figures(results).first { $0.name == "balance-of-strong.svg" })
    #expect(try #require(Read.xml(figure.text)).contains { $0.element == "text" && $0.text == "lazy" })
  }

  @Test("What a point stands for is said once, and the tables' heads say it, too")
  func bucketEnds() {
    let section = Read.section("Over time", of: Read.report(Sample.results(buckets: 30)))
    #expect(
      section.hasPrefix(
        "Each point tells of one of 30 buckets and stands at the bucket's end; the tables show 20 of them.\n\n###"))
    #expect(section.contains("\n| until auction | none | lazy |\n"))
    #expect(section.components(separatedBy: "Each point").count == 2)
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
    #expect(section.contains("| until time \\[h\\] | only |") && section.contains("\n| 24 | 0.41 ± 0.01 |"))
  }

  @Test("Quantiles stand beside each distribution")
  func quantiles() {
    let section = Read.section("Distributions", of: Read.report(Sample.results(names: ["only"])))
    #expect(section.contains("| only | 4780 | 0.0593137 | 0.284009 | 0.541529 | 0.778817 | 0.956884 |\n"))
    #expect(section.contains("Quantiles in money/item"))
  }

  @Test("One group says nothing that the headline does not, unless the headline lacks a measure")
  func loneGroup() {
    var results = Sample.results(groups: ["all"])
    #expect(Read.report(results).contains("## Groups"))
    for index in results.variants.indices {
      results.variants[index].overall[3] = Sample.estimate(400)
    }
    #expect(!Read.report(results).contains("## Groups"))
  }

  @Test("A table of groups leaves out what no group of the variant has; a lone gap is a dash")
  func gaps() {
    var results = Sample.results()
    results.variants[0].groups[0][3] = nil
    results.variants[0].groups[1][3] = nil
    results.variants[1].groups[0][3] = nil
    let section = Read.section("Groups", of: Read.report(results))
    #expect(section.contains("In `none`:\n\n| group | surplus \\[money/auction\\] |\n"))
    #expect(section.contains("In `lazy`:\n\n| group | spend \\[money\\] | surplus \\[money/auction\\] |\n"))
    #expect(section.contains("\n| strong | — | "))
  }

  @Test("Groups have a table per variant and bars for spend and surplus")
  func groups() {
    let section = Read.section("Groups", of: Read.report(Sample.results()))
    #expect(section.contains("](spend-by-group.svg)") && section.contains("](surplus-by-group.svg)"))
    #expect(section.contains("In `lazy`:\n\n| group | spend \\[money\\] | surplus \\[money/auction\\] |\n"))
    #expect(section.contains("\n| strong | 133.333 ± 20 | 0.0333333 ± 0.01 |\n"))
  }
}
