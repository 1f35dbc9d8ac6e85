extension WeightMatrix {
  /// A matching of the greatest weight, of any number of pairs.
  ///
  /// Nobody is forced: pairs of weight 0 or less stay unmatched.
  ///
  /// **Ties**: among matchings of equal weight the same one is found wherever the program runs; which one, the order of
  /// the rows and columns decides.
  /// **Exactness**: whole numbers below 2⁵³ / (rows + columns) in size give an exact result.
  /// - Complexity: O(n² m) for sides of n ≤ m.
  public func maximumWeightMatching() -> BipartiteMatching {
    if rowCount > columnCount { return transposed.maximumWeightMatching().transposed(weights: self) }
    // Staying alone is worth 0, so a pair worth less is as good as a pair worth 0.
    var problem = DenseAssignment(rows: rowCount, columns: columnCount, costs: weights.map { $0 > 0 ? -$0 : 0 })
    problem.solve()
    var u = problem.u.map { 0 - $0 }
    var v = problem.v.map { 0 - $0 }
    // With no free column, gains can be negative and prices too high: shift what one side has too little.
    let shift = u.min().map { max(0, -$0) } ?? 0
    if shift > 0 {
      for row in u.indices { u[row] += shift }
      for column in v.indices { v[column] -= shift }
    }
    return BipartiteMatching(
      columnOfRow: problem.columnOfRow.enumerated().map { row, column in
        column >= 0 && self[row, column] > 0 ? column : nil
      },
      weights: self, certificate: DualCertificate(goal: .maximumWeight, rowPotentials: u, columnPotentials: v))
  }

  /// A matching of the greatest weight among those that leave nobody of the smaller side alone; the rows, when the sides
  /// are equal.
  ///
  /// Losses are forced where need be. When forbidden pairs leave no such matching, a set of vertices with too few
  /// neighbours is returned instead.
  ///
  /// **Ties**, **exactness** and complexity: as of `maximumWeightMatching()`.
  public func maximumWeightPerfectMatching() -> PerfectMatching {
    if rowCount > columnCount {
      switch transposed.maximumWeightPerfectMatching() {
      case .optimal(let matching): return .optimal(matching.transposed(weights: self))
      case .infeasible(let violator):
        return .infeasible(
          HallViolator(side: .columns, vertices: violator.vertices, neighbours: violator.neighbours))
      }
    }
    var problem = DenseAssignment(rows: rowCount, columns: columnCount, costs: weights.map { 0 - $0 })
    problem.solve()
    if let stuck = problem.stuck {
      return .infeasible(HallViolator(side: .rows, vertices: stuck.rows, neighbours: stuck.columns))
    }
    return .optimal(
      BipartiteMatching(
        columnOfRow: problem.columnOfRow.map { $0 }, weights: self,
        certificate: DualCertificate(
          goal: .perfect(side: .rows), rowPotentials: problem.u.map { 0 - $0 },
          columnPotentials: problem.v.map { 0 - $0 })))
  }
}

extension BipartiteMatching {
  /// The same matching with rows and columns exchanged.
  func transposed(weights: some BipartiteWeights) -> BipartiteMatching {
    let goal: MatchingGoal =
      if case .perfect(let side) = goal { .perfect(side: side.opposite) } else { goal }
    return BipartiteMatching(
      columnOfRow: rowOfColumn, weights: weights,
      certificate: DualCertificate(
        goal: goal, rowPotentials: certificate.columnPotentials, columnPotentials: certificate.rowPotentials,
        cardinalityPrice: certificate.cardinalityPrice))
  }
}
