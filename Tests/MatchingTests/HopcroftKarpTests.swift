import Matching
import Randomness
import Testing

@Suite("Matchings of most pairs")
struct HopcroftKarpTests {
  @Test("5,000 graphs of up to 7 × 7: as many as enumeration finds, with a cover of that size")
  func enumeration() throws {
    var stream = RandomStream(seed: 5, replicate: 0, role: 0, index: 0)
    for _ in 0..<5000 {
      let weights = try stream.matrix(largest: 7)
      let best = BruteForce.bestByCount(weights).lastIndex { $0 > -.infinity }
      let graph = WeightedGraph(weights)
      let matching = graph.maximumCardinalityMatching()
      #expect(matching.count == best)
      #expect(matching.verify(against: weights) == nil)
      let violator = matching.violator(in: graph)
      #expect((violator == nil) == (matching.count == weights.rowCount))
      if let violator { #expect(violator.holds(in: weights)) }
    }
  }

  /// Row i likes columns i and i + 1, the last row only its own: greedy from the far end would leave a path through all.
  @Test("a path through 100,000 rows overflows no stack")
  func longPath() throws {
    let n = 100_000
    let graph = try WeightedGraph(
      rows: n, columns: n,
      edges: (0..<n).flatMap { row in
        [(n - 1 - row, 0.0), (n - 2 - row, 0.0)].filter { $0.0 >= 0 }.map {
          WeightedEdge(row: row, column: $0.0, weight: $0.1)
        }
      })
    let matching = graph.maximumCardinalityMatching()
    #expect(matching.count == n)
    #expect(matching.verify(against: graph) == nil)
  }

  @Test("broken claims are found out")
  func broken() throws {
    let weights = try WeightMatrix([[1, -.infinity], [1, 1]])
    func claim(_ columns: [Int?], _ rows: [Int?], _ cover: ([Int], [Int])) -> CardinalityFlaw? {
      MaximumCardinalityMatching(
        columnOfRow: columns, rowOfColumn: rows, coverRows: cover.0, coverColumns: cover.1
      ).verify(against: weights)
    }
    #expect(claim([0, 1], [0, 1], ([], [0, 1])) == nil)
    #expect(claim([nil, 0], [1, nil], ([], [0, 1])) == .gap(pairs: 1, cover: 2))
    #expect(claim([nil, 0], [1, nil], ([], [0])) == .uncoveredPair(row: 1, column: 1))
    #expect(claim([1, 0], [1, 0], ([], [0, 1])) == .forbiddenPair(row: 0, column: 1))
    #expect(claim([0, 1], [0, nil], ([], [0, 1])) == .inconsistent)
    #expect(claim([0, 1], [0, 0], ([], [0, 1])) == .inconsistent)
  }
}
