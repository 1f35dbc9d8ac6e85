/// Whether a row may stay alone, with utility 0.
public enum Participation: String, Sendable, Hashable, CaseIterable {
  /// Rows may stay alone, and nobody is forced into a pair of negative weight.
  case voluntary
  /// Each row gets a column, whatever the loss; there may be no such matching.
  case everyRow
}

/// A matching that is fair to the rows: row i has the weight of its pair as utility, or 0 when it stays alone.
public struct FairMatching: Sendable, Equatable {
  /// The column of each row; nil for a row that stays alone.
  public let columnOfRow: [Int?]
  /// What each row has of it [weight].
  public let utilities: [Double]
  /// Why nothing fairer exists.
  public let certificate: FairnessCertificate

  /// The smallest utility; +∞ when there are no rows.
  public var smallest: Double { utilities.min() ?? .infinity }
  /// The sum of the utilities, added by row.
  public var weight: Double { utilities.reduce(0, +) }
  /// The number of pairs.
  public var count: Int { columnOfRow.count { $0 != nil } }

  /// A matching claimed to be fair; `verify` tells whether it is.
  /// - Precondition: each row has at most one column and each column at most one row, both in range.
  public init(columnOfRow: [Int?], weights: some BipartiteWeights, certificate: FairnessCertificate) {
    precondition(columnOfRow.count == weights.rowCount, "A matching says of every row whether it has a column.")
    let taken = columnOfRow.compactMap { $0 }
    precondition(taken.allSatisfy { $0 >= 0 && $0 < weights.columnCount }, "A row is matched to an unknown column.")
    precondition(Set(taken).count == taken.count, "A column is matched to two rows.")
    self.columnOfRow = columnOfRow
    utilities = columnOfRow.enumerated().map { row, column in
      column.map { weights.weight(row: row, column: $0) } ?? 0
    }
    self.certificate = certificate
  }
}

/// What a search for a fair matching ends with; infeasible only when every row wants a column.
public enum FairMatchingResult: Sendable, Equatable {
  case optimal(FairMatching)
  case infeasible(HallViolator)

  /// The matching, when there is one.
  public var matching: FairMatching? {
    if case .optimal(let matching) = self { matching } else { nil }
  }
}

/// The proof that a matching is as fair as can be.
public enum FairnessCertificate: Sendable, Equatable {
  /// Rows that cannot all have more than the smallest utility, for want of pairs that give more; nil when there are no
  /// rows.
  case maxMin(Participation, HallViolator?)
  /// A dual solution for each value that some utility cannot help having.
  case leximin(Participation, [LeximinStage])
}

/// Why a fair matching, or its proof, is none: the witness of `verify`.
public enum FairnessFlaw: Error, Sendable, Equatable {
  /// Lists have the wrong length, or a number is not finite.
  case wrongShape
  /// A pair is forbidden, or a loss that nobody was to be forced into.
  case forbiddenPair(row: Int, column: Int)
  /// A row stays alone that was to have a column.
  case rowLeftAlone(Int)
  /// The set of rows does not prove that more is impossible.
  case noProof(smallest: Double)
  /// A stage's potentials outweigh the cost of a pair of the square problem, by `excess`.
  case stageInfeasible(value: Double, row: Int, column: Int, excess: Double)
  /// So many utilities have the value, and the proof says that `proved` must.
  case tooMany(value: Double, found: Int, proved: Double)
}
