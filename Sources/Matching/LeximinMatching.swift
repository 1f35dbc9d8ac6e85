/// A value that some utilities cannot help having, and the proof that it is so many.
///
/// The proof is a dual solution of an assignment problem on the square that both sides fill when rows or columns without
/// utility are added to the shorter one: a pair costs 1 when it gives a row exactly this value, and 0 otherwise; its
/// potentials u + v stay below the cost of every pair that the stages before have left.
public struct LeximinStage: Sendable, Equatable {
  /// The utility [weight].
  public let value: Double
  /// u of the square problem.
  public let rowPotentials: [Double]
  /// v of the square problem.
  public let columnPotentials: [Double]

  public init(value: Double, rowPotentials: [Double], columnPotentials: [Double]) {
    self.value = value
    self.rowPotentials = rowPotentials
    self.columnPotentials = columnPotentials
  }
}

extension WeightMatrix {
  /// A matching whose utilities, sorted from the smallest up, are the greatest in lexicographic order (leximin).
  ///
  /// The utility of a row is the weight of its pair, or 0 when it stays alone; columns have none. No other matching makes
  /// the worst-off row better off, nor, the worst-off being as well off, the second, and so on. The utilities are exact:
  /// values are compared, never added.
  ///
  /// **Method**: sorted vectors are in lexicographic order when, at the least value z that they have in different numbers,
  /// the greater has fewer entries z. So the values are gone through from the least up, and each is given to as few rows
  /// as can be, the counts of the lower values being kept. Rows without utility (or columns that leave a row alone) make
  /// the problem square, so matchings are perfect. When value z is reached, let E be the pairs whose perfect matchings are
  /// exactly those that are best in all lower values. (1) When E without the pairs of value z still has a perfect matching,
  /// z is given to nobody and E loses these pairs. (2) Otherwise the least count is the optimum of an assignment problem
  /// with cost 1 for the pairs of value z, and 0 for the others. By complementary slackness a perfect matching within E is
  /// optimal exactly when all its pairs are tight (u + v = cost), so E keeps the tight pairs. In both cases the perfect
  /// matchings of the new E are exactly those best in all values up to z; at the end any one is leximin.
  ///
  /// **Ties**: as of `maximumWeightMatching()`, among matchings of the same sorted utilities; weights are compared exactly,
  /// with no tolerance.
  /// **Edge cases**: no rows have the empty matching. Under `everyRow` there may be none; a set of rows with too few
  /// neighbours says why.
  /// - Complexity: O(n⁴) for n = max(rows, columns): each pair is removed at most once, at O(n²) for another path, and at
  ///   most n values are given to anybody, at O(n³) for an assignment.
  ///
  /// Source: the problem is the lexicographic bottleneck assignment of Burkard and Rendl 1991; the method is ours.
  public func leximinMatching(_ participation: Participation = .voluntary) -> FairMatchingResult {
    if participation == .everyRow {
      let graph = WeightedGraph(self)
      if let violator = graph.maximumCardinalityMatching().violator(in: graph) { return .infeasible(violator) }
    }
    var square = LeximinSquare(self, participation)
    let stages = square.solve()
    let columnOfRow = (0..<rowCount).map { row -> Int? in
      let column = square.columnOfRow[row]
      if column >= columnCount { return nil }
      return participation == .everyRow || self[row, column] > 0 ? column : nil
    }
    return .optimal(
      FairMatching(columnOfRow: columnOfRow, weights: self, certificate: .leximin(participation, stages)))
  }
}

/// The square problem: utilities of all pairs, which pairs are left, and a perfect matching within them.
struct LeximinSquare {
  /// Rows that have a utility; those behind fill the square.
  let agents: Int
  let size: Int
  /// Utilities of the agents' pairs, by row.
  let values: [Double]
  /// Pairs that are left, by row.
  var isLeft: [Bool]
  var columnOfRow: [Int]
  var rowOfColumn: [Int]

  init(_ weights: WeightMatrix, _ participation: Participation) {
    agents = weights.rowCount
    let size = max(weights.rowCount, weights.columnCount)
    self.size = size
    values = (0..<agents * size).map { place in
      let (row, column) = (place / size, place % size)
      let weight = column < weights.columnCount ? weights[row, column] : 0
      return participation == .voluntary ? max(0, weight) : weight
    }
    isLeft = values.map { $0 > -.infinity } + [Bool](repeating: true, count: (size - agents) * size)
    columnOfRow = [Int](repeating: -1, count: size)
    rowOfColumn = [Int](repeating: -1, count: size)
  }

  /// The agents' pairs that are left, in groups of equal value, least first; equal ones by row and column.
  func groups() -> [(value: Double, places: [Int])] {
    let places = values.indices.filter { isLeft[$0] }.sorted { (values[$0], $0) < (values[$1], $1) }
    var groups: [(value: Double, places: [Int])] = []
    for place in places {
      if groups.last?.value == values[place] {
        groups[groups.count - 1].places.append(place)
      } else {
        groups.append((values[place], [place]))
      }
    }
    return groups
  }

  /// Goes through the values; returns a proof for each that is given to somebody.
  /// - Precondition: the pairs have a perfect matching.
  mutating func solve() -> [LeximinStage] {
    for row in 0..<size {
      let isMatched = augment(from: row)
      precondition(isMatched, "A square problem is set up only where all rows can be matched.")
    }
    var stages: [LeximinStage] = []
    var settled = 0
    for (value, places) in groups() {
      if settled == agents { break }
      if avoid(places) { continue }
      var costs = [Double](repeating: .infinity, count: size * size)
      for place in costs.indices where isLeft[place] { costs[place] = 0 }
      for place in places where isLeft[place] { costs[place] = 1 }
      var problem = DenseAssignment(rows: size, columns: size, costs: costs)
      problem.solve()
      (columnOfRow, rowOfColumn) = (problem.columnOfRow, problem.rowOfColumn)
      for place in costs.indices where isLeft[place] {
        isLeft[place] = problem.u[place / size] + problem.v[place % size] == costs[place]
      }
      settled += (0..<agents).count { costs[$0 * size + columnOfRow[$0]] == 1 }
      stages.append(LeximinStage(value: value, rowPotentials: problem.u, columnPotentials: problem.v))
    }
    return stages
  }

  /// Removes these pairs when a perfect matching is left without them; otherwise changes nothing.
  private mutating func avoid(_ places: [Int]) -> Bool {
    let removed = places.filter { isLeft[$0] }
    let before = (columnOfRow, rowOfColumn)
    for place in removed { isLeft[place] = false }
    let rows = removed.filter { columnOfRow[$0 / size] == $0 % size }.map { $0 / size }
    for row in rows {
      rowOfColumn[columnOfRow[row]] = -1
      columnOfRow[row] = -1
    }
    if rows.allSatisfy({ augment(from: $0) }) { return true }
    for place in removed { isLeft[place] = true }
    (columnOfRow, rowOfColumn) = before
    return false
  }

  /// Matches a free row by a shortest augmenting path; false when there is none.
  private mutating func augment(from start: Int) -> Bool {
    var previous = [Int](repeating: -1, count: size)
    var queue = [start]
    var head = 0
    while head < queue.count {
      let row = queue[head]
      head += 1
      for column in 0..<size where isLeft[row * size + column] && previous[column] < 0 {
        previous[column] = row
        if rowOfColumn[column] >= 0 {
          queue.append(rowOfColumn[column])
          continue
        }
        var free = column
        while free >= 0 {
          let row = previous[free]
          rowOfColumn[free] = row
          (columnOfRow[row], free) = (free, columnOfRow[row])
        }
        return true
      }
    }
    return false
  }
}

extension FairMatching {
  /// Follows the method with the stages in place of its solves: where the matching has a value, a stage must prove that
  /// no fewer rows can.
  func flaw(of stages: [LeximinStage], _ participation: Participation, _ weights: WeightMatrix) -> FairnessFlaw? {
    var square = LeximinSquare(weights, participation)
    var remaining = stages[...]
    for (value, places) in square.groups() {
      let found = utilities.count { $0 == value }
      if found == 0 {
        for place in places { square.isLeft[place] = false }
        continue
      }
      guard let stage = remaining.popFirst(), stage.value == value else {
        return .tooMany(value: value, found: found, proved: 0)
      }
      let (u, v) = (stage.rowPotentials, stage.columnPotentials)
      guard u.count == square.size, v.count == square.size, u.allSatisfy(\.isFinite), v.allSatisfy(\.isFinite) else {
        return .wrongShape
      }
      var costs = [Double](repeating: 0, count: square.size * square.size)
      for place in places { costs[place] = 1 }
      for place in costs.indices where square.isLeft[place] {
        let (row, column) = (place / square.size, place % square.size)
        let slack = costs[place] - u[row] - v[column]
        if slack < 0 { return .stageInfeasible(value: value, row: row, column: column, excess: -slack) }
        square.isLeft[place] = slack == 0
      }
      let proved = u.reduce(0, +) + v.reduce(0, +)
      if proved != Double(found) { return .tooMany(value: value, found: found, proved: proved) }
    }
    return nil
  }
}
