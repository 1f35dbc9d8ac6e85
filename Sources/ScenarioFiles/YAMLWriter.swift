public import MarketModel

/// A node as YAML in block style: what `readYAML` reads back as the same tree.
public func yamlText(_ node: Node) -> String {
  var writer = YAMLWriter()
  writer.write(node, indent: 0)
  return writer.text
}

/// A scalar or a whole node on one line, in flow style.
public func yamlLine(_ node: Node) -> String {
  switch node.content {
  case .table(let entries):
    entries.isEmpty
      ? "{}"
      : "{\(entries.map { "\(plainOrQuoted($0.key, inFlow: true)): \(yamlLine($0.value))" }.joined(separator: ", "))}"
  case .list(let elements): "[\(elements.map(yamlLine).joined(separator: ", "))]"
  case .text(let text): plainOrQuoted(text, inFlow: true)
  default: scalar(node)
  }
}

private struct YAMLWriter {
  var text = ""

  mutating func write(_ node: Node, indent: Int) {
    let margin = String(repeating: "  ", count: indent)
    switch node.content {
    case .table(let entries):
      for entry in entries { write(entry, margin: margin, indent: indent) }
    case .list(let elements):
      for element in elements {
        if element.isTable && !element.entries.isEmpty {
          write(element, asItemWith: margin, indent: indent)
        } else {
          text += "\(margin)- \(yamlLine(element))\n"
        }
      }
    default: text += "\(margin)\(scalar(node))\n"
    }
  }

  private mutating func write(_ entry: Node.Entry, margin: String, indent: Int) {
    let key = plainOrQuoted(entry.key, inFlow: false)
    switch entry.value.content {
    case .table(let inner) where inner.isEmpty: text += "\(margin)\(key): {}\n"
    case .table(let inner) where inner.count <= 3 && inner.allSatisfy({ $0.value.isScalar }):
      text += "\(margin)\(key): \(yamlLine(entry.value))\n"
    case .table:
      text += "\(margin)\(key):\n"
      write(entry.value, indent: indent + 1)
    case .list(let elements) where elements.allSatisfy(\.isScalar):
      text += "\(margin)\(key): \(yamlLine(entry.value))\n"
    case .list:
      text += "\(margin)\(key):\n"
      write(entry.value, indent: indent + 1)
    default: text += "\(margin)\(key): \(scalar(entry.value))\n"
    }
  }

  /// A table as a list's element: the first entry stands behind the dash.
  private mutating func write(_ element: Node, asItemWith margin: String, indent: Int) {
    var inner = YAMLWriter()
    inner.write(element, indent: indent + 1)
    let body = inner.text.dropFirst(margin.count + 2)
    text += "\(margin)- \(body)"
  }
}

extension Node {
  fileprivate var isScalar: Bool {
    switch content {
    case .table, .list: false
    default: true
    }
  }
}

private func scalar(_ node: Node) -> String {
  switch node.content {
  case .null: "null"
  case .flag(let flag): "\(flag)"
  case .number(let number):
    number.isNaN ? ".nan" : number.isInfinite ? (number > 0 ? ".inf" : "-.inf") : shortest(number)
  case .text(let text): plainOrQuoted(text, inFlow: false)
  default: yamlLine(node)
  }
}

/// Plain where that reads back as the same text, else in double quotes.
private func plainOrQuoted(_ text: String, inFlow: Bool) -> String {
  let safe = text.unicodeScalars.allSatisfy { scalar in
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " _-./%+()~".unicodeScalars.contains(scalar)
  }
  let edges =
    !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.hasPrefix("-") && !text.hasPrefix("%") && !text.hasPrefix("~")
  if safe && edges && !text.isEmpty && isText(text) { return text }
  let body = text.unicodeScalars.map { scalar -> String in
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    default: scalar.value < 0x20 || scalar.value == 0x7F ? "\\x\(hex2(scalar.value))" : String(scalar)
    }
  }
  return "\"\(body.joined())\""
}

private func hex2(_ value: UInt32) -> String {
  let digits = String(value, radix: 16)
  return digits.count == 1 ? "0\(digits)" : digits
}

/// Whether a plain scalar resolves to text in the core schema.
private func isText(_ text: String) -> Bool {
  if case .text = CoreSchema.plain(text) { true } else { false }
}
