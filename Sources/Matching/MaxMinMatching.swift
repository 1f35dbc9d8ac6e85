extension WeightMatrix {
  /// A matching whose smallest utility is as great as can be; among those, one of the greatest weight.
  ///
  /// The utility of a row is the weight of its pair, or 0 when it stays alone; columns have none. The smallest utility t is
  /// found by bisection over the distinct weights: it can be reached when the pairs of at least t, and staying alone if
  /// that is allowed and t ≤ 0, match every row. With fewer columns than rows, and nobody forced, t is 0, and the matching
  /// is simply one of the greatest weight.
  ///
  /// **Ties**: as of `maximumWeightMatching()`; weights are compared exactly, with no tolerance.
  /// **Edge cases**: no rows have every matching, of smallest utility +∞. Under `everyRow` there may be none; a set of rows
  /// with too few neighbours says why.
  /// - Complexity: O(n m √n log(n m)) for t and O(n² m) for the weight.
  ///
  /// Source: Burkard, Dell'Amico and Martello 2009, section 6.2 (threshold algorithms).
  public func maxMinMatching(_ participation: Participation = .voluntary) -> FairMatchingResult {
    if rowCount == 0 {
      return .optimal(FairMatching(columnOfRow: [], weights: self, certificate: .maxMin(participation, nil)))
    }
    var values = weights.filter { participation == .everyRow ? $0 > -.infinity : $0 > 0 }
    values.sort()
    var distinct: [Double] = []
    for value in values where distinct.last != value { distinct.append(value) }

    // The first value that is out of reach; everything below it is within.
    var low = 0
    var high = distinct.count
    while low < high {
      let middle = (low + high) / 2
      if violator(above: distinct[middle], orEqual: true) == nil { low = middle + 1 } else { high = middle }
    }
    if low == 0, participation == .everyRow {
      // Not even all pairs together match every row.
      if let violator = violator(above: -.infinity, orEqual: false) { return .infeasible(violator) }
    }
    let smallest = low == 0 ? 0 : distinct[low - 1]
    let proof = violator(above: smallest, orEqual: false)

    let certificate = FairnessCertificate.maxMin(participation, proof)
    if low == 0 {
      return .optimal(
        FairMatching(columnOfRow: maximumWeightMatching().columnOfRow, weights: self, certificate: certificate))
    }
    switch thresholded(smallest, true).maximumWeightPerfectMatching() {
    case .optimal(let matching):
      return .optimal(FairMatching(columnOfRow: matching.columnOfRow, weights: self, certificate: certificate))
    case .infeasible(let violator):
      preconditionFailure("Rows \(violator.vertices) could be matched by their number and cannot by their weight.")
    }
  }

  /// Rows that pairs of weight above the threshold cannot match all at once; nil when they can.
  private func violator(above threshold: Double, orEqual includesThreshold: Bool) -> HallViolator? {
    let graph = WeightedGraph(thresholded(threshold, includesThreshold))
    return graph.maximumCardinalityMatching().violator(in: graph)
  }

  /// The pairs above a threshold.
  func thresholded(_ threshold: Double, _ includesThreshold: Bool) -> WeightMatrix {
    WeightMatrix(
      unchecked: weights.map { $0 > threshold || (includesThreshold && $0 == threshold) ? $0 : -.infinity },
      rows: rowCount, columns: columnCount)
  }
}

extension FairMatching {
  /// Checks that the matching is feasible and its certificate proves it fair; nil, or the first flaw found. Weights are
  /// compared exactly.
  ///
  /// That a max-min matching is also one of the greatest weight among its like is not part of the proof.
  /// - Complexity: O(rows × columns), for leximin with both sides made equally long, times 1 + the number of stages.
  public func verify(against weights: WeightMatrix) -> FairnessFlaw? {
    guard columnOfRow.count == weights.rowCount, utilities.count == weights.rowCount else { return .wrongShape }
    let participation =
      switch certificate {
      case .maxMin(let participation, _), .leximin(let participation, _): participation
      }
    for (row, column) in columnOfRow.enumerated() {
      guard let column else {
        if participation == .everyRow { return .rowLeftAlone(row) }
        if utilities[row] != 0 { return .wrongShape }
        continue
      }
      guard column < weights.columnCount else { return .wrongShape }
      let weight = weights[row, column]
      if weight == -.infinity || (weight < 0 && participation == .voluntary) {
        return .forbiddenPair(row: row, column: column)
      }
      if utilities[row] != weight { return .wrongShape }
    }
    switch certificate {
    case .maxMin(_, let violator):
      if weights.rowCount == 0 { return nil }
      guard let violator, violator.side == .rows,
        violator.vertices.allSatisfy({ $0 >= 0 && $0 < weights.rowCount }),
        violator.holds(in: weights.thresholded(smallest, false))
      else { return .noProof(smallest: smallest) }
      return nil
    case .leximin(_, let stages):
      return flaw(of: stages, participation, weights)
    }
  }
}
