import Matching
import Randomness
import Testing

@Suite("Matchings of a sparse graph")
struct WeightedGraphMatchingTests {
  @Test("5,000 graphs of up to 6 × 6 with ties, losses and missing pairs: each goal equals enumeration")
  func enumeration() throws {
    var stream = RandomStream(seed: 9, replicate: 0, role: 0, index: 0)
    var infeasible = 0
    for _ in 0..<5000 {
      let weights = try stream.matrix(largest: 6)
      let graph = WeightedGraph(weights)
      let best = BruteForce.bestByCount(weights)
      let matching = graph.maximumWeightMatching()
      #expect(matching.weight == best.max())
      #expect(matching.verify(against: weights, tolerance: 0) == nil)
      #expect(matching.pairs.allSatisfy { weights[$0.row, $0.column] > 0 })
      switch graph.maximumWeightPerfectMatching() {
      case .optimal(let matching):
        #expect(matching.weight == best.last)
        #expect(matching.verify(against: weights, tolerance: 0) == nil)
      case .infeasible(let violator):
        infeasible += 1
        #expect(best.last == -.infinity)
        #expect(violator.holds(in: weights))
      }
      for most in 1...7 {
        let bounded = try graph.maximumWeightMatching(atMost: most)
        #expect(bounded.weight == best.prefix(most + 1).max())
        #expect(bounded.verify(against: weights, tolerance: 0) == nil)
        #expect(bounded.pairs.allSatisfy { weights[$0.row, $0.column] > 0 })
      }
    }
    #expect(infeasible > 50)
  }

  @Test("the order in which edges are given decides nothing")
  func orderOfEdges() throws {
    var stream = RandomStream(seed: 10, replicate: 0, role: 0, index: 0)
    for _ in 0..<200 {
      let graph = WeightedGraph(try stream.matrix(largest: 8))
      let reversed = try WeightedGraph(
        rows: graph.rowCount, columns: graph.columnCount, edges: Array(graph.edges.reversed()))
      #expect(reversed == graph)
      #expect(graph.transposed.transposed == graph)
    }
  }

  /// Rows 0 and 1 both know column 0 alone.
  @Test("no perfect matching: the rows that are too many are named")
  func violator() throws {
    let graph = try WeightedGraph(
      rows: 3, columns: 3,
      edges: [(0, 0), (1, 0), (2, 1), (2, 2)].map { WeightedEdge(row: $0.0, column: $0.1, weight: 1) })
    let expected = HallViolator(side: .rows, vertices: [0, 1], neighbours: [0])
    #expect(graph.maximumWeightPerfectMatching() == .infeasible(expected))
    #expect(expected.holds(in: graph))
    #expect(!HallViolator(side: .rows, vertices: [0, 2], neighbours: [0]).holds(in: graph))
    #expect(!HallViolator(side: .rows, vertices: [1, 1], neighbours: [0]).holds(in: graph))
  }

  @Test("2,000 × 2,000 with 10 edges a row: certified, and so is the best of 100 pairs")
  func larger() throws {
    var stream = RandomStream(seed: 11, replicate: 0, role: 0, index: 0)
    let n = 2000
    var edges: Set<WeightedEdge> = []
    var places: Set<Int> = []
    for row in 0..<n {
      for _ in 0..<10 {
        let column = stream.whole(0...(n - 1))
        if places.insert(row * n + column).inserted {
          edges.insert(WeightedEdge(row: row, column: column, weight: Double(stream.whole(1...1000))))
        }
      }
    }
    let graph = try WeightedGraph(rows: n, columns: n, edges: Array(edges))
    #expect(graph.maximumWeightMatching().verify(against: graph, tolerance: 0) == nil)
    #expect(try graph.maximumWeightMatching(atMost: 100).verify(against: graph, tolerance: 0) == nil)
  }
}
