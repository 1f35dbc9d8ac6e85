public import Experiments
internal import MarketModel

/// One file of a report.
public struct ReportFile: Sendable {
  /// Without folders; safe on any system.
  public var name: String
  public var text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// Everything `outcry run` writes: `report.md`, its figures, `results.json` and `metrics.csv`.
///
/// The same results give the same bytes. Names from scenario files are escaped or slugged wherever they appear.
///
/// - Parameters:
///   - results: of all variants.
///   - release: outcry's release number.
public func renderReport(_ results: Results, release: String) -> [ReportFile] {
  var report = Report(results, release: release)
  let text = report.write()
  return [ReportFile(name: "report.md", text: text)] + report.figures + [
    ReportFile(name: "results.json", text: resultsJSON(results)),
    ReportFile(name: "metrics.csv", text: metricsCSV(results)),
  ]
}

/// A report being written: each section is an extension in a file of its own.
struct Report {
  let results: Results
  let release: String
  private(set) var figures: [ReportFile] = []
  private var slugs = Slugs()

  /// Curves that one chart can hold and still be read.
  static let largestLegend = 8

  init(_ results: Results, release: String) {
    self.results = results
    self.release = release
  }

  var scenario: Scenario { results.scenario }
  var variants: [VariantResults] { results.variants }

  mutating func write() -> String {
    let evidence = [tradeOffs(), overSetting(), overTime(), distributions(), groups(), tables()]
    // Whoever has no other figure gets one of the headline.
    let headline = result(withFigure: figures.isEmpty)
    let rest = [fairness(), expectations(), checks(), definitions(), reproduction()]
    let sections = [headline, differences(), simulated()] + evidence + rest
    return ([opening()] + sections.compactMap(\.self)).joined(separator: "\n")
  }

  /// Title, claim, how the expectations came out, description and source.
  private func opening() -> String {
    var text = "# \(markdown(scenario.title))\n"
    let claim = paragraphs(scenario.claim).joined(separator: " ")
    if !claim.isEmpty { text += "\n> \(markdown(claim))\n" }
    if let verdict = verdict() { text += "\n" + verdict }
    for paragraph in paragraphs(scenario.description) { text += "\n\(markdown(paragraph))\n" }
    let source = paragraphs(scenario.source).joined(separator: " ")
    if !source.isEmpty { text += "\nSource: \(markdown(source))\n" }
    return text
  }

  /// Lines of a text joined into paragraphs; an empty line separates them.
  private func paragraphs(_ text: String) -> [String] {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    return lines.split { $0.allSatisfy(\.isWhitespace) }.map { lines in
      lines.map { line in String(line.drop(while: \.isWhitespace)) }.joined(separator: " ")
    }
  }

  /// Adds a figure and gives the Markdown that shows it; nothing without a chart.
  mutating func figure(_ name: String, _ svg: String?, alternative: String) -> String? {
    guard let svg else { return nil }
    let file = slugs.next(for: name) + ".svg"
    figures.append(ReportFile(name: file, text: svg))
    return "![\(markdown(alternative, limit: 200))](\(file))\n"
  }
}
