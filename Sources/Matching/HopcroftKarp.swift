/// A matching of as many pairs as can be, and the proof: a set of as many vertices that meets every pair.
public struct MaximumCardinalityMatching: Sendable, Equatable {
  /// The column of each row; nil for a row that stays alone.
  public let columnOfRow: [Int?]
  /// The row of each column; nil for a column that stays alone.
  public let rowOfColumn: [Int?]
  /// The rows of a least vertex cover, ascending.
  public let coverRows: [Int]
  /// The columns of a least vertex cover, ascending.
  public let coverColumns: [Int]

  /// The number of pairs.
  public var count: Int { columnOfRow.count { $0 != nil } }

  public init(columnOfRow: [Int?], rowOfColumn: [Int?], coverRows: [Int], coverColumns: [Int]) {
    self.columnOfRow = columnOfRow
    self.rowOfColumn = rowOfColumn
    self.coverRows = coverRows
    self.coverColumns = coverColumns
  }

  /// Rows with too few neighbours for all of them to be matched; nil when each row has a column.
  ///
  /// The rows that the cover lacks have all their neighbours in it.
  public func violator(in graph: WeightedGraph) -> HallViolator? {
    if count == columnOfRow.count { return nil }
    let covered = Set(coverRows)
    return HallViolator(
      side: .rows, vertices: columnOfRow.indices.filter { !covered.contains($0) }, neighbours: coverColumns)
  }
}

/// Why a matching of most pairs, or its cover, is none: the witness of `verify`.
public enum CardinalityFlaw: Error, Sendable, Equatable {
  /// The lists have another length than the sides, or the two do not say the same.
  case inconsistent
  /// A pair of the matching is forbidden.
  case forbiddenPair(row: Int, column: Int)
  /// Neither vertex of a pair is in the cover.
  case uncoveredPair(row: Int, column: Int)
  /// The cover has another number of vertices than the matching has pairs.
  case gap(pairs: Int, cover: Int)
}

extension MaximumCardinalityMatching {
  /// Checks the matching and its cover; nil, or the first flaw found. Weights do not matter, only which pairs there are.
  /// - Complexity: O(rows + columns + pairs).
  public func verify(against weights: some BipartiteWeights) -> CardinalityFlaw? {
    guard columnOfRow.count == weights.rowCount, rowOfColumn.count == weights.columnCount else { return .inconsistent }
    var columns = [Int?](repeating: nil, count: columnOfRow.count)
    for (column, row) in rowOfColumn.enumerated() {
      guard let row else { continue }
      guard columnOfRow.indices.contains(row), columns[row] == nil else { return .inconsistent }
      columns[row] = column
    }
    guard columns == columnOfRow else { return .inconsistent }
    for (row, column) in columns.enumerated() {
      if let column, weights.weight(row: row, column: column) == -.infinity {
        return .forbiddenPair(row: row, column: column)
      }
    }
    let (rows, others) = (Set(coverRows), Set(coverColumns))
    var flaw: CardinalityFlaw?
    weights.forEachPair { row, column, _ in
      if flaw == nil, !rows.contains(row), !others.contains(column) { flaw = .uncoveredPair(row: row, column: column) }
    }
    if let flaw { return flaw }
    let size = coverRows.count + coverColumns.count
    return size == count ? nil : .gap(pairs: count, cover: size)
  }
}

extension WeightedGraph {
  /// A matching of as many pairs as can be, whatever their weights, with a least vertex cover.
  ///
  /// **Ties**: among matchings of equally many pairs the same one is found wherever the program runs; which one, the order
  /// of the rows and columns decides.
  /// - Complexity: O(√n e) for e edges and n vertices; no recursion, so paths may be long.
  ///
  /// Source: Hopcroft and Karp 1973; the cover by Kőnig 1931.
  public func maximumCardinalityMatching() -> MaximumCardinalityMatching {
    var search = HopcroftKarp(rowCount: rowCount, columnCount: columnCount, starts: starts, columns: columns)
    search.solve()
    let isReached = search.layer.map { $0 >= 0 }
    return MaximumCardinalityMatching(
      columnOfRow: search.columnOfRow.map { $0 < 0 ? nil : $0 },
      rowOfColumn: search.rowOfColumn.map { $0 < 0 ? nil : $0 },
      coverRows: (0..<rowCount).filter { !isReached[$0] },
      coverColumns: (0..<columnCount).filter { search.rowOfColumn[$0] >= 0 && isReached[search.rowOfColumn[$0]] })
  }
}

/// The search: in each phase all rows are put in layers by their distance from a free row, and as many disjoint shortest
/// augmenting paths as can be are used.
struct HopcroftKarp {
  let rowCount: Int
  /// Edges by row, as in `WeightedGraph`.
  let starts: [Int]
  let columns: [Int]
  var columnOfRow: [Int]
  var rowOfColumn: [Int]
  /// Of each row: exchanges away from a free row; −1 when no path leads there.
  var layer: [Int]
  /// The layer whose rows first see a free column: paths end there.
  private var deepest = Int.max

  init(rowCount: Int, columnCount: Int, starts: [Int], columns: [Int]) {
    self.rowCount = rowCount
    self.starts = starts
    self.columns = columns
    columnOfRow = [Int](repeating: -1, count: rowCount)
    rowOfColumn = [Int](repeating: -1, count: columnCount)
    layer = [Int](repeating: -1, count: rowCount)
  }

  /// Ends with the layers of the last phase, which found no path: what they reach gives the cover.
  mutating func solve() {
    var next = [Int](repeating: 0, count: rowCount)
    while buildLayers() {
      for row in 0..<rowCount { next[row] = starts[row] }
      for row in 0..<rowCount where columnOfRow[row] < 0 { augment(from: row, &next) }
    }
  }

  /// Whether some path leads to a free column.
  private mutating func buildLayers() -> Bool {
    var queue: [Int] = []
    deepest = .max
    for row in 0..<rowCount {
      layer[row] = columnOfRow[row] < 0 ? 0 : -1
      if layer[row] == 0 { queue.append(row) }
    }
    var head = 0
    while head < queue.count, layer[queue[head]] <= deepest {
      let row = queue[head]
      head += 1
      for edge in starts[row]..<starts[row + 1] {
        let owner = rowOfColumn[columns[edge]]
        if owner < 0 {
          deepest = layer[row]
        } else if layer[owner] < 0 {
          layer[owner] = layer[row] + 1
          queue.append(owner)
        }
      }
    }
    return deepest < .max
  }

  /// Walks down the layers from a free row, each edge at most once a phase.
  private mutating func augment(from start: Int, _ next: inout [Int]) {
    var path = [start]
    while let row = path.last {
      if next[row] == starts[row + 1] {
        path.removeLast()
        if let before = path.last { next[before] += 1 }
        continue
      }
      let owner = rowOfColumn[columns[next[row]]]
      if owner < 0 {
        for row in path {
          columnOfRow[row] = columns[next[row]]
          rowOfColumn[columns[next[row]]] = row
          next[row] += 1
        }
        return
      }
      if layer[owner] == layer[row] + 1, layer[owner] <= deepest { path.append(owner) } else { next[row] += 1 }
    }
  }
}
