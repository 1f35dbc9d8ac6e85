public import MarketModel

/// A document as JSON that `readDocument` reads back to the same values: tables over several lines, lists of numbers
/// and texts in lines of about 100 characters.
///
/// - Precondition: every number is finite.
public func jsonText(of document: Node) -> String {
  var text = ""
  write(document, margin: "", into: &text)
  return text + "\n"
}

private func write(_ node: Node, margin: String, into text: inout String) {
  switch node.content {
  case .null: text += "null"
  case .flag(let flag): text += flag ? "true" : "false"
  case .number(let number):
    precondition(number.isFinite, "JSON has finite numbers only")
    text += shortest(number)
  case .text(let content): text += quotedJSON(content)
  case .table(let entries):
    if entries.isEmpty { text += "{}" }
    for (index, entry) in entries.enumerated() {
      text += "\(index == 0 ? "{" : ",")\n\(margin)  \(quotedJSON(entry.key)): "
      write(entry.value, margin: margin + "  ", into: &text)
    }
    if !entries.isEmpty { text += "\n\(margin)}" }
  case .list(let elements):
    text += "["
    var width = 0
    for (index, element) in elements.enumerated() {
      var part = ""
      write(element, margin: margin + "  ", into: &part)
      if index > 0 { text += "," }
      if index > 0, width + part.utf8.count > 100 {
        text += "\n\(margin)  "
        width = 0
      } else if index > 0 {
        text += " "
      }
      text += part
      width += part.utf8.count + 2
    }
    text += "]"
  }
}

private func quotedJSON(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
