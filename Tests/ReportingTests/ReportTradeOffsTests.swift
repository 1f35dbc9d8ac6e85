import Experiments
import MarketModel
import Reporting
import Testing

@Suite("One measure against another")
struct ReportTradeOffsTests {
  /// Variants with these means of revenue and sale rate.
  private func results(
    _ points: [(name: String, revenue: Double?, rate: Double?)], _ tradeOff: TradeOff
  ) -> Results {
    var results = Sample.results(names: points.map(\.name))
    for (index, point) in points.enumerated() {
      results.variants[index].overall[0] = point.revenue.map { Sample.estimate($0) } ?? Sample.missing
      results.variants[index].overall[1] = point.rate.map { Sample.estimate($0) } ?? Sample.missing
    }
    results.scenario.report.pareto = [tradeOff]
    return results
  }

  private static let points: [(name: String, revenue: Double?, rate: Double?)] = [
    ("corner", 0.2, 0.9), ("other corner", 0.9, 0.2), ("middle", 0.6, 0.6), ("worse", 0.5, 0.6), ("twin", 0.6, 0.6),
    ("poor", 0.1, 0.1), ("without", nil, 0.5),
  ]

  private func rows(_ report: String) -> [String: String] {
    let lines = report.split(separator: "\n").drop { !$0.hasPrefix("## Trade-offs") }
      .drop { !$0.hasPrefix("| variant") }.dropFirst(2).prefix { $0.hasPrefix("|") }
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let cells = line.split(separator: "|").map { $0.filter { $0 != " " } }
        return (cells[0], cells[cells.count - 1])
      })
  }

  @Test("high is better in both: equal points do not dominate one another; the first dominator is named")
  func front() throws {
    let files = renderReport(results(Self.points, TradeOff(x: "revenue", y: "sale-rate")), release: "1.0.0")
    let report = try #require(files.first { $0.name == "report.md" }?.text)
    #expect(
      rows(report) == [
        "corner": "—", "othercorner": "—", "middle": "—", "worse": "middle", "twin": "—", "poor": "corner",
        "without": "notdrawn",
      ])
    let chart = try #require(files.first { $0.name == "sale-rate-against-revenue.svg" }?.text)
    // Six points, four of them filled; a line along the front.
    #expect(chart.split(separator: "\n").filter { $0.hasPrefix("<circle") }.count == 6)
    #expect(chart.split(separator: "\n").filter { $0.hasPrefix("<circle") && $0.contains("fill=\"#fff\"") }.count == 2)
    #expect(chart.contains("stroke-dasharray=\"4 3\""))
    #expect(Self.points.dropLast().allSatisfy { chart.contains(">\($0.name)<") })
    #expect(report.contains("(sale-rate-against-revenue.svg)"))
  }

  @Test("low is better in one: the front is the other one")
  func low() throws {
    let report = Read.report(results(Self.points, TradeOff(x: "revenue", better: .low, y: "sale-rate")))
    // (0.1, 0.1) has the least revenue; (0.2, 0.9) beats all others.
    #expect(
      rows(report) == [
        "corner": "—", "poor": "—", "othercorner": "corner", "middle": "corner", "worse": "corner", "twin": "corner",
        "without": "notdrawn",
      ])
  }

  @Test("one point, none, and names from anywhere")
  func edges() throws {
    let tradeOff = TradeOff(x: "revenue", y: "sale-rate")
    #expect(Read.report(results([("only", 0.5, 0.5)], tradeOff)).contains("sale-rate-against-revenue.svg"))
    let none = renderReport(results([("only", nil, 0.5)], tradeOff), release: "1.0.0")
    #expect(none.first?.text.contains("There is nothing to draw.") == true)
    #expect(!none.contains { $0.name == "sale-rate-against-revenue.svg" })
    let hostile = renderReport(
      results(Sample.hostileNames.enumerated().map { ($1, Double($0), 1 - Double($0)) }, tradeOff), release: "1.0.0")
    let chart = try #require(hostile.first { $0.name == "sale-rate-against-revenue.svg" }?.text)
    #expect(!chart.contains("<script"))
    #expect(!Read.report(Sample.results()).contains("## Trade-offs"))
  }

  @Test("names stay within the figure, and apart where there is room")
  func placement() throws {
    let chart = SVGPointChart(
      ChartWords(title: "t", description: "d", x: "x", y: "y"),
      points: (0..<6).map {
        .init(name: "a longer name \($0)", x: Double($0 % 3), y: Double($0 / 3), isOnFront: $0 == 0)
      })
    let svg = try #require(chart.svg)
    var places: [(x: Double, y: Double)] = []
    for line in svg.split(separator: "\n") where line.contains("a longer name") {
      let numbers = line.split(separator: "\"")
      places.append((try #require(Double(numbers[1])), try #require(Double(numbers[3]))))
    }
    #expect(places.count == 6)
    // 15 characters of 0.57 em at 11 pixels: 94 wide, 12 tall.
    for (index, a) in places.enumerated() {
      #expect(a.x >= 42 && a.x + 94 <= 720 && a.y > 40 && a.y < 320)
      #expect(places[..<index].allSatisfy { abs($0.x - a.x) >= 94 || abs($0.y - a.y) >= 12 })
    }
  }
}
