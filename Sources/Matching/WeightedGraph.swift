/// A row, a column and the weight of their pair.
public struct WeightedEdge: Sendable, Hashable {
  public var row: Int
  public var column: Int
  public var weight: Double

  public init(row: Int, column: Int, weight: Double) {
    self.row = row
    self.column = column
    self.weight = weight
  }
}

/// A sparse bipartite graph with weights: pairs that are not listed are forbidden.
///
/// Edges are kept by row, then by column, whatever the order they were given in, so that order decides nothing.
/// **Edge cases**: a side may be empty; weights may be negative or zero.
/// **Errors**: `WeightInputError` names the edge, by its place in the list, whose weight is not finite, which joins a
/// vertex that does not exist, or which was listed before.
/// - Complexity: O(rows + columns + edges) to create; 16 bytes an edge.
public struct WeightedGraph: BipartiteWeights, Equatable {
  public let rowCount: Int
  public let columnCount: Int
  /// Where the edges of each row begin, and, last, where they end (rows + 1).
  @usableFromInline let starts: [Int]
  /// Columns of the edges, by row.
  @usableFromInline let columns: [Int]
  /// Weights of the edges, by row.
  @usableFromInline let weights: [Double]

  /// The number of edges.
  public var edgeCount: Int { columns.count }

  /// The edges by row, then by column.
  public var edges: [WeightedEdge] {
    (0..<rowCount).flatMap { row in
      (starts[row]..<starts[row + 1]).map { WeightedEdge(row: row, column: columns[$0], weight: weights[$0]) }
    }
  }

  public init(rows: Int, columns: Int, edges: [WeightedEdge]) throws(WeightInputError) {
    guard rows >= 0, columns >= 0 else { throw .negativeSize(rows: rows, columns: columns) }
    for (index, edge) in edges.enumerated() {
      guard edge.row >= 0, edge.row < rows, edge.column >= 0, edge.column < columns else {
        throw .unknownVertex(edge: index, row: edge.row, column: edge.column, rows: rows, columns: columns)
      }
      guard edge.weight.isFinite else {
        throw .badEdgeWeight(edge: index, row: edge.row, column: edge.column, weight: edge.weight)
      }
    }
    // Sorted by column and then, stably, by row: two counting sorts.
    let byColumn = Self.sorted(Array(edges.indices), into: columns) { edges[$0].column }.order
    let (order, starts) = Self.sorted(byColumn, into: rows) { edges[$0].row }
    var repeated: Int?
    for (first, second) in zip(order, order.dropFirst())
    where edges[first].row == edges[second].row && edges[first].column == edges[second].column {
      // Sorting is stable, so the second of the two was listed later; report the earliest.
      repeated = min(repeated ?? .max, second)
    }
    if let repeated {
      throw .duplicateEdge(edge: repeated, row: edges[repeated].row, column: edges[repeated].column)
    }
    rowCount = rows
    columnCount = columns
    self.starts = starts
    self.columns = order.map { edges[$0].column }
    weights = order.map { edges[$0].weight }
  }

  /// The pairs of a matrix that are not forbidden.
  public init(_ matrix: WeightMatrix) {
    var starts = [0]
    var columns: [Int] = []
    var weights: [Double] = []
    for row in 0..<matrix.rowCount {
      for column in 0..<matrix.columnCount where matrix[row, column] > -.infinity {
        columns.append(column)
        weights.append(matrix[row, column])
      }
      starts.append(columns.count)
    }
    self.init(unchecked: starts, columns, weights, columnCount: matrix.columnCount)
  }

  /// A graph known to be right.
  init(unchecked starts: [Int], _ columns: [Int], _ weights: [Double], columnCount: Int) {
    rowCount = starts.count - 1
    self.columnCount = columnCount
    self.starts = starts
    self.columns = columns
    self.weights = weights
  }

  public func weight(row: Int, column: Int) -> Double {
    precondition(row >= 0 && row < rowCount, "The graph has no such row.")
    precondition(column >= 0 && column < columnCount, "The graph has no such column.")
    var low = starts[row]
    var high = starts[row + 1]
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low < starts[row + 1] && columns[low] == column ? weights[low] : -.infinity
  }

  public func forEachPair(_ body: (_ row: Int, _ column: Int, _ weight: Double) -> Void) {
    for row in 0..<rowCount {
      for edge in starts[row]..<starts[row + 1] { body(row, columns[edge], weights[edge]) }
    }
  }

  /// Rows and columns exchanged.
  public var transposed: WeightedGraph {
    var rows: [Int] = []
    rows.reserveCapacity(edgeCount)
    for row in 0..<rowCount {
      for _ in starts[row]..<starts[row + 1] { rows.append(row) }
    }
    let (order, starts) = Self.sorted(Array(columns.indices), into: columnCount) { columns[$0] }
    return WeightedGraph(
      unchecked: starts, order.map { rows[$0] }, order.map { weights[$0] }, columnCount: rowCount)
  }

  /// A stable counting sort of `items` by a key below `keys`, and where each key begins.
  private static func sorted(
    _ items: [Int], into keys: Int, by key: (Int) -> Int
  ) -> (order: [Int], starts: [Int]) {
    var starts = [Int](repeating: 0, count: keys + 1)
    for item in items { starts[key(item) + 1] += 1 }
    for index in 0..<keys { starts[index + 1] += starts[index] }
    var next = starts
    var order = [Int](repeating: 0, count: items.count)
    for item in items {
      order[next[key(item)]] = item
      next[key(item)] += 1
    }
    return (order, starts)
  }
}
