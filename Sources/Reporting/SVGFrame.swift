/// Words around a chart, as they are: the frame cuts and escapes them.
package struct ChartWords: Sendable {
  package var title: String
  /// One sentence for those who cannot see the chart.
  package var description: String
  package var x: String
  package var y: String

  package init(title: String, description: String, x: String, y: String) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
  }
}

/// What all charts share: size, white ground, title, axes with ticks and grid, and the legend to the right of the plot.
struct SVGFrame {
  static let width = 720.0
  static let height = 360.0
  private static let fontSize = 12.0

  let words: ChartWords
  /// One name per style; a single one needs no legend.
  let legend: [String]
  /// nil when the chart writes its own labels below the plot.
  let xTicks: Ticks?
  let yTicks: Ticks
  let left: Double
  let right: Double
  let top = 40.0
  let bottom: Double

  init(
    _ words: ChartWords, legend: [String], x: ClosedRange<Double>?, y: ClosedRange<Double>, footHeight: Double = 52
  ) {
    self.words = words
    self.legend = legend.count > 1 ? fitted(legend, into: 150, size: SVGFrame.fontSize) : []
    xTicks = x.map { Ticks(covering: $0, atMost: 8, isWidened: false) }
    yTicks = Ticks(covering: y, atMost: 6, isWidened: true)
    left = 42 + (yTicks.labels.map { Reporting.width(of: $0, size: SVGFrame.fontSize) }.max() ?? 0)
    let names = self.legend.map { Reporting.width(of: $0, size: SVGFrame.fontSize) }.max()
    right = SVGFrame.width - (names.map { $0 + 58 } ?? 24)
    bottom = SVGFrame.height - footHeight
  }

  func x(_ value: Double) -> Double {
    guard let range = xTicks?.range else { return left }
    return left + (right - left) * SVGFrame.part(value, of: range)
  }

  func y(_ value: Double) -> Double { bottom - (bottom - top) * SVGFrame.part(value, of: yTicks.range) }

  private static func part(_ value: Double, of range: ClosedRange<Double>) -> Double {
    min(max((value - range.lowerBound) / (range.upperBound - range.lowerBound), 0), 1)
  }

  /// The whole document around `marks`.
  ///
  /// - Parameter key: the sample of style i that the legend shows at (x, y).
  func document(_ marks: String, key: (_ index: Int, _ x: Double, _ y: Double) -> String) -> String {
    let (width, height) = (coordinate(SVGFrame.width), coordinate(SVGFrame.height))
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
      + " viewBox=\"0 0 \(width) \(height)\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n"
      + "<title>\(svgText(words.title, limit: 200))</title>\n<desc>\(svgText(words.description, limit: 1000))</desc>\n"
      + "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#fff\"/>\n"
    return head + axes + marks + legendMarks(key) + "</svg>\n"
  }

  private var axes: String {
    var lines = ""
    var labels = ""
    for (value, label) in yTicks.marks {
      let y = coordinate(y(value))
      lines += "<path d=\"M\(coordinate(left)) \(y)H\(coordinate(right))\"/>\n"
      labels += svgLabel(label, x: left - 7, y: self.y(value) + 4, anchor: "end")
    }
    if let xTicks {
      for (value, label) in xTicks.marks {
        let x = coordinate(x(value))
        lines += "<path d=\"M\(x) \(coordinate(top))V\(coordinate(bottom))\"/>\n"
        labels += svgLabel(label, x: self.x(value), y: bottom + 18, anchor: "middle")
      }
    }
    let frame =
      "<path d=\"M\(coordinate(left)) \(coordinate(top))V\(coordinate(bottom))H\(coordinate(right))\""
      + " fill=\"none\" stroke=\"#444\"/>\n"
    let middle = (top + bottom) / 2
    let yLabel = fitted(words.y, into: bottom - top + 20, size: SVGFrame.fontSize)
    return "<g stroke=\"#e4e4e4\">\n\(lines)</g>\n\(frame)\(labels)"
      + svgLabel(
        fitted(words.title, into: SVGFrame.width - 40, size: 15), x: 16, y: 23, anchor: "start",
        more: " font-size=\"14\" font-weight=\"bold\"")
      + svgLabel(
        fitted(words.x, into: right - left, size: SVGFrame.fontSize), x: (left + right) / 2,
        y: SVGFrame.height - 12, anchor: "middle")
      + svgLabel(
        yLabel, x: 18, y: middle, anchor: "middle", more: " transform=\"rotate(-90 18 \(coordinate(middle)))\"")
  }

  private func legendMarks(_ key: (_ index: Int, _ x: Double, _ y: Double) -> String) -> String {
    let step = min(20, (bottom - top) / Double(max(1, legend.count)))
    return legend.enumerated().map { index, name in
      let y = top + 8 + step * Double(index)
      return key(index, right + 14, y) + svgLabel(name, x: right + 46, y: y + 4, anchor: "start")
    }.joined()
  }
}

/// A line of text whose words are not yet escaped.
func svgLabel(_ text: String, x: Double, y: Double, anchor: String, more: String = "") -> String {
  "<text x=\"\(coordinate(x))\" y=\"\(coordinate(y))\" text-anchor=\"\(anchor)\"\(more)>\(svgText(text))</text>\n"
}

/// The legend's sample of a curve.
func lineKey(_ index: Int, _ x: Double, _ y: Double) -> String {
  "<path d=\"M\(coordinate(x)) \(coordinate(y))h26\" fill=\"none\" \(SVGStyle(index).stroke) stroke-width=\"2\"/>\n"
}
