/// The assignment problem on a dense matrix: every row to a column of its own, at the least cost.
///
/// Successive shortest augmenting paths with potentials: the rows enter one after the other, each by the cheapest path of
/// exchanges to a free column.
///
/// Invariant: u + v ≤ cost for every pair, with equality where matched; v ≤ 0, and v = 0 for a free column.
struct DenseAssignment {
  let rows: Int
  let columns: Int
  /// Costs by row; +∞ forbids a pair.
  let costs: [Double]
  /// Potentials.
  var u: [Double]
  var v: [Double]
  /// Partners; −1 for none.
  var columnOfRow: [Int]
  var rowOfColumn: [Int]
  /// When no path reached a free column: the rows it tried, and the columns.
  var stuck: (rows: [Int], columns: [Int])?

  /// - Precondition: no more rows than columns.
  init(rows: Int, columns: Int, costs: [Double]) {
    self.rows = rows
    self.columns = columns
    self.costs = costs
    u = [Double](repeating: 0, count: rows)
    v = [Double](repeating: 0, count: columns)
    columnOfRow = [Int](repeating: -1, count: rows)
    rowOfColumn = [Int](repeating: -1, count: columns)
  }

  mutating func solve() {
    var distance = [Double](repeating: .infinity, count: columns)
    var previous = [Int](repeating: -1, count: columns)
    var isDone = [Bool](repeating: false, count: columns)
    for start in 0..<rows {
      for column in 0..<columns {
        distance[column] = .infinity
        isDone[column] = false
      }
      var row = start
      var reached = 0.0
      var order: [Int] = []
      while true {
        var best = -1
        for column in 0..<columns where !isDone[column] {
          let candidate = reached + (costs[row * columns + column] - u[row] - v[column])
          if candidate < distance[column] {
            distance[column] = candidate
            previous[column] = row
          }
          if distance[column] < .infinity, best < 0 || distance[column] < distance[best] { best = column }
        }
        guard best >= 0 else {
          stuck = (([start] + order.map { rowOfColumn[$0] }).sorted(), order.sorted())
          return
        }
        reached = distance[best]
        isDone[best] = true
        if rowOfColumn[best] < 0 {
          u[start] += reached
          for column in order {
            u[rowOfColumn[column]] += reached - distance[column]
            v[column] -= reached - distance[column]
          }
          var column = best
          while true {
            let row = previous[column]
            rowOfColumn[column] = row
            (columnOfRow[row], column) = (column, columnOfRow[row])
            if row == start { break }
          }
          break
        }
        order.append(best)
        row = rowOfColumn[best]
      }
    }
  }
}
