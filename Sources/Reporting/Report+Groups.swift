internal import Experiments
internal import MarketModel

extension Report {
  /// Groups that one bar chart can hold and still be read.
  private static let mostGroupsDrawn = 20

  /// `## Groups`: what each group of bidders came to; nothing where there is but one, for then the headline says it.
  mutating func groups() -> String? {
    let measures = results.reportedMeasures.filter { measure in
      variants.contains { variant in variant.plan.groups.contains { variant[measure.name, group: $0] != nil } }
    }
    let isNews = variants.contains { variant in
      variant.plan.groups.count > 1
        || measures.contains { measure in
          variant[measure.name] == nil && variant.plan.groups.contains { variant[measure.name, group: $0] != nil }
        }
    }
    guard !measures.isEmpty, isNews else { return nil }
    let usual = measures.filter { ["spend", "surplus"].contains($0.name) }
    var text = "## Groups\n"
    for measure in usual.isEmpty ? Array(measures.prefix(2)) : usual {
      if let link = barChart(of: measure) { text += "\n" + link }
    }
    var notes = Notes(replicates: scenario.replicates)
    for variant in variants {
      let own = measures.filter { measure in
        variant.plan.groups.contains { variant[measure.name, group: $0] != nil }
      }
      guard !own.isEmpty else { continue }
      var table = MarkdownTable(names: "group", numbers: own.map { cell($0.heading) })
      for group in variant.plan.groups {
        table.add([cell(group)] + own.map { notes.text(variant[$0.name, group: group]) })
      }
      text += (variants.count > 1 ? "\nIn \(mention(variant.name)):\n\n" : "\n") + table.text
    }
    return text + "\n" + notes.markdownText
  }

  private mutating func barChart(of measure: Measure) -> String? {
    var names: [String] = []
    for group in variants.flatMap(\.plan.groups) where !names.contains(group) { names.append(group) }
    let categories = Array(names.prefix(Report.mostGroupsDrawn))
    let shown = variants.prefix(Report.largestLegend)
    let whiskers = scenario.replicates > 1 ? ", with 95 % intervals" : ""
    let chart = SVGBarChart(
      ChartWords(
        title: "\(measure.label) by group",
        description:
          "Bar chart: \(measure.label) of each group\(whiskers). Groups: \(categories.joined(separator: ", ")).",
        x: "group", y: measure.heading),
      categories: categories,
      bars: shown.map { variant in (variant.name, categories.map { variant[measure.name, group: $0] }) })
    let name = "\(measure.name) by group"
    guard let link = figure(name, chart.svg, alternative: "\(measure.label) by group\(whiskers)") else { return nil }
    var omitted: [String] = []
    if categories.count < names.count { omitted.append("the first \(categories.count) of \(names.count) groups") }
    if shown.count < variants.count { omitted.append("the first \(shown.count) of \(variants.count) variants") }
    return omitted.isEmpty ? link : link + "\nDrawn: \(omitted.joined(separator: ", ")).\n"
  }
}
