internal import Experiments
internal import MarketModel

/// Variants that differ in one setting alone, in ascending order of its number.
private struct Curve {
  var name: String
  /// What they set besides, as written.
  var others: [String]
  var points: [(x: Double, variant: Int)]
}

extension Report {
  /// `## Over …`: chosen measures over a setting, a curve for the variants that differ in nothing else; the numbers beside.
  mutating func overSetting() -> String? {
    guard let axis = scenario.report.over else { return nil }
    let curves = curves(over: axis)
    guard !curves.isEmpty else { return nil }
    var text = "## Over \(markdown(axis.label))\n"
    for name in axis.measures {
      guard let measure = results.reportedMeasures.first(where: { $0.name == name }) else { continue }
      text += "\n" + part(measure, curves, axis)
    }
    return text
  }

  private mutating func part(_ measure: Measure, _ curves: [Curve], _ axis: SettingAxis) -> String {
    var text = "### \(markdown(measure.label))\n"
    for panel in panels(of: curves) {
      let title = [panel.name, "\(measure.label) over \(axis.label)"].filter { !$0.isEmpty }.joined(separator: ": ")
      text += "\n" + chart(measure, panel.curves, axis, title: title)
    }
    // Every number that some curve has.
    let places = Set(curves.flatMap { $0.points.map(\.x) }).sorted()
    var notes = Notes(replicates: scenario.replicates)
    var table = MarkdownTable(
      names: cell(measure.heading), numbers: places.map { "\(markdown(axis.label)) \(significant($0))" })
    for curve in curves {
      table.add(
        [cell(curve.name)]
          + places.map { place in
            guard let point = curve.points.first(where: { $0.x == place }) else { return "" }
            return notes.text(variants[point.variant][measure.name])
          })
    }
    return text + "\n" + table.text + "\n" + notes.markdownText
  }

  /// All curves in one chart; where they are too many for its legend, a chart for each first part of their names.
  private func panels(of curves: [Curve]) -> [(name: String, curves: [Curve])] {
    if curves.count <= Report.largestLegend { return [("", curves)] }
    var panels: [(name: String, curves: [Curve])] = []
    for curve in curves {
      let parts = curve.name.split(separator: ",", maxSplits: 1).map(String.init)
      let name = parts.count > 1 ? parts[0] : ""
      var short = curve
      if parts.count > 1 { short.name = String(parts[1].drop { $0 == " " }) }
      if let index = panels.firstIndex(where: { $0.name == name }) {
        panels[index].curves.append(short)
      } else {
        panels.append((name, [short]))
      }
    }
    return panels
  }

  private mutating func chart(_ measure: Measure, _ curves: [Curve], _ axis: SettingAxis, title: String) -> String {
    let shown = Array(curves.prefix(Report.largestLegend))
    let band = scenario.replicates > 1 ? ", with 95 % bands" : ""
    let chart = SVGLineChart(
      ChartWords(
        title: title,
        description: "Line chart: \(title)\(band). Lines: \(shown.map(\.name).joined(separator: ", ")).",
        x: axis.label, y: measure.heading, namesLoneSeries: true),
      lines: shown.map { curve in
        let points = curve.points.map { point in
          let estimate = variants[point.variant][measure.name]
          return SVGLineChart.Point(
            x: point.x, y: estimate?.finiteMean, low: estimate?.interval?.low, high: estimate?.interval?.high)
        }
        return (curve.name, points)
      })
    var text = figure(title, chart.svg, alternative: title + band) ?? "There is nothing to draw.\n"
    if shown.count < curves.count { text += "\nThe first \(shown.count) of \(curves.count) curves are drawn.\n" }
    return text
  }

  /// Curves in the order of their first variants.
  private func curves(over axis: SettingAxis) -> [Curve] {
    var curves: [Curve] = []
    for (index, variant) in scenario.variants.enumerated() {
      guard let x = variant.value(of: axis) else { continue }
      let others = variant.overrides.filter { $0.path != axis.path }.map { "\($0.path)=\($0.value)" }
      if let curve = curves.firstIndex(where: { $0.others == others }) {
        curves[curve].name = curves[curve].name.commonPrefix(with: variant.name)
        curves[curve].points.append((x, index))
      } else {
        curves.append(Curve(name: variant.name, others: others, points: [(x, index)]))
      }
    }
    for curve in curves.indices {
      curves[curve].points.sort { $0.x != $1.x ? $0.x < $1.x : $0.variant < $1.variant }
      curves[curve].name = curves[curve].name.heading
    }
    return curves
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map { $0.0 })
  }

  /// What the names of a curve's variants have in common, up to the last comma in it.
  fileprivate var heading: String {
    let part = lastIndex(of: ",").map { self[..<$0] } ?? self[...]
    return part.isEmpty ? self : String(part)
  }
}
