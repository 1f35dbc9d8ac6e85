internal import MarketModel

/// A name from a file as reports show it: on one line, control and bidirectional characters escaped, cut at `limit`
/// characters, and never invisible.
///
/// **Edge cases**: nothing one could see — `(blank)`.
package func visible(_ name: String, limit: Int = .max) -> String {
  let isBlank = name.unicodeScalars.allSatisfy {
    $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint || $0 == "\u{2800}"
  }
  return isBlank ? "(blank)" : printable(name, limit: limit)
}

extension Measure {
  /// `revenue [money/auction]`; a pure number has no unit, and `auctions` need not be told twice.
  var heading: String { withUnit(label, unit) }
}

func withUnit(_ label: String, _ unit: Unit) -> String {
  unit.symbol == "1" || unit.symbol == label ? label : "\(label) [\(unit.symbol)]"
}
