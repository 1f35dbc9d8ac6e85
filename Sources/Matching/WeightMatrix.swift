/// A dense matrix of weights (rows × columns), row by row; −∞ forbids a pair.
///
/// ```swift
/// let weights = try WeightMatrix([[7, 5], [6, -.infinity]])
/// let matching = weights.maximumWeightMatching()  // row 0 with column 1, row 1 with column 0: 11
/// ```
/// **Edge cases**: a side may be empty, and all its matchings are; weights may be negative.
/// **Errors**: `WeightInputError` names the row and the column of a weight that is NaN or +∞.
public struct WeightMatrix: BipartiteWeights, Equatable {
  public let rowCount: Int
  public let columnCount: Int
  /// The weights, row by row.
  public let weights: [Double]

  /// A matrix of `rows` × `columns` weights, row by row.
  public init(rows: Int, columns: Int, weights: [Double]) throws(WeightInputError) {
    guard rows >= 0, columns >= 0 else { throw .negativeSize(rows: rows, columns: columns) }
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard !overflows, count == weights.count else {
      throw .wrongCount(found: weights.count, rows: rows, columns: columns)
    }
    // Of NaN and +∞ the comparison is false.
    if let place = weights.firstIndex(where: { !($0 < .infinity) }) {
      throw .badWeight(row: place / columns, column: place % columns, weight: weights[place])
    }
    rowCount = rows
    columnCount = columns
    self.weights = weights
  }

  /// A matrix given as a list of rows of equal length; no rows are 0 × 0.
  public init(_ rows: [[Double]]) throws(WeightInputError) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      throw .raggedRow(row: index, found: row.count, expected: columns)
    }
    try self.init(rows: rows.count, columns: columns, weights: rows.flatMap { $0 })
  }

  /// A matrix known to be right.
  init(unchecked weights: [Double], rows: Int, columns: Int) {
    rowCount = rows
    columnCount = columns
    self.weights = weights
  }

  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    precondition(row >= 0 && row < rowCount, "The matrix has no such row.")
    precondition(column >= 0 && column < columnCount, "The matrix has no such column.")
    return weights[row * columnCount + column]
  }

  @inlinable
  public func weight(row: Int, column: Int) -> Double { self[row, column] }

  public func forEachPair(_ body: (_ row: Int, _ column: Int, _ weight: Double) -> Void) {
    var place = 0
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        if weights[place] > -.infinity { body(row, column, weights[place]) }
        place += 1
      }
    }
  }

  /// Rows and columns exchanged.
  public var transposed: WeightMatrix {
    var turned: [Double] = []
    turned.reserveCapacity(weights.count)
    for column in 0..<columnCount {
      for row in 0..<rowCount { turned.append(weights[row * columnCount + column]) }
    }
    return WeightMatrix(unchecked: turned, rows: columnCount, columns: rowCount)
  }
}
