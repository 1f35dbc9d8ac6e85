internal import Experiments
internal import MarketModel

extension Report {
  /// `## Distributions`: a histogram of each recorded quantity, and its quantiles.
  mutating func distributions() -> String? {
    var measures: [Measure] = []
    for measure in variants.flatMap({ $0.distributions.map(\.measure) })
    where !measures.contains(where: { $0.name == measure.name }) {
      measures.append(measure)
    }
    var parts: [String] = []
    for measure in measures {
      let found = variants.compactMap { variant in
        variant.distributions.first { $0.measure.name == measure.name && $0.total > 0 }.map { (variant.name, $0) }
      }
      if !found.isEmpty { parts.append(part(measure, found)) }
    }
    return parts.isEmpty ? nil : "## Distributions\n\n" + parts.joined(separator: "\n")
  }

  private mutating func part(_ measure: Measure, _ found: [(name: String, distribution: Recording.Distribution)])
    -> String
  {
    let shown = found.prefix(Report.largestLegend)
    var text = "### \(markdown(measure.label))\n\n"
    if let bins = Bins(showing: shown.map(\.distribution)) {
      let chart = SVGStepChart(
        ChartWords(
          title: "Distribution of \(measure.label)",
          description:
            "Histogram of \(measure.label), all replicates together: \(shown.map(\.name).joined(separator: ", ")).",
          x: measure.heading, y: measure.unit.symbol == "1" ? "density" : "density [1/(\(measure.unit.symbol))]"),
        edges: bins.edges, steps: shown.map { ($0.name, bins.density(of: $0.distribution)) })
      if let link = figure(
        "distribution " + measure.name, chart.svg, alternative: "Distribution of \(measure.label) in each variant")
      {
        text += link + "\n"
        if chart.cap != nil { text += "A bar that is cut off carries its share of the count.\n\n" }
      }
    }
    if shown.count < found.count { text += "The first \(shown.count) of \(found.count) variants are drawn.\n\n" }
    var table = MarkdownTable(names: "variant", numbers: ["count", "5 %", "25 %", "50 %", "75 %", "95 %"])
    for (name, distribution) in found {
      let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map { significant(distribution.quantile($0) ?? .nan) }
      table.add([cell(name), significant(distribution.total)] + quantiles)
    }
    let unit = measure.unit.symbol == "1" ? "" : " in \(markdown(measure.unit.symbol))"
    return text + table.text + "\nQuantiles\(unit), over all replicates together.\n"
  }
}
