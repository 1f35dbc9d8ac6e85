/// The heaviest matching of a sparse graph, of any number of pairs or leaving no row alone.
///
/// The rows enter one after the other, each by the shortest path of exchanges that ends at a free column or, where rows may
/// stay alone, at a row that gives up its column. Before that, rows bid for columns as in an auction, which settles most.
///
/// Invariant: u + v ≥ weight for every pair of a row that has entered, with equality where matched; v ≥ 0, and v = 0 for a
/// free column. Where rows may stay alone u ≥ 0, and u = 0 for a row alone.
struct SparseAssignment {
  private let graph: WeightedGraph
  /// Whether rows may stay alone.
  private let isVoluntary: Bool
  var u: [Double]
  var v: [Double]
  /// Partners; −1 for none.
  var columnOfRow: [Int]
  var rowOfColumn: [Int]
  /// When no path led anywhere: the rows it tried, and their columns.
  var stuck: (rows: [Int], columns: [Int])?

  // The search. A column's distance counts only when the column bears the mark of the present search.
  private var distance: [Double]
  private var previous: [Int]
  private var mark: [Int]
  private var heap = DistanceHeap()

  init(_ graph: WeightedGraph, isVoluntary: Bool) {
    self.graph = graph
    self.isVoluntary = isVoluntary
    u = [Double](repeating: 0, count: graph.rowCount)
    v = [Double](repeating: 0, count: graph.columnCount)
    columnOfRow = [Int](repeating: -1, count: graph.rowCount)
    rowOfColumn = [Int](repeating: -1, count: graph.columnCount)
    distance = [Double](repeating: .infinity, count: graph.columnCount)
    previous = [Int](repeating: -1, count: graph.columnCount)
    mark = [Int](repeating: -1, count: graph.columnCount)
  }

  mutating func solve() {
    for row in bid() {
      if !insert(row) { return }
    }
  }

  /// Rows take the column that gives most at present prices, and raise its price to where it gives as much as the second
  /// choice. Returns those who have not found a place when the bids allowed are used up.
  private mutating func bid() -> [Int] {
    var waiting = Array((0..<graph.rowCount).reversed())
    var late: [Int] = []
    var bids = 4 * graph.rowCount
    while bids > 0, let row = waiting.popLast() {
      bids -= 1
      var (best, weight) = (-1, 0.0)
      var (gain, second) = (-Double.infinity, isVoluntary ? 0 : -Double.infinity)
      for edge in graph.starts[row]..<graph.starts[row + 1] {
        let candidate = graph.weights[edge] - v[graph.columns[edge]]
        if candidate > gain {
          (second, gain) = (max(gain, second), candidate)
          (best, weight) = (graph.columns[edge], graph.weights[edge])
        } else if candidate > second {
          second = candidate
        }
      }
      if isVoluntary, gain <= 0 {
        u[row] = 0
        continue
      }
      // Without any choice it is left to the search to complain of.
      if best < 0 {
        late.append(row)
        continue
      }
      let loser = rowOfColumn[best]
      // No gain in driving out an equal, and no price to raise to without a second choice.
      if loser >= 0, gain == second || second == -.infinity {
        late.append(row)
        continue
      }
      if second > -.infinity { v[best] += gain - second }
      u[row] = weight - v[best]
      rowOfColumn[best] = row
      columnOfRow[row] = best
      if loser >= 0 {
        columnOfRow[loser] = -1
        waiting.append(loser)
      }
    }
    return (waiting + late).sorted()
  }

  /// Lets a row in; false when there is no place for it and it may not stay alone.
  private mutating func insert(_ start: Int) -> Bool {
    u[start] = isVoluntary ? 0 : -.infinity
    for edge in graph.starts[start]..<graph.starts[start + 1] {
      u[start] = max(u[start], graph.weights[edge] - v[graph.columns[edge]])
    }
    heap.removeAll()
    var settled: [Int] = []
    var row = start
    var reached = 0.0
    // The nearest place where a path may end: a free column, or a row that then stays alone.
    var end = Double.infinity
    var (lastColumn, lastRow) = (-1, -1)
    while true {
      if isVoluntary, reached + u[row] < end { (end, lastColumn, lastRow) = (reached + u[row], -1, row) }
      for edge in graph.starts[row]..<graph.starts[row + 1] {
        let column = graph.columns[edge]
        let candidate = reached + max(0, u[row] + v[column] - graph.weights[edge])
        if candidate >= end || (mark[column] == start && candidate >= distance[column]) { continue }
        mark[column] = start
        distance[column] = candidate
        previous[column] = row
        if rowOfColumn[column] < 0 {
          (end, lastColumn, lastRow) = (candidate, column, -1)
        } else {
          heap.push(column, at: candidate)
        }
      }
      // The next column that was not settled at a shorter distance.
      var column = -1
      while heap.least < end, let first = heap.pop() {
        if first.distance > distance[first.vertex] { continue }
        column = first.vertex
        break
      }
      if column < 0 { break }
      reached = distance[column]
      settled.append(column)
      row = rowOfColumn[column]
    }
    if end == .infinity {
      stuck = (([start] + settled.map { rowOfColumn[$0] }).sorted(), settled.sorted())
      return false
    }
    u[start] -= end
    for column in settled {
      u[rowOfColumn[column]] -= end - distance[column]
      v[column] += end - distance[column]
    }
    if lastRow == start { return true }
    var column = lastColumn
    if lastRow >= 0 {
      column = columnOfRow[lastRow]
      columnOfRow[lastRow] = -1
    }
    while true {
      let row = previous[column]
      rowOfColumn[column] = row
      (columnOfRow[row], column) = (column, columnOfRow[row])
      if row == start { return true }
    }
  }
}
