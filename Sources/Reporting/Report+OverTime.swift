internal import Experiments
internal import MarketModel

/// Rows of one table of numbers over time.
private let mostRows = 20

extension Report {
  /// `## Over time`: curves of the chosen series, each with a table of its numbers.
  mutating func overTime() -> String? {
    var parts: [String] = []
    let chosen = chosenSeries
    for measure in chosen.market {
      let lines = variants.compactMap { variant in
        variant.series(measure.name).first { $0.group == nil }.map {
          SeriesLine(name: variant.name, axis: variant.plan.axis, series: $0)
        }
      }
      parts.append(part(measure, lines, figure: measure.name + " over time", heading: measure.label, of: "variants"))
    }
    for measure in chosen.groups {
      let groups = groupNames(with: measure)
      if groups.count == 1, let group = groups.first {
        let lines = variants.compactMap { variant in
          variant.series(measure.name).first { $0.group == group }.map {
            SeriesLine(name: variant.name, axis: variant.plan.axis, series: $0)
          }
        }
        let heading = "\(measure.label) of \(visible(group, limit: 60))"
        parts.append(part(measure, lines, figure: "\(measure.name) of \(group)", heading: heading, of: "variants"))
        continue
      }
      for variant in variants.prefix(4) {
        let lines = variant.series(measure.name).filter { $0.group != nil }.map {
          SeriesLine(name: $0.group ?? "", axis: variant.plan.axis, series: $0)
        }
        guard !lines.isEmpty else { continue }
        let place = variants.count > 1 ? ": \(visible(variant.name, limit: 60))" : ""
        let figure = measure.name + " by group" + (variants.count > 1 ? " " + variant.name : "")
        parts.append(part(measure, lines, figure: figure, heading: "\(measure.label) by group\(place)", of: "groups"))
      }
      if variants.count > 4 { parts.append("Only the first 4 of \(variants.count) variants are drawn by group.\n") }
    }
    return parts.isEmpty ? nil : "## Over time\n\n\(bucketsInWords)\n\n" + parts.joined(separator: "\n")
  }

  /// The groups that have the series in some variant, in order.
  private func groupNames(with measure: Measure) -> [String] {
    var groups: [String] = []
    for case let group? in variants.flatMap({ $0.series(measure.name).map(\.group) }) where !groups.contains(group) {
      groups.append(group)
    }
    return groups
  }

  /// What a point stands for, said once.
  private var bucketsInWords: String {
    let counts = variants.map(\.plan.axis.values.count)
    let most = counts.max() ?? 0
    let number = counts.allSatisfy { $0 == most } ? "\(most)" : "up to \(most)"
    let rows = most > mostRows ? "; the tables show \(mostRows) of them" : ""
    return "Each point tells of one of \(number) buckets and stands at the bucket's end\(rows)."
  }

  /// The measures to draw market-wide and by group: the scenario's choice, or the first two and one by group — the
  /// bidders' budgets, if they have any.
  private var chosenSeries: (market: [Measure], groups: [Measure]) {
    func names(byGroup: Bool) -> [Measure] {
      var found: [Measure] = []
      for series in variants.flatMap(\.series) where (series.group != nil) == byGroup {
        if !found.contains(where: { $0.name == series.measure.name }) { found.append(series.measure) }
      }
      return found
    }
    let (market, groups) = (names(byGroup: false), names(byGroup: true))
    if let figures = scenario.report.figures ?? (scenario.report.drawsOtherFigures ? [] : nil) {
      return (
        figures.compactMap { name in market.first { $0.name == name } },
        figures.compactMap { name in groups.first { $0.name == name } }
      )
    }
    let paths = groups.first { $0.name == "balance" } ?? groups.first
    return (Array(market.prefix(2)), paths.map { [$0] } ?? [])
  }

  private mutating func part(
    _ measure: Measure, _ lines: [SeriesLine], figure name: String, heading: String, of sort: String
  ) -> String {
    let shown = Array(lines.prefix(Report.largestLegend))
    let clock = DisplayAxis(shown.map(\.axis))
    let band = scenario.replicates > 1 ? ", with 95 % bands" : ""
    let names = shown.map(\.name).joined(separator: ", ")
    let chart = SVGLineChart(
      ChartWords(
        title: heading, description: "Line chart: \(heading) over \(clock.label)\(band). Lines: \(names).",
        x: clock.label, y: measure.heading,
        // A lone line that neither the title nor the scenario identifies.
        namesLoneSeries: sort == "groups" || variants.count > 1),
      lines: shown.map { line in (line.name, line.points(on: clock)) })
    var text = "### \(markdown(heading))\n\n"
    guard let link = figure(name, chart.svg, alternative: "\(heading) over \(clock.label)\(band)") else {
      let reason = lines.flatMap(\.series.estimates).compactMap(\.reason).first
      return text + "There is nothing to draw\(reason.map { ": " + markdown($0) } ?? "").\n"
    }
    text += link
    if shown.count < lines.count { text += "\nThe first \(shown.count) of \(lines.count) \(sort) are drawn.\n" }
    return text + "\n<details><summary>Numbers</summary>\n\n\(tables(shown, clock))\n</details>\n"
  }

  /// At most `mostRows` buckets, evenly chosen; lines over one axis share a table.
  private func tables(_ lines: [SeriesLine], _ clock: DisplayAxis) -> String {
    let isShared = lines.allSatisfy { $0.axis.values == lines[0].axis.values }
    let tables = isShared ? [lines] : lines.map { [$0] }
    var notes = Notes(replicates: scenario.replicates)
    let texts = tables.map { lines in
      var table = MarkdownTable(names: markdown(clock.ends), numbers: lines.map { cell($0.name) })
      let ends = lines[0].axis.values
      for bucket in evenly(mostRows, of: ends.count) {
        table.add([significant(ends[bucket] * clock.factor)] + lines.map { notes.text($0.series.estimates[bucket]) })
      }
      return table.text
    }
    return texts.joined(separator: "\n") + "\n" + notes.markdownText
  }

  /// `count` of the numbers below `all`, the last among them.
  private func evenly(_ count: Int, of all: Int) -> [Int] {
    all <= count ? Array(0..<all) : (1...count).map { $0 * all / count - 1 }
  }
}

extension VariantResults {
  fileprivate func series(_ name: String) -> [Series] { series.filter { $0.measure.name == name } }
}

/// One curve before it is drawn.
private struct SeriesLine {
  var name: String
  var axis: RecordingPlan.Axis
  var series: VariantResults.Series

  func points(on clock: DisplayAxis) -> [SVGLineChart.Point] {
    series.estimates.indices.prefix(axis.values.count).map { bucket in
      let estimate = series.estimates[bucket]
      return SVGLineChart.Point(
        x: axis.values[bucket] * clock.factor, y: estimate.finiteMean, low: estimate.interval?.low,
        high: estimate.interval?.high)
    }
  }
}

/// How an axis is labelled: long times in minutes, hours or days.
struct DisplayAxis {
  let label: String
  /// Head of a column of bucket ends: `until time [h]`.
  let ends: String
  /// From the plan's unit.
  let factor: Double

  init(_ axes: [RecordingPlan.Axis]) {
    let name = axes.first?.label ?? ""
    let unit = axes.first?.unit ?? .one
    let end = axes.compactMap(\.values.last).max() ?? 0
    if unit.symbol == Unit.time.symbol, end >= 600 {
      let (symbol, seconds) = end >= 259_200 ? ("d", 86_400.0) : end >= 7200 ? ("h", 3600) : ("min", 60)
      label = "\(name) [\(symbol)]"
      ends = "until \(label)"
      factor = 1 / seconds
    } else {
      let isPlural = unit.symbol.hasPrefix(name)
      label = isPlural ? unit.symbol : withUnit(name, unit)
      ends = "until \(isPlural ? name : label)"
      factor = 1
    }
  }
}
