import Foundation
import Experiments
import MarketModel
import Reporting
import Testing

/// Variants that set `world.most`, and a mechanism, by name; revenue 0.416667, 0.466667, … in their order.
private func results(_ variants: [(name: String, most: String, mechanism: String)], measures: [String]) -> Results {
  var results = Sample.results(names: variants.map(\.name))
  for (index, variant) in variants.enumerated() {
    results.scenario.variants[index].overrides = [
      ("world.most", variant.most), ("world.mechanism", variant.mechanism),
    ]
  }
  results.scenario.report.over = SettingAxis(path: "world.most", label: "K", measures: measures)
  return results
}

@Suite("Measures over a setting that variants change")
struct ReportOverSettingTests {
  private static let few: [(name: String, most: String, mechanism: String)] = [
    ("exact, K = 2", "2", "exact"), ("exact, K = 1", "1", "exact"), ("greedy, K = 1", "1", "greedy"),
  ]

  @Test("Variants that differ in it alone are one curve, by ascending number, named by what their names share")
  func curves() {
    let files = renderReport(results(Self.few, measures: ["revenue"]), release: "1.0.0")
    let report = files.first { $0.name == "report.md" }?.text ?? ""
    #expect(report.contains("## Over K\n\n### revenue\n"))
    #expect(report.contains("| K 1 | K 2 |"))
    // The second variant is K = 1, and comes first in the row.
    let row = report.split(separator: "\n").first { $0.hasPrefix("| exact |") } ?? ""
    #expect(row.contains("0.466667") && row.contains("0.416667"))
    #expect(
      (row.range(of: "0.466667")?.lowerBound ?? row.endIndex)
        < (row.range(of: "0.416667")?.lowerBound ?? row.startIndex))
    #expect(report.contains("| greedy |"))
    #expect(
      files.contains { $0.name == "revenue-over-k.svg" && $0.text.contains("exact") && $0.text.contains("greedy") })
  }

  @Test("More curves than a legend holds become a chart for each first part of their names")
  func panels() {
    let many = ["east", "west"].flatMap { side in
      (1...5).flatMap { rule in
        [1, 2].map { (name: "\(side), rule \(rule), K = \($0)", most: "\($0)", mechanism: "\(side) \(rule)") }
      }
    }
    let files = renderReport(results(many, measures: ["revenue"]), release: "1.0.0")
    #expect(files.contains { $0.name == "east-revenue-over-k.svg" && !$0.text.contains("west") })
    #expect(files.contains { $0.name == "west-revenue-over-k.svg" && $0.text.contains("rule 5") })
  }

  @Test("Without it, or without variants that set it, there is no such section")
  func none() {
    #expect(!Read.report(Sample.results()).contains("## Over K"))
    var other = results(Self.few, measures: ["revenue"])
    other.scenario.report.over?.path = "world.horizon"
    #expect(!Read.report(other).contains("## Over K"))
  }
}
