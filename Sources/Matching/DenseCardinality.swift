/// A matching of at most K pairs in a dense matrix, by successive shortest augmenting paths.
///
/// The network: a source before the rows, a sink behind the columns, each pair of positive weight w an arc of cost −w. The
/// k cheapest units of flow are the heaviest k pairs, and each augmentation adds a unit by a cheapest path. Labels are
/// distances from the source in the residual network: row ≤ 0 for a free row, column ≥ sink for a free column, and
/// column ≤ row − w for every pair, with equality where matched.
struct DenseCardinality {
  let weights: WeightMatrix
  var rowLabel: [Double]
  var columnLabel: [Double]
  var sinkLabel: Double
  var columnOfRow: [Int]
  var rowOfColumn: [Int]

  init(_ weights: WeightMatrix) {
    self.weights = weights
    rowLabel = [Double](repeating: 0, count: weights.rowCount)
    columnLabel = [Double](repeating: 0, count: weights.columnCount)
    columnOfRow = [Int](repeating: -1, count: weights.rowCount)
    rowOfColumn = [Int](repeating: -1, count: weights.columnCount)
    for row in 0..<weights.rowCount {
      for column in 0..<weights.columnCount {
        columnLabel[column] = min(columnLabel[column], -weights[row, column])
      }
    }
    sinkLabel = min(0, columnLabel.min() ?? 0)
  }

  /// Adds pairs until there are `most`, or another would add no weight.
  mutating func solve(atMost most: Int) {
    for _ in 0..<most where !augment() { return }
  }

  /// Adds one pair by a cheapest path; false, with the sink at distance 0, when it would add no weight.
  private mutating func augment() -> Bool {
    let (n, m) = (weights.rowCount, weights.columnCount)
    var rowDistance = [Double](repeating: .infinity, count: n)
    var columnDistance = [Double](repeating: .infinity, count: m)
    var previous = [Int](repeating: -1, count: m)
    var rowIsDone = [Bool](repeating: false, count: n)
    var sinkDistance = -sinkLabel  // the path that adds nothing: stay with what there is
    var last = -1
    for row in 0..<n where columnOfRow[row] < 0 { rowDistance[row] = -rowLabel[row] }
    // Columns are passed through at once: a matched one leads to its row at no reduced cost, a free one to the sink.
    while true {
      var row = -1
      for other in 0..<n where !rowIsDone[other] && rowDistance[other] < sinkDistance {
        if row < 0 || rowDistance[other] < rowDistance[row] { row = other }
      }
      if row < 0 { break }
      rowIsDone[row] = true
      for column in 0..<m where weights[row, column] > 0 && columnOfRow[row] != column {
        let reduced = rowLabel[row] - weights[row, column] - columnLabel[column]
        let distance = rowDistance[row] + max(0, reduced)
        if distance >= columnDistance[column] { continue }
        columnDistance[column] = distance
        previous[column] = row
        let owner = rowOfColumn[column]
        if owner >= 0 {
          rowDistance[owner] = distance
        } else if distance + (columnLabel[column] - sinkLabel) < sinkDistance {
          sinkDistance = distance + (columnLabel[column] - sinkLabel)
          last = column
        }
      }
    }
    for row in 0..<n { rowLabel[row] += min(rowDistance[row], sinkDistance) }
    for column in 0..<m { columnLabel[column] += min(columnDistance[column], sinkDistance) }
    sinkLabel += sinkDistance
    if last < 0 { return false }
    var column = last
    while column >= 0 {
      let row = previous[column]
      let next = columnOfRow[row]
      rowOfColumn[column] = row
      columnOfRow[row] = column
      column = next
    }
    return true
  }
}

extension WeightMatrix {
  /// A matching of the greatest weight among those of at most `most` pairs.
  ///
  /// Nobody is forced: pairs of weight 0 or less stay unmatched, so there can be fewer pairs than allowed.
  ///
  /// **Ties** and **exactness**: as of `maximumWeightMatching()`.
  /// **Errors**: `WeightInputError.noEdgesAllowed` when `most` is below 1.
  /// - Complexity: O(k (n + m) n) for k pairs, of sides n and m.
  ///
  /// Source: Ahuja, Magnanti and Orlin 1993, section 9.7 (successive shortest paths).
  public func maximumWeightMatching(atMost most: Int) throws(WeightInputError) -> BipartiteMatching {
    guard most >= 1 else { throw .noEdgesAllowed(found: most) }
    var problem = DenseCardinality(self)
    problem.solve(atMost: most)
    let certificate = DualCertificate(
      goal: .atMost(most),
      rowPotentials: problem.rowLabel.enumerated().map { problem.columnOfRow[$0] < 0 ? 0 : max(0, $1) },
      columnPotentials: problem.columnLabel.enumerated().map {
        problem.rowOfColumn[$0] < 0 ? 0 : max(0, problem.sinkLabel - $1)
      },
      cardinalityPrice: -problem.sinkLabel)
    return BipartiteMatching(
      columnOfRow: problem.columnOfRow.map { $0 < 0 ? nil : $0 }, weights: self, certificate: certificate)
  }
}
