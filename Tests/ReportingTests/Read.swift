import Experiments
import Foundation
import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads what a report wrote.
enum Read {
  static func file(_ name: String, of results: Results) -> String {
    renderReport(results, release: "1.0.0").first { $0.name == name }?.text ?? ""
  }

  static func report(_ results: Results) -> String { file("report.md", of: results) }

  static func figures(_ results: Results) -> [ReportFile] {
    renderReport(results, release: "1.0.0").filter { $0.name.hasSuffix(".svg") }
  }

  static func json(_ results: Results) throws -> [String: Any] {
    let data = Data(file("results.json", of: results).utf8)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The text of one `## ` section.
  static func section(_ title: String, of report: String) -> String {
    guard let start = report.range(of: "## \(title)\n\n", options: []) else { return "" }
    let rest = report[start.upperBound...]
    return String(rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)])
  }

  /// Records of a CSV file by RFC 4180.
  static func csv(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = ""
    var isQuoted = false
    var isAfterQuote = false
    for scalar in text.unicodeScalars {
      if isQuoted {
        if scalar == "\"" {
          isQuoted = false
          isAfterQuote = true
        } else {
          field.unicodeScalars.append(scalar)
        }
        continue
      }
      switch scalar {
      case "\"":
        if isAfterQuote { field += "\"" }
        isQuoted = true
        isAfterQuote = false
        continue
      case ",":
        record.append(field)
        field = ""
      case "\n":
        records.append(record + [field])
        (record, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
      isAfterQuote = false
    }
    return records
  }

  /// The texts of an XML document's elements; nil when it is not well formed.
  static func xml(_ text: String) -> [(element: String, text: String)]? {
    let parser = XMLParser(data: Data(text.utf8))
    let collector = Collector()
    parser.delegate = collector
    guard parser.parse() else { return nil }
    return collector.found.map { ($0.element, $0.text.trimmingCharacters(in: .newlines)) }
  }

  private final class Collector: NSObject, XMLParserDelegate {
    var found: [(element: String, text: String)] = []

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      found.append((element, ""))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { found[found.count - 1].text += string }
  }
}
