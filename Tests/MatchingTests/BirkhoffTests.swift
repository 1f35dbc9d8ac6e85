import Matching
import Randomness
import Testing

@Suite("Birkhoff and von Neumann: a matrix of probabilities is a lottery over matchings")
struct BirkhoffTests {
  @Test("by hand: two permutations, half each")
  func byHand() throws {
    let lottery = try WeightMatrix([[0.5, 0.5], [0.5, 0.5]]).birkhoffDecomposition()
    #expect(lottery.terms.map(\.probability) == [0.5, 0.5])
    #expect(Set(lottery.terms.map(\.columnOfRow)) == [[0, 1], [1, 0]])
  }

  /// A permutation matrix is itself; one that lacks a row's probability leaves that row alone so often.
  @Test("a permutation is certain, and what lacks is alone")
  func certain() throws {
    let permutation = try WeightMatrix([[0, 1], [1, 0]]).birkhoffDecomposition()
    #expect(permutation.terms.map(\.columnOfRow) == [[1, 0]] && permutation.terms[0].probability == 1)
    let lacking = try WeightMatrix([[0.25]]).birkhoffDecomposition()
    #expect(lacking.terms.map(\.columnOfRow).contains([nil]))
    #expect(lacking.terms.first { $0.columnOfRow == [0] }?.probability == 0.25)
  }

  @Test("random mixtures of permutations: at most (n − 1)² + 1 terms, every probability met")
  func mixtures() throws {
    var stream = RandomStream(seed: 14, replicate: 0, role: 0, index: 0)
    for turn in 0..<150 {
      let n = turn < 140 ? stream.whole(1...8) : 30
      var entries = [Double](repeating: 0, count: n * n)
      let shares = (0..<stream.whole(1...3 * n)).map { _ in stream.unit() + 1e-3 }
      let total = shares.reduce(0, +)
      for share in shares {
        var columns = Array(0..<n)
        for index in (1..<max(1, n)).reversed() { columns.swapAt(index, stream.whole(0...index)) }
        for row in 0..<n { entries[row * n + columns[row]] += share / total }
      }
      let matrix = try WeightMatrix(rows: n, columns: n, weights: entries)
      let lottery = try matrix.birkhoffDecomposition()
      #expect(lottery.terms.count <= (n - 1) * (n - 1) + 1)
      #expect(lottery.terms.allSatisfy { $0.probability > 0 && $0.columnOfRow.allSatisfy { $0 != nil } })
      try check(lottery, matrix)
    }
  }

  @Test("substochastic and rectangular matrices")
  func substochastic() throws {
    var stream = RandomStream(seed: 15, replicate: 0, role: 0, index: 0)
    for _ in 0..<150 {
      let (n, m) = (stream.whole(1...8), stream.whole(1...8))
      var entries = (0..<n * m).map { _ in stream.unit() < 0.4 ? 0 : stream.unit() }
      let rows = (0..<n).map { row in (0..<m).reduce(0.0) { $0 + entries[row * m + $1] } }
      let columns = (0..<m).map { column in (0..<n).reduce(0.0) { $0 + entries[$1 * m + column] } }
      let most = max(rows.max() ?? 0, columns.max() ?? 0, 1)
      for place in entries.indices { entries[place] /= most }
      let matrix = try WeightMatrix(rows: n, columns: m, weights: entries)
      try check(try matrix.birkhoffDecomposition(), matrix)
    }
  }

  /// Each term is a matching, the probabilities add up to 1, and every pair has its own.
  private func check(_ lottery: BirkhoffDecomposition, _ matrix: WeightMatrix) throws {
    #expect(abs(lottery.terms.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    #expect(Set(lottery.terms.map(\.columnOfRow)).count == lottery.terms.count)
    for term in lottery.terms {
      let columns = term.columnOfRow.compactMap { $0 }
      #expect(Set(columns).count == columns.count)
    }
    let errors = zip(lottery.probabilities(columns: matrix.columnCount), matrix.weights).map { abs($0 - $1) }
    #expect((errors.max() ?? 0) < 1e-9)
  }
}
