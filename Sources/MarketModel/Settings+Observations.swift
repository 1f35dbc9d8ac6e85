internal import Tables

extension Settings {
  /// Numbers of at least 0 that are either one column of a CSV file (`file`, `column`) or a list under `key`.
  ///
  /// **Edge cases**: neither or both given — a mistake; unreadable — nil, after a recorded mistake.
  /// - Returns: the numbers, and the setting they came from, for checks of one against another.
  public mutating func observations(
    _ key: String, column defaultColumn: String, unit: Unit, _ help: String
  ) -> (numbers: [Double]?, source: String) {
    let column = text("column", default: defaultColumn, "The file's column [\(unit.symbol)].")
    let table = table(
      "file", columns: [ColumnRequest(column, .number(in: 0...Double.greatestFiniteMagnitude))],
      otherwise: "none: `\(key)` are used", "A CSV file with one of them a row.")
    let list = numbers(key, in: .nonNegative, unit: unit, otherwise: "none: `file` is used", help)
    let hasFile = has("file")
    check(
      hasFile != has(key), hasFile ? key : "file",
      hasFile ? "both `file` and `\(key)` are given" : "neither `file` nor `\(key)` is given",
      remedy: "give one of them")
    return (table?.numbers(column) ?? list, hasFile ? "file" : key)
  }
}
