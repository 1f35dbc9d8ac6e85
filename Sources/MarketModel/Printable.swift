/// `text` safe to print on one line: control, bidirectional and other invisible characters as `\u{…}`, cut at `limit`
/// characters with an ellipsis.
///
/// Everything that comes from a user's file passes through here before it reaches a terminal.
public func printable(_ text: String, limit: Int = .max) -> String {
  var result = ""
  var length = 0
  for scalar in text.unicodeScalars {
    let piece = isPlain(scalar) ? String(scalar) : escaped(scalar)
    length += piece.unicodeScalars.count
    if length > limit { return result + "…" }
    result += piece
  }
  return result
}

/// `text` in single quotes, as messages quote input: escaped and cut at 120 columns.
public func quoted(_ text: String) -> String { "'\(printable(text, limit: 120))'" }

private func escaped(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": "\\n"
  case "\r": "\\r"
  case "\t": "\\t"
  default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
  default: true
  }
}
