import Matching

/// Bertsekas' auction, with ε scaled down: the second, independent way to an assignment. Whole weights only.
///
/// Weights are multiplied by n + 1, so that ε = 1 leaves no better assignment. Rows alone and columns alone are pairs of
/// weight 0 in a square problem of both sides together.
enum Auction {
  /// The greatest weight of any matching.
  static func maximumWeight(_ weights: WeightMatrix) -> Double {
    let (n, m) = (weights.rowCount, weights.columnCount)
    let size = n + m
    if size == 0 { return 0 }
    // Row i may take its own dummy m + i; dummy row n + j takes column j or any dummy.
    func value(_ row: Int, _ column: Int) -> Int? {
      switch (row < n, column < m) {
      case (true, true):
        let weight = weights[row, column]
        return weight == -.infinity ? nil : Int(weight) * (size + 1)
      case (true, false): return column - m == row ? 0 : nil
      case (false, true): return row - n == column ? 0 : nil
      case (false, false): return 0
      }
    }
    var largest = 1
    weights.forEachPair { _, _, weight in largest = max(largest, Int(abs(weight)) * (size + 1)) }
    var prices = [Int](repeating: 0, count: size)
    var rowOf = [Int](repeating: -1, count: size)
    var epsilon = largest
    while true {
      rowOf = [Int](repeating: -1, count: size)
      var waiting = Array(0..<size)
      while let row = waiting.popLast() {
        var (best, gain, second) = (-1, Int.min, Int.min)
        for column in 0..<size {
          guard let value = value(row, column) else { continue }
          let net = value - prices[column]
          if net > gain {
            (best, gain, second) = (column, net, gain)
          } else if net > second {
            second = net
          }
        }
        prices[best] += (second == .min ? 0 : gain - second) + epsilon
        if rowOf[best] >= 0 { waiting.append(rowOf[best]) }
        rowOf[best] = row
      }
      if epsilon == 1 { break }
      epsilon = max(1, epsilon / 5)
    }
    return (0..<m).reduce(0) { sum, column in
      rowOf[column] < n ? sum + weights[rowOf[column], column] : sum
    }
  }
}
