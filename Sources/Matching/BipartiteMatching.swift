/// Pairs of rows and columns, each vertex in at most one, of the greatest weight among those that its `goal` admits;
/// and the proof of that, its dual certificate.
public struct BipartiteMatching: Sendable, Equatable {
  /// The column of each row; nil for a row that stays alone.
  public let columnOfRow: [Int?]
  /// The row of each column; nil for a column that stays alone.
  public let rowOfColumn: [Int?]
  /// Weight of the pairs together, added by row.
  public let weight: Double
  /// Why no matching of the same goal weighs more.
  public let certificate: DualCertificate

  /// What was asked for.
  public var goal: MatchingGoal { certificate.goal }

  /// The number of pairs.
  public var count: Int { columnOfRow.count { $0 != nil } }

  /// The pairs, by row.
  public var pairs: [(row: Int, column: Int)] {
    columnOfRow.indices.compactMap { row in columnOfRow[row].map { (row: row, column: $0) } }
  }

  /// A matching claimed to be optimal; `verify` tells whether it is.
  /// - Precondition: each row has at most one column and each column at most one row, both in range.
  public init(columnOfRow: [Int?], weights: some BipartiteWeights, certificate: DualCertificate) {
    precondition(columnOfRow.count == weights.rowCount, "A matching says of every row whether it has a column.")
    var rowOfColumn = [Int?](repeating: nil, count: weights.columnCount)
    var weight = 0.0
    for (row, column) in columnOfRow.enumerated() {
      guard let column else { continue }
      precondition(column >= 0 && column < weights.columnCount, "A row is matched to a column that does not exist.")
      precondition(rowOfColumn[column] == nil, "A column is matched to two rows.")
      rowOfColumn[column] = row
      weight += weights.weight(row: row, column: column)
    }
    self.columnOfRow = columnOfRow
    self.rowOfColumn = rowOfColumn
    self.weight = weight
    self.certificate = certificate
  }
}

/// Among which matchings one of greatest weight is asked for.
public enum MatchingGoal: Sendable, Hashable {
  /// All matchings, of any number of pairs: nobody is forced into a pair of negative weight.
  case maximumWeight
  /// Those that leave nobody of a side alone, whatever the weight.
  case perfect(side: Side)
  /// Those of at most so many pairs, at least 1.
  case atMost(Int)
}

/// What a search for a perfect matching ends with: one of greatest weight, or the reason why there is none.
public enum PerfectMatching: Sendable, Equatable {
  case optimal(BipartiteMatching)
  case infeasible(HallViolator)

  /// The matching, when there is one.
  public var matching: BipartiteMatching? {
    if case .optimal(let matching) = self { matching } else { nil }
  }
}

/// Vertices of one side that together have fewer neighbours than there are of them: they cannot all be matched.
///
/// By Hall's theorem a side can be matched whole exactly when it has no such set.
public struct HallViolator: Sendable, Equatable {
  /// The side that cannot be matched whole.
  public let side: Side
  /// The vertices, ascending.
  public let vertices: [Int]
  /// All vertices that a pair joins to one of them, ascending: fewer.
  public let neighbours: [Int]

  public init(side: Side, vertices: [Int], neighbours: [Int]) {
    self.side = side
    self.vertices = vertices
    self.neighbours = neighbours
  }

  /// Whether the claim is true of these weights.
  public func holds(in weights: some BipartiteWeights) -> Bool {
    let chosen = Set(vertices)
    var found: Set<Int> = []
    weights.forEachPair { row, column, _ in
      let (own, other) = side == .rows ? (row, column) : (column, row)
      if chosen.contains(own) { found.insert(other) }
    }
    return chosen.count == vertices.count && found.isSubset(of: neighbours) && neighbours.count < vertices.count
  }
}
