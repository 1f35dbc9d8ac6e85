/// A strict reader of comma-separated values: a table is read whole, or refused with everything that is wrong with it.
///
/// The first line that is not blank is the header; it names the columns in any order. Columns not asked for are
/// ignored, but every row must have as many fields as the header. Fields are separated by commas and may be quoted:
/// inside quotes, commas and newlines are ordinary and `""` is one quote. Lines end in `\n` or `\r\n`. A UTF-8 byte
/// order mark is skipped.
///
/// **Numbers** are decimal, `[+-]digits[.digits][(e|E)[+-]digits]` with digits before or after the point, spaces and
/// tabs around them trimmed; they are correctly rounded and do not depend on the locale. No hexadecimal, no thousands
/// separators, no infinity or NaN, spelled out or by overflow (`1e999`). Underflow rounds to zero.
///
/// **Edge cases**: a blank line (nothing, or spaces and tabs) is skipped; a field of nothing but spaces and tabs is
/// empty, quoted or not, and an empty field in a requested column is a problem. A carriage return alone, outside
/// quotes, is reported once, at the first, and then read as a line end so that later problems are still found. A quote
/// that never closes ends the reading. Bytes that are not UTF-8 matter only in the header and in text asked for.
///
/// Source: RFC 4180. Differs: the header is required, spaces around numbers and header names are trimmed, and a byte
/// order mark, `\n` and blank lines are accepted.
public enum CSV {
  /// Reads the requested columns.
  ///
  /// The same name may be requested twice, as two kinds or within two bounds; both are checked.
  ///
  /// - Parameters:
  ///   - bytes: the file, whole.
  ///   - columns: the columns to read; any others are ignored.
  ///   - maximumProblems: how many problems to keep before only counting; at least one.
  /// - Returns: the table, or all problems in the order met.
  /// - Complexity: O(*n*) for *n* bytes, one pass; no allocation per row unless it holds text or a problem.
  public static func read(
    _ bytes: [UInt8], columns: [ColumnRequest], maximumProblems: Int = 20
  ) -> Result<Table, CSVProblems> {
    precondition(maximumProblems >= 1, "CSV.read must keep at least one problem to say why a table is refused.")
    var reader = TableReader(requests: columns, maximumProblems: maximumProblems)
    let span = bytes.span
    if reader.readHeader(span) { reader.readRows(span) }
    return reader.finish()
  }
}
