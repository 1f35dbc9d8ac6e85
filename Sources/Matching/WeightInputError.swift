/// Weights, capacities or bounds that no problem can be made of: what is wrong, where, and what to do.
public enum WeightInputError: Error, Equatable, Sendable {
  /// A number of rows or columns is negative.
  case negativeSize(rows: Int, columns: Int)
  /// A matrix has another number of weights than its shape says.
  case wrongCount(found: Int, rows: Int, columns: Int)
  /// A row of a nested list has another length than the first.
  case raggedRow(row: Int, found: Int, expected: Int)
  /// A weight of a matrix is NaN or +∞.
  case badWeight(row: Int, column: Int, weight: Double)
  /// A weight of an edge is NaN or infinite.
  case badEdgeWeight(edge: Int, row: Int, column: Int, weight: Double)
  /// An edge names a row or a column that does not exist.
  case unknownVertex(edge: Int, row: Int, column: Int, rows: Int, columns: Int)
  /// Two edges join the same row and column.
  case duplicateEdge(edge: Int, row: Int, column: Int)
  /// A matching of at most `found` edges was asked for.
  case noEdgesAllowed(found: Int)
  /// A list of capacities has another length than its side.
  case wrongCapacityCount(side: Side, found: Int, expected: Int)
  /// A capacity is negative.
  case negativeCapacity(side: Side, index: Int, found: Int)
}

extension WeightInputError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negativeSize(let rows, let columns):
      "\(rows) rows and \(columns) columns: a size cannot be negative; give 0 for an empty side"
    case .wrongCount(let found, let rows, let columns):
      "\(found) weights for \(rows) rows and \(columns) columns; give one for each pair, row by row"
    case .raggedRow(let row, let found, let expected):
      "row \(row) has \(found) weights and row 0 has \(expected); give all rows the same length"
    case .badWeight(let row, let column, let weight):
      "the weight of row \(row) and column \(column) is \(weight); give a finite number, or −infinity to forbid the pair"
    case .badEdgeWeight(let edge, let row, let column, let weight):
      "the weight of edge \(edge), of row \(row) and column \(column), is \(weight); give a finite number, or leave the edge out"
    case .unknownVertex(let edge, let row, let column, let rows, let columns):
      "edge \(edge) joins row \(row) and column \(column) of \(rows) rows and \(columns) columns; number them from 0"
    case .duplicateEdge(let edge, let row, let column):
      "edge \(edge) joins row \(row) and column \(column) once more; keep one of them"
    case .noEdgesAllowed(let found):
      "a matching of at most \(found) edges; allow at least 1"
    case .wrongCapacityCount(let side, let found, let expected):
      "\(found) capacities for \(expected) \(side.rawValue); give one for each"
    case .negativeCapacity(let side, let index, let found):
      "capacity \(index) of the \(side.rawValue) is \(found); give 0 or more"
    }
  }
}

/// One of the two sides of a bipartite graph.
public enum Side: String, Sendable, Hashable {
  case rows, columns

  /// The other one.
  public var opposite: Side { self == .rows ? .columns : .rows }
}
