/// Curves with confidence bands. Points without a value break the curve; points that stand alone are dots.
package struct SVGLineChart {
  package struct Point: Sendable {
    package var x: Double
    package var y: Double?
    package var low: Double?
    package var high: Double?

    package init(x: Double, y: Double?, low: Double? = nil, high: Double? = nil) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
    }
  }

  package var words: ChartWords
  package var lines: [(name: String, points: [Point])]

  package init(_ words: ChartWords, lines: [(name: String, points: [Point])]) {
    self.words = words
    self.lines = lines
  }

  /// nil when there is no point to draw.
  package var svg: String? {
    let drawn = lines.flatMap(\.points).filter { $0.y != nil }
    let heights = drawn.flatMap { [$0.y, $0.low, $0.high].compactMap(\.self) }
    let places = lines.flatMap { $0.points.map(\.x) }
    guard let low = heights.min(), let high = heights.max(), let first = places.min(), let last = places.max() else {
      return nil
    }
    let lowest = drawn.compactMap(\.y).min() ?? low
    // A band that dips a little below zero is cut there: the quantity does not.
    let base = lowest >= 0 && low < 0 && -low <= 0.1 * (high - low) ? 0 : low
    // Whiskers of a single bucket need air.
    let air = first == last ? (high - base) / 4 : 0
    let frame = SVGFrame(
      words, legend: lines.map(\.name), x: Ticks.axis(from: first, to: last),
      y: Ticks.axis(from: base - air, to: high + air))
    let runs = lines.map { SVGLineChart.runs($0.points) }
    let bands = runs.enumerated().map { index, runs in runs.map { band($0, SVGStyle(index), frame) }.joined() }
    let curves = runs.enumerated().map { index, runs in runs.map { curve($0, SVGStyle(index), frame) }.joined() }
    return frame.document(bands.joined() + curves.joined(), key: lineKey)
  }

  /// The stretches between gaps.
  private static func runs(_ points: [Point]) -> [[Point]] {
    points.split { $0.y == nil }.map(Array.init)
  }

  private func band(_ run: [Point], _ style: SVGStyle, _ frame: SVGFrame) -> String {
    let points = run.compactMap { point in
      point.low.flatMap { low in point.high.map { (x: frame.x(point.x), low: frame.y(low), high: frame.y($0)) } }
    }
    guard let first = points.first else { return "" }
    if run.count == 1 {
      return "<path d=\"M\(coordinate(first.x)) \(coordinate(first.low))V\(coordinate(first.high))\""
        + " stroke=\"\(style.colour)\" stroke-width=\"1.5\"/>\n"
    }
    let upper = points.map { "\(coordinate($0.x)) \(coordinate($0.high))" }
    let lower = points.reversed().map { "\(coordinate($0.x)) \(coordinate($0.low))" }
    let outline = (upper + lower).joined(separator: "L")
    return "<path d=\"M\(outline)Z\" fill=\"\(style.colour)\" fill-opacity=\"0.18\"/>\n"
  }

  private func curve(_ run: [Point], _ style: SVGStyle, _ frame: SVGFrame) -> String {
    let places = run.compactMap { point in point.y.map { (x: frame.x(point.x), y: frame.y($0)) } }
    if places.count == 1 {
      let (x, y) = (coordinate(places[0].x), coordinate(places[0].y))
      return "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"3.5\" fill=\"\(style.colour)\"/>\n"
    }
    let path = places.map { "\(coordinate($0.x)) \(coordinate($0.y))" }.joined(separator: "L")
    return "<path d=\"M\(path)\" fill=\"none\" \(style.stroke) stroke-width=\"2\" stroke-linejoin=\"round\"/>\n"
  }
}
