import Matching
import Randomness

/// Every matching, tried one by one: the oracle of small cases.
enum BruteForce {
  /// The greatest weight of a matching with exactly k pairs, for each k from 0; −∞ where there is none.
  static func bestByCount(_ weights: WeightMatrix) -> [Double] {
    var best = [Double](repeating: -.infinity, count: min(weights.rowCount, weights.columnCount) + 1)
    var taken = [Bool](repeating: false, count: weights.columnCount)
    func place(_ row: Int, _ count: Int, _ sum: Double) {
      if row == weights.rowCount {
        best[count] = max(best[count], sum)
        return
      }
      place(row + 1, count, sum)
      for column in 0..<weights.columnCount where !taken[column] && weights[row, column] > -.infinity {
        taken[column] = true
        place(row + 1, count + 1, sum + weights[row, column])
        taken[column] = false
      }
    }
    place(0, 0, 0)
    return best
  }
}

extension BruteForce {
  /// The column of each row, in every matching there is.
  static func matchings(_ weights: WeightMatrix) -> [[Int?]] {
    var found: [[Int?]] = []
    var columns = [Int?](repeating: nil, count: weights.rowCount)
    var taken = [Bool](repeating: false, count: weights.columnCount)
    func place(_ row: Int) {
      if row == weights.rowCount { return found.append(columns) }
      place(row + 1)
      for column in 0..<weights.columnCount where !taken[column] && weights[row, column] > -.infinity {
        taken[column] = true
        columns[row] = column
        place(row + 1)
        columns[row] = nil
        taken[column] = false
      }
    }
    place(0)
    return found
  }

  /// The utilities of the rows in every matching, ascending; only those with a column for every row, if asked for.
  static func utilities(_ weights: WeightMatrix, _ participation: Participation) -> [[Double]] {
    matchings(weights).filter { participation == .voluntary || $0.allSatisfy { $0 != nil } }.map { columns in
      columns.enumerated().map { row, column in column.map { weights[row, $0] } ?? 0 }.sorted()
    }
  }
}

extension RandomStream {
  /// A whole number from `range`.
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(unit() * Double(range.count))
  }

  /// A matrix of whole weights with ties, losses and forbidden pairs, both sides of 0 … `largest` vertices.
  mutating func matrix(largest: Int) throws -> WeightMatrix {
    let (rows, columns) = (whole(0...largest), whole(0...largest))
    let span = [2, 5, 20, 1000][whole(0...3)]
    let low = [0, -span / 2, -span][whole(0...2)]
    let forbidden = [0, 0.2, 0.5][whole(0...2)]
    let weights = (0..<rows * columns).map { _ in
      unit() < forbidden ? -Double.infinity : Double(whole(low...(low + span)))
    }
    return try WeightMatrix(rows: rows, columns: columns, weights: weights)
  }
}
