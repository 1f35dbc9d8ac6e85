/// The requested columns of a table that has been read without a single problem.
///
/// Columns are kept whole and apart, each as a plain array with one element per row; what was not asked for is gone.
public struct Table: Sendable {
  /// How many rows of data there are, at least one. The header and blank lines are not rows.
  public let rows: Int

  /// What else the header names, in its order: columns that were not asked for.
  public let others: [HeaderName]

  private let columns: [(request: ColumnRequest, values: ColumnValues)]
  private let lineRuns: [LineRun]

  init(
    rows: Int, columns: [(request: ColumnRequest, values: ColumnValues)], others: [HeaderName], lineRuns: [LineRun]
  ) {
    self.rows = rows
    self.others = others
    self.columns = columns
    self.lineRuns = lineRuns
  }

  /// The column asked for under `name` as numbers; nil when it was optional and absent, or not asked for as numbers.
  public func numbers(_ name: String) -> [Double]? {
    for column in columns where column.request.name == name {
      if case .numbers(let values) = column.values { return values }
    }
    return nil
  }

  /// The column asked for under `name` as integers; nil when it was optional and absent, or not asked for as integers.
  public func integers(_ name: String) -> [Int]? {
    for column in columns where column.request.name == name {
      if case .integers(let values) = column.values { return values }
    }
    return nil
  }

  /// The column asked for under `name` as text; nil when it was optional and absent, or not asked for as text.
  public func texts(_ name: String) -> [String]? {
    for column in columns where column.request.name == name {
      if case .texts(let values) = column.values { return values }
    }
    return nil
  }

  /// The line of the file [1-based] on which a row [0-based] starts, for checks across rows or columns made later.
  ///
  /// - Complexity: O(log *b*) for *b* blank lines and newlines inside quotes in the file.
  public func lineOfRow(_ row: Int) -> Int {
    precondition(row >= 0 && row < rows, "The table has no such row.")
    var low = 0
    var high = lineRuns.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineRuns[middle].firstRow <= row { low = middle } else { high = middle }
    }
    return lineRuns[low].firstLine + (row - lineRuns[low].firstRow)
  }
}

/// A name in a table's header, and where it stands [1-based].
public struct HeaderName: Sendable, Equatable {
  public let name: String
  public let line: Int
  public let column: Int
}

/// Rows on consecutive lines; most files are one run.
struct LineRun: Sendable {
  let firstRow: Int
  let firstLine: Int
}

/// One column's values.
enum ColumnValues: Sendable {
  case numbers([Double])
  case integers([Int])
  case texts([String])
}
