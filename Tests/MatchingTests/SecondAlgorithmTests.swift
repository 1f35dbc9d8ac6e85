import Matching
import Randomness
import Testing

@Suite("Two algorithms, one answer")
struct SecondAlgorithmTests {
  @Test("300 matrices of up to 60 × 60: dense, sparse, flow and auction agree, and each proves itself")
  func auction() throws {
    var stream = RandomStream(seed: 6, replicate: 0, role: 0, index: 0)
    for turn in 0..<300 {
      let weights = try stream.matrix(largest: turn < 250 ? 20 : 60)
      let graph = WeightedGraph(weights)
      let dense = weights.maximumWeightMatching()
      let sparse = graph.maximumWeightMatching()
      let most = max(1, min(weights.rowCount, weights.columnCount) + 1)
      let flow = try graph.maximumWeightMatching(atMost: most)
      #expect(dense.verify(against: weights, tolerance: 0) == nil)
      #expect(sparse.verify(against: graph, tolerance: 0) == nil)
      #expect(flow.verify(against: graph, tolerance: 0) == nil)
      let auction = Auction.maximumWeight(weights)
      #expect(dense.weight == auction)
      #expect(sparse.weight == auction)
      #expect(flow.weight == auction)
    }
  }

  @Test("fractional weights of every size are certified, though sums round")
  func fractions() throws {
    var stream = RandomStream(seed: 7, replicate: 0, role: 0, index: 0)
    for scale in [1e-300, 1e-9, 1, 1e9, 1e280] {
      for _ in 0..<40 {
        let (rows, columns) = (stream.whole(1...40), stream.whole(1...40))
        let weights = try WeightMatrix(
          rows: rows, columns: columns,
          weights: (0..<rows * columns).map { _ in stream.unit() < 0.2 ? -.infinity : (stream.unit() - 0.3) * scale })
        let graph = WeightedGraph(weights)
        let dense = weights.maximumWeightMatching()
        let sparse = graph.maximumWeightMatching()
        #expect(dense.verify(against: weights) == nil)
        #expect(sparse.verify(against: graph) == nil)
        #expect(abs(dense.weight - sparse.weight) <= 1e-12 * scale * Double(rows))
        for most in [1, 3, 20] {
          let bounded = try weights.maximumWeightMatching(atMost: most)
          let other = try graph.maximumWeightMatching(atMost: most)
          #expect(bounded.verify(against: weights) == nil)
          #expect(other.verify(against: graph) == nil)
          #expect(abs(bounded.weight - other.weight) <= 1e-12 * scale * Double(most))
        }
        switch (weights.maximumWeightPerfectMatching(), graph.maximumWeightPerfectMatching()) {
        case (.optimal(let first), .optimal(let second)):
          #expect(first.verify(against: weights) == nil)
          #expect(second.verify(against: weights) == nil)
          #expect(abs(first.weight - second.weight) <= 1e-12 * scale * Double(rows))
        case (.infeasible(let first), .infeasible(let second)):
          #expect(first.holds(in: weights) && second.holds(in: weights))
        default: Issue.record("one finds a perfect matching and the other none")
        }
      }
    }
  }

  @Test("whole weights up to 2⁵³ / (rows + columns) are exact")
  func largeWholeNumbers() throws {
    var stream = RandomStream(seed: 8, replicate: 0, role: 0, index: 0)
    for _ in 0..<200 {
      let n = stream.whole(1...6)
      let largest = Int(0x1p53) / (2 * n) - 1
      let weights = try WeightMatrix(
        rows: n, columns: n, weights: (0..<n * n).map { _ in Double(stream.whole(-largest / 3...largest)) })
      let best = BruteForce.bestByCount(weights)
      #expect(weights.maximumWeightMatching().weight == best.max())
      #expect(weights.maximumWeightMatching().verify(against: weights, tolerance: 0) == nil)
      #expect(WeightedGraph(weights).maximumWeightMatching().weight == best.max())
      #expect(weights.maximumWeightPerfectMatching().matching?.weight == best.last)
    }
  }
}
