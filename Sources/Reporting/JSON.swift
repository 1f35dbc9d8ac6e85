internal import MarketModel

/// A JSON value to be written. Tables and lists are indented by two spaces; lines and rows stay on one line.
package indirect enum JSON {
  case null
  case flag(Bool)
  /// Finite.
  case number(Double)
  case integer(UInt64)
  case text(String)
  case list([JSON])
  case row([JSON])
  case table([(String, JSON)])
  case line([(String, JSON)])

  /// null for what is missing or not finite.
  init(_ number: Double?) {
    if let number, number.isFinite { self = .number(number) } else { self = .null }
  }

  init(_ interval: (low: Double, high: Double)?) {
    self = interval.map { .row([.number($0.low), .number($0.high)]) } ?? .null
  }

  package func text(indent: Int = 0) -> String {
    func block(_ open: String, _ parts: [String], _ close: String) -> String {
      let margin = String(repeating: " ", count: indent)
      if parts.isEmpty { return open + close }
      return open + "\n" + parts.map { margin + "  " + $0 }.joined(separator: ",\n") + "\n" + margin + close
    }
    switch self {
    case .null: return "null"
    case .flag(let flag): return flag ? "true" : "false"
    case .number(let number): return shortest(number)
    case .integer(let integer): return "\(integer)"
    case .text(let text): return jsonString(text)
    case .list(let elements): return block("[", elements.map { $0.text(indent: indent + 2) }, "]")
    case .row(let elements): return "[" + elements.map { $0.text() }.joined(separator: ", ") + "]"
    case .table(let entries):
      return block("{", entries.map { "\(jsonString($0.0)): \($0.1.text(indent: indent + 2))" }, "}")
    case .line(let entries):
      return "{" + entries.map { "\(jsonString($0.0)): \($0.1.text())" }.joined(separator: ", ") + "}"
    }
  }
}

/// `text` as a JSON string that may also stand inside a `<script>` element.
package func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "<", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
