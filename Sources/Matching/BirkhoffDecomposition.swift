/// A lottery over matchings that gives every pair the probability that a matrix says.
public struct BirkhoffDecomposition: Sendable, Equatable {
  /// A matching and how likely it is.
  public struct Term: Sendable, Equatable {
    /// Its probability [1].
    public let probability: Double
    /// The column of each row; nil for a row that stays alone, which only happens when its probabilities add up to less
    /// than 1.
    public let columnOfRow: [Int?]
  }

  /// The matchings, in the order in which they were taken out of the matrix; each once. The probabilities add up to 1.
  public let terms: [Term]

  /// The probability of each pair, by row, that the lottery gives in a matrix of so many columns.
  public func probabilities(columns: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: (terms.first?.columnOfRow.count ?? 0) * columns)
    for term in terms {
      for (row, column) in term.columnOfRow.enumerated() {
        if let column { sums[row * columns + column] += term.probability }
      }
    }
    return sums
  }
}

/// Why a matrix is no lottery over matchings.
public enum StochasticMatrixError: Error, Equatable, Sendable {
  /// A probability is negative.
  case negativeProbability(row: Int, column: Int, probability: Double)
  /// The probabilities of a vertex add up to more than 1.
  case sumAboveOne(side: Side, index: Int, sum: Double)
}

extension StochasticMatrixError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negativeProbability(let row, let column, let probability):
      "the probability of row \(row) and column \(column) is \(probability); give 0 to 1"
    case .sumAboveOne(let side, let index, let sum):
      "the probabilities of number \(index) of the \(side.rawValue) add up to \(sum); let it be at most 1"
    }
  }
}

extension WeightMatrix {
  /// Matchings and probabilities that together give each pair the probability that stands in this matrix.
  ///
  /// Where all rows and columns add up to 1 (doubly stochastic, n × n), the matchings are perfect, and at most
  /// (n − 1)² + 1: each one is taken out until a pair of it is used up, which leaves a face of lower dimension of the
  /// polytope of such matrices. Where they add up to less (substochastic, n × m), the matrix A is first made part of the
  /// doubly stochastic [[A, R], [C, Aᵀ]] of size n + m, with what the rows and columns lack on the diagonals of R and C.
  ///
  /// `tolerance` is how far sums may exceed 1, or miss it and still count as 1. Each pair's probability is met within
  /// (n + m) × `tolerance`; what rounding leaves over goes to the first matching.
  ///
  /// **Ties**: the same matchings are found wherever the program runs; which ones, the order of the rows and columns
  /// decides.
  /// **Edge cases**: no rows or no columns have one matching, the empty one.
  /// **Errors**: `StochasticMatrixError` names the pair or the vertex.
  /// - Complexity: O(k n² √n) for k matchings, k ≤ 1 + pairs of positive probability.
  ///
  /// Source: Birkhoff 1946; the padding as in Budish, Che, Kojima and Milgrom 2013, for one quota of 1 on each side.
  public func birkhoffDecomposition(
    tolerance: Double = 1e-9
  ) throws(StochasticMatrixError) -> BirkhoffDecomposition {
    var (rowSums, columnSums) = ([Double](repeating: 0, count: rowCount), [Double](repeating: 0, count: columnCount))
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        let probability = self[row, column]
        if probability < 0 { throw .negativeProbability(row: row, column: column, probability: probability) }
        rowSums[row] += probability
        columnSums[column] += probability
      }
    }
    for (side, sums) in [(Side.rows, rowSums), (.columns, columnSums)] {
      for (index, sum) in sums.enumerated() where sum > 1 + tolerance {
        throw .sumAboveOne(side: side, index: index, sum: sum)
      }
    }
    let isDoublyStochastic = rowCount == columnCount && (rowSums + columnSums).allSatisfy { $0 >= 1 - tolerance }
    let size = isDoublyStochastic ? rowCount : rowCount + columnCount
    var rest = [Double](repeating: 0, count: size * size)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        rest[row * size + column] = self[row, column]
        if !isDoublyStochastic { rest[(rowCount + column) * size + columnCount + row] = self[row, column] }
      }
    }
    if !isDoublyStochastic {
      for row in 0..<rowCount { rest[row * size + columnCount + row] = max(0, 1 - rowSums[row]) }
      for column in 0..<columnCount { rest[(rowCount + column) * size + column] = max(0, 1 - columnSums[column]) }
    }
    return lottery(&rest, size: size, tolerance: tolerance)
  }

  /// Takes perfect matchings out of a doubly stochastic matrix; keeps what they say of this matrix's rows and columns.
  private func lottery(_ rest: inout [Double], size: Int, tolerance: Double) -> BirkhoffDecomposition {
    // Pairs of less than this count as used up: without a perfect matching above it, less than `tolerance` is left.
    let least = min(tolerance, 1e-9) / Double(max(1, size * size))
    var found: [[Int?]: Int] = [:]
    var terms: [(probability: Double, columnOfRow: [Int?])] = []
    var left = 1.0
    while left > 0, let matching = perfectMatching(rest, size: size, above: least) {
      var probability = left
      for row in 0..<size { probability = min(probability, rest[row * size + matching[row]]) }
      for row in 0..<size {
        let place = row * size + matching[row]
        rest[place] = max(0, rest[place] - probability)
      }
      left -= probability
      let columnOfRow = (0..<rowCount).map { matching[$0] < columnCount ? matching[$0] : nil }
      if let index = found[columnOfRow] {
        terms[index].probability += probability
      } else {
        found[columnOfRow] = terms.count
        terms.append((probability, columnOfRow))
      }
    }
    if terms.isEmpty { terms = [(0, [Int?](repeating: nil, count: rowCount))] }
    var others = 0.0
    for term in terms.dropFirst() { others += term.probability }
    terms[0].probability = 1 - others
    return BirkhoffDecomposition(terms: terms.map { .init(probability: $0.probability, columnOfRow: $0.columnOfRow) })
  }

  /// The column of each row in a perfect matching of the entries above a threshold; nil when there is none.
  private func perfectMatching(_ entries: [Double], size: Int, above least: Double) -> [Int]? {
    var starts = [0]
    var columns: [Int] = []
    for row in 0..<size {
      for column in 0..<size where entries[row * size + column] > least { columns.append(column) }
      starts.append(columns.count)
    }
    var search = HopcroftKarp(rowCount: size, columnCount: size, starts: starts, columns: columns)
    search.solve()
    return size > 0 && search.columnOfRow.allSatisfy { $0 >= 0 } ? search.columnOfRow : nil
  }
}
