import Experiments
import Foundation
import Reporting
import Testing

@Suite("Figures are self-contained, well-formed SVG of one size")
struct SVGTests {
  static let words = ChartWords(title: "A <title>", description: "d & e", x: "time [h]", y: "profit [money]")

  static func line(_ values: [Double?], half: Double = 0) -> [SVGLineChart.Point] {
    values.enumerated().map { index, value in
      SVGLineChart.Point(
        x: Double(index + 1), y: value, low: value.map { $0 - half }, high: value.map { $0 + half })
    }
  }

  static func chart(_ values: [Double?], half: Double = 0) -> String {
    SVGLineChart(words, lines: [("a", line(values, half: half))]).svg ?? ""
  }

  @Test("Well formed with hostile names, without script, style or outside reference")
  func hostile() throws {
    let figures = Read.figures(Sample.results(names: Sample.hostileNames, groups: Sample.hostileNames))
    #expect(figures.count > 5)
    for figure in figures {
      let elements = try #require(Read.xml(figure.text), "\(figure.name)")
      #expect(elements[0].element == "svg" && elements[1].element == "title" && elements[2].element == "desc")
      let allowed: Set = ["svg", "title", "desc", "rect", "g", "path", "text", "circle"]
      #expect(Set(elements.map(\.element)).isSubset(of: allowed))
      #expect(figure.text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"360\" viewBox="))
      #expect(figure.text.components(separatedBy: "http").count == 2 + Read.links(in: elements))
      #expect(!figure.text.contains("\u{202E}"))
    }
  }

  @Test("No coordinate has more than one decimal, none is NaN, all lie within the figure")
  func coordinates() {
    for figure in Read.figures(Sample.results(names: ["a", "b", "c"], buckets: 30)) {
      let marks = figure.text.replacing(/opacity="[^"]*"/, with: "").replacing(/>[^<]*</, with: "><")
      #expect(!marks.contains(/[0-9]\.[0-9]{2}/), "\(figure.name)")
      #expect(!figure.text.contains("nan") && !figure.text.contains("inf"))
    }
  }

  @Test("A missing value breaks the curve; a value between two is a dot")
  func gaps() {
    let svg = Self.chart([1, 2, nil, 3, nil, 4, 5])
    #expect(svg.components(separatedBy: "stroke-linejoin").count - 1 == 2)
    #expect(svg.components(separatedBy: "<circle").count - 1 == 1)
  }

  @Test("Without a single value there is no chart")
  func nothing() {
    #expect(SVGLineChart(Self.words, lines: [("a", Self.line([nil, nil]))]).svg == nil)
    #expect(SVGLineChart(Self.words, lines: []).svg == nil)
    #expect(SVGStepChart(Self.words, edges: [0, 1], steps: [("a", [0])]).svg == nil)
    #expect(SVGBarChart(Self.words, categories: ["x"], bars: [("a", [nil])]).svg == nil)
    #expect(SVGBarChart(Self.words, categories: ["x"], bars: [("a", [Sample.missing])]).svg == nil)
  }

  @Test(
    "Extreme values give a chart with finite ticks",
    arguments: [
      [0], [5], [-5], [1e-300, 2e-300], [-1e308, 1e308], [1e308], [.leastNonzeroMagnitude], [1e15, 1e15 + 1], [-3, 2],
      [0, 0, 0],
      [1_000_000, 1_000_000.5],
    ] as [[Double]])
  func extremes(_ values: [Double]) throws {
    let svg = Self.chart(values, half: 0.1)
    let elements = try #require(Read.xml(svg))
    let labels = elements.filter { $0.element == "text" }.map(\.text)
    #expect(labels.count > 4 && !labels.contains("—"))
  }

  @Test("One curve needs no legend; eight are told apart by colour and by dashes")
  func legend() {
    #expect(!Self.chart([1, 2]).contains("h26"))
    let lines = (1...8).map { number in (name: "v\(number)", points: Self.line([1, 2])) }
    let svg = SVGLineChart(Self.words, lines: lines).svg ?? ""
    let strokes = svg.matches(of: /h26" fill="none" (stroke="[^"]*")( stroke-dasharray="[^"]*")?/)
    #expect(strokes.count == 8)
    #expect(Set(strokes.map { String($0.output.1) }).count == 8)
    #expect(Set(strokes.map { $0.output.2.map(String.init) ?? "" }).count == 8)
  }

  @Test("Long names are cut to fit, in the middle when their ends alone tell them apart")
  func longNames() throws {
    let stem = String(repeating: "long ", count: 20)
    let lines = ["one", "two"].map { (name: stem + $0, points: Self.line([1, 2])) }
    let svg = try #require(SVGLineChart(Self.words, lines: lines).svg)
    let texts = try #require(Read.xml(svg)).map(\.text)
    #expect(texts.contains { $0.hasSuffix("one") && $0.contains("…") && $0.count < 30 })
    #expect(texts.contains { $0.hasSuffix("two") })
  }

  @Test("Bars of negative means hang from zero, and missing ones leave a gap")
  func bars() throws {
    let svg = try #require(
      SVGBarChart(
        Self.words, categories: ["x", "y"], bars: [("a", [Sample.estimate(-2, half: 1), Sample.missing])]
      ).svg)
    // The ground and one bar.
    #expect(try #require(Read.xml(svg)).filter { $0.element == "rect" }.count == 2)
    #expect(svg.contains(">-3<") && svg.contains(">0<"))
  }
}

extension Read {
  /// How often "http" stands in the words of a figure.
  static func links(in elements: [(element: String, text: String)]) -> Int {
    elements.reduce(0) { $0 + $1.text.components(separatedBy: "http").count - 1 }
  }
}
