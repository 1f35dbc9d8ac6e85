internal import Experiments
internal import MarketModel

extension Results {
  /// A measure, and its market-wide estimate in every variant.
  typealias Row = (measure: Measure, estimates: [Estimate?])

  /// Measures of the market as a whole, in order, over all variants.
  var overallRows: [Row] {
    reportedMeasures.compactMap { measure in
      let estimates = variants.map { $0[measure.name] }
      return estimates.contains { $0 != nil } ? (measure, estimates) : nil
    }
  }

  /// The same without fairness when that has its own table and the headline would be too long.
  var headlineRows: [Row] {
    let rows = overallRows
    return rows.count > 12 ? rows.filter { !$0.measure.isFairness } : rows
  }

  /// Every measure some variant's plan holds, in order.
  var reportedMeasures: [Measure] {
    var measures: [Measure] = []
    for variant in variants {
      for measure in variant.plan.measures where !measures.contains(where: { $0.name == measure.name }) {
        measures.append(measure)
      }
    }
    return measures
  }
}

extension Measure {
  var isFairness: Bool { name.hasPrefix("fairness-") }
}

extension Report {
  /// `## Result`: every market-wide measure in every variant.
  ///
  /// - Parameter needsFigure: whether to draw the first measure, because nothing else is drawn.
  mutating func result(withFigure needsFigure: Bool) -> String? {
    let rows = results.headlineRows
    guard !rows.isEmpty else { return nil }
    var text = "## Result\n\n" + table(of: rows)
    let chosen = scenario.report.compare.compactMap { name in rows.first { $0.measure.name == name } }
    let first = needsFigure ? rows.first { $0.estimates.contains { $0?.finiteMean != nil } } : nil
    for row in chosen.isEmpty ? [first].compactMap(\.self) : chosen {
      if let link = bars(row) { text += "\n" + link }
    }
    return text
  }

  /// Variants that one bar chart can hold and still be read.
  private static let mostBars = 24

  /// One measure in each variant.
  private mutating func bars(_ row: Results.Row) -> String? {
    let shown = min(variants.count, Self.mostBars)
    let whiskers = scenario.replicates > 1 ? ", with 95 % intervals" : ""
    let chart = SVGBarChart(
      ChartWords(
        title: row.measure.label, description: "Bar chart: \(row.measure.label) in each variant\(whiskers).",
        x: "variant", y: row.measure.heading),
      categories: variants.prefix(shown).map(\.name), bars: [("", Array(row.estimates.prefix(shown)))])
    let link = figure(
      row.measure.name, chart.svg, alternative: "\(row.measure.label) in each variant\(whiskers)")
    guard let link, shown < variants.count else { return link }
    return link + "\nThe figure shows the first \(shown) of \(variants.count) variants.\n"
  }

  /// Estimates of measures, with a note below: measures as rows, or variants where these are many.
  func table(of rows: [Results.Row]) -> String {
    var notes = Notes(replicates: scenario.replicates)
    var table: MarkdownTable
    if variants.count <= 6 {
      table = MarkdownTable(names: "measure", numbers: variants.map { cell($0.name) })
      for row in rows { table.add([cell(row.measure.heading)] + row.estimates.map { notes.text($0) }) }
    } else {
      table = MarkdownTable(names: "variant", numbers: rows.map { cell($0.measure.heading) })
      for (index, variant) in variants.enumerated() {
        table.add([cell(variant.name)] + rows.map { notes.text($0.estimates[index]) })
      }
    }
    return table.text + "\n" + notes.markdownText
  }

  /// `## Fairness`: how evenly wins and surplus are spread.
  func fairness() -> String? {
    let rows = results.overallRows.filter(\.measure.isFairness)
    guard !rows.isEmpty else { return nil }
    return "## Fairness\n\nPopulation: \(population).\n\n" + table(of: rows)
  }

  /// Who fairness is measured over: `all 4 bidders`, or how many in each variant.
  private var population: String {
    let counts = scenario.variants.map { bidders(in: $0.fields) }
    var numbers: [Int] = []
    for count in counts {
      guard let count else { return "all bidders" }
      if !numbers.contains(count) { numbers.append(count) }
    }
    func noun(_ number: Int) -> String { number == 1 ? "1 bidder" : "\(number) bidders" }
    if numbers.count == 1 { return numbers[0] == 1 ? "the one bidder" : "all \(noun(numbers[0]))" }
    let parts = numbers.map { number in
      let names = zip(scenario.variants, counts).filter { $0.1 == number }.map { mention($0.0.name) }
      return "\(noun(number)) in \(enumerated(names))"
    }
    return "all bidders, that is " + parts.joined(separator: "; ")
  }

  /// The sum of `count` over the world's list of bidder groups; nil when it cannot be known.
  private func bidders(in fields: [Field]) -> Int? {
    guard case .list(let groups)? = fields.first(where: { $0.key == "bidders" })?.value, !groups.isEmpty else {
      return nil
    }
    var sum = 0
    for group in groups {
      guard case .plain(let text)? = group.first(where: { $0.key == "count" })?.value, let count = Int(text) else {
        return nil
      }
      sum += count
    }
    return sum
  }
}
