/// Histograms over common bins, as outlines from the axis up.
///
/// A bar that would flatten all others is cut off at the top and carries its share of the mass.
package struct SVGStepChart {
  package var words: ChartWords
  /// One more than there are heights.
  package var edges: [Double]
  package var steps: [(name: String, heights: [Double])]

  package init(_ words: ChartWords, edges: [Double], steps: [(name: String, heights: [Double])]) {
    self.words = words
    self.edges = edges
    self.steps = steps
  }

  /// Fewer bars than this have no usual height.
  private static let fewestBars = 8
  /// Bars cut off that have room for their shares.
  private static let mostShares = 8

  /// Heights above this are cut off; nil when all fit: when none is above 4 times the 95th percentile of the bars.
  package var cap: Double? {
    let bars = steps.flatMap(\.heights).filter { $0 > 0 }.sorted()
    guard bars.count >= SVGStepChart.fewestBars, let highest = bars.last else { return nil }
    let limit = 4 * bars[Int(0.95 * Double(bars.count - 1))]
    guard highest > limit, let usual = bars.last(where: { $0 <= limit }) else { return nil }
    return 1.25 * usual
  }

  /// nil when there is nothing to draw.
  package var svg: String? {
    guard edges.count > 1, let highest = steps.flatMap(\.heights).max(), highest > 0 else { return nil }
    let frame = SVGFrame(
      words, legend: steps.map(\.name), x: edges[0]...edges[edges.count - 1], y: 0...(cap ?? highest))
    let outlines = steps.enumerated().map { index, step in
      let style = SVGStyle(index)
      var path = "M\(coordinate(frame.x(edges[0]))) \(coordinate(frame.y(0)))"
      for (bin, height) in step.heights.enumerated() {
        path += "V\(coordinate(frame.y(height)))H\(coordinate(frame.x(edges[bin + 1])))"
      }
      path += "V\(coordinate(frame.y(0)))"
      // One histogram is filled; several would hide one another.
      let fill = steps.count == 1 ? "fill=\"\(style.colour)\" fill-opacity=\"0.25\"" : "fill=\"none\""
      return "<path d=\"\(path)\" \(fill) \(style.stroke) stroke-width=\"1.8\"/>\n"
    }
    return frame.document(outlines.joined() + shares(frame), key: lineKey)
  }

  /// `reserve: 46.1 % ↑` beside each bar that is cut off, one below the other.
  private func shares(_ frame: SVGFrame) -> String {
    let top = frame.yTicks.range.upperBound
    let cut = steps.indices.flatMap { step in
      steps[step].heights.indices.filter { steps[step].heights[$0] > top }.map { (step: step, bin: $0) }
    }
    return cut.prefix(SVGStepChart.mostShares).enumerated().map { line, bar in
      let share = steps[bar.step].heights[bar.bin] * (edges[bar.bin + 1] - edges[bar.bin])
      let name = steps.count > 1 ? fitted(steps[bar.step].name, into: 160, size: 12) + ": " : ""
      let isRight = frame.x(edges[bar.bin]) > (frame.left + frame.right) / 2
      return svgLabel(
        "\(name)\(significant(100 * share)) % ↑", x: frame.x(edges[bar.bin + (isRight ? 0 : 1)]) + (isRight ? -5 : 5),
        y: frame.top + 13 + 15 * Double(line), anchor: isRight ? "end" : "start",
        more: " fill=\"\(SVGStyle(bar.step).colour)\" font-weight=\"bold\"")
    }.joined()
  }
}
