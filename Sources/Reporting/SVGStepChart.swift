/// Histograms over common bins, as outlines from the axis up.
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

  /// nil when there is nothing to draw.
  package var svg: String? {
    guard edges.count > 1, let highest = steps.flatMap(\.heights).max(), highest > 0 else { return nil }
    let frame = SVGFrame(words, legend: steps.map(\.name), x: edges[0]...edges[edges.count - 1], y: 0...highest)
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
    return frame.document(outlines.joined(), key: lineKey)
  }
}
