/// A piece of a user's file made safe to show inside a one-line message: `'price'`.
///
/// Control, format (bidirectional ones among them) and line-separating characters become escapes (`\n`, `\u{202E}`),
/// so a file cannot break a message over lines or reorder it on a terminal; a backslash and a single quote are escaped
/// so that the quoted piece can be read back.
///
/// **Edge cases**: nothing — `''`. More than `limit` characters (Unicode scalars) — the first `limit`, then `…`.
/// - Complexity: O(`limit`), whatever the length of `text`.
package func quoted(_ text: some StringProtocol, limit: Int = 40) -> String {
  "'" + escaped(text, limit: limit) + "'"
}

/// `quoted` without the quotes around it, for lists of names.
func escaped(_ text: some StringProtocol, limit: Int = 40) -> String {
  var result = ""
  var count = 0
  for scalar in text.unicodeScalars {
    guard count < limit else { return result + "…" }
    count += 1
    switch scalar {
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\\": result += "\\\\"
    case "'": result += "\\'"
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default:
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result
}

/// Bytes of a file, quoted; bytes that are not UTF-8 show as U+FFFD.
///
/// - Complexity: O(`limit`): a field may be as long as the file, so only a prefix is decoded.
func quoted(_ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int = 40) -> String {
  // A scalar has at most four bytes; one scalar past the limit makes the cut visible.
  let end = min(range.upperBound, range.lowerBound + 4 * (limit + 1))
  var prefix: [UInt8] = []
  for index in range.lowerBound..<end { prefix.append(bytes[index]) }
  return quoted(String(decoding: prefix, as: UTF8.self), limit: limit)
}
