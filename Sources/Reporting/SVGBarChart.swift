package import Experiments

/// Bars side by side for each category, with 95 % whiskers; missing values leave their place empty.
package struct SVGBarChart {
  package var words: ChartWords
  package var categories: [String]
  /// (series × categories).
  package var bars: [(name: String, estimates: [Estimate?])]

  package init(_ words: ChartWords, categories: [String], bars: [(name: String, estimates: [Estimate?])]) {
    self.words = words
    self.categories = categories
    self.bars = bars
  }

  private static let fontSize = 12.0

  /// nil when there is no bar to draw.
  package var svg: String? {
    let estimates = bars.flatMap { $0.estimates.compactMap(\.self) }.filter { $0.finiteMean != nil }
    let heights = estimates.flatMap { [$0.finiteMean, $0.interval?.low, $0.interval?.high].compactMap(\.self) }
    guard let low = heights.min(), let high = heights.max() else { return nil }
    let widest = categories.map { width(of: visible($0, limit: 200), size: SVGBarChart.fontSize) }.max() ?? 0
    // Labels that do not fit side by side are turned.
    let isTurned = widest > 520 / Double(categories.count) - 8
    let range = low == 0 && high == 0 ? 0...1 : min(low, 0)...max(high, 0)
    let frame = SVGFrame(
      words, legend: bars.map(\.name), x: nil, y: range,
      footHeight: isTurned ? 48 + min(widest, 140) * 0.5 : 52)
    let slot = (frame.right - frame.left) / Double(categories.count)
    let labels = categories.enumerated().map { index, name in
      label(name, at: frame.left + slot * (Double(index) + 0.5), isTurned ? nil : slot - 4, frame)
    }
    let marks = bars.enumerated().map { index, series in
      let breadth = min(slot * 0.8 / Double(bars.count), 60)
      return series.estimates.enumerated().map { category, estimate in
        let middle = frame.left + slot * (Double(category) + 0.5)
        let start = middle + breadth * (Double(index) - Double(bars.count) / 2)
        return estimate.map { bar($0, from: start, breadth: breadth, SVGStyle(index), frame) } ?? ""
      }.joined()
    }
    let zero = coordinate(frame.y(0))
    let base = "<path d=\"M\(coordinate(frame.left)) \(zero)H\(coordinate(frame.right))\" stroke=\"#444\"/>\n"
    return frame.document(marks.joined() + base + labels.joined()) { index, x, y in
      box(x: x + 4, y: y - 6, width: 18, height: 12, SVGStyle(index))
    }
  }

  private func bar(
    _ estimate: Estimate, from start: Double, breadth: Double, _ style: SVGStyle, _ frame: SVGFrame
  ) -> String {
    guard let mean = estimate.finiteMean else { return "" }
    let (zero, end) = (frame.y(0), frame.y(mean))
    let bar = box(x: start, y: min(zero, end), width: breadth * 0.92, height: abs(zero - end), style)
    guard let interval = estimate.interval, interval.high > interval.low else { return bar }
    let middle = start + breadth * 0.46
    let cap = min(4, breadth * 0.3)
    let (low, high) = (coordinate(frame.y(interval.low)), coordinate(frame.y(interval.high)))
    let (x, across) = (coordinate(middle - cap), coordinate(2 * cap))
    return bar + "<path d=\"M\(coordinate(middle)) \(low)V\(high)M\(x) \(low)h\(across)M\(x) \(high)h\(across)\""
      + " fill=\"none\" stroke=\"#222\" stroke-width=\"1.2\"/>\n"
  }

  private func box(x: Double, y: Double, width: Double, height: Double, _ style: SVGStyle) -> String {
    "<rect x=\"\(coordinate(x))\" y=\"\(coordinate(y))\" width=\"\(coordinate(width))\""
      + " height=\"\(coordinate(height))\" fill=\"\(style.colour)\" fill-opacity=\"0.7\" \(style.stroke)/>\n"
  }

  /// - Parameter room: nil for a turned label.
  private func label(_ name: String, at x: Double, _ room: Double?, _ frame: SVGFrame) -> String {
    let y = frame.bottom + 18
    if let room {
      return svgLabel(fitted(name, into: room, size: SVGBarChart.fontSize), x: x, y: y, anchor: "middle")
    }
    // A turned label ends below its bar and must not begin left of the chart.
    let text = fitted(name, into: min(140, x), size: SVGBarChart.fontSize)
    let turn = " transform=\"rotate(-30 \(coordinate(x + 4)) \(coordinate(y - 4)))\""
    return svgLabel(text, x: x + 4, y: y - 4, anchor: "end", more: turn)
  }
}
