import Matching
import Randomness
import Testing

@Suite("Matchings of a dense matrix")
struct WeightMatrixMatchingTests {
  /// 7 + 5 = 12 against 5 + 6 = 11 when the pair (1, 1) of weight 5 is allowed; 11 when it is forbidden.
  @Test("by hand")
  func byHand() throws {
    let open = try WeightMatrix([[7, 5], [6, 5]]).maximumWeightMatching()
    #expect(open.weight == 12)
    #expect(open.columnOfRow == [0, 1])
    let matching = try WeightMatrix([[7, 5], [6, -.infinity]]).maximumWeightMatching()
    #expect(matching.columnOfRow == [1, 0])
    #expect(matching.weight == 11)
  }

  @Test("10,000 matrices of up to 7 × 7 with ties, losses and forbidden pairs: each goal equals enumeration")
  func enumeration() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    var infeasible = 0
    for _ in 0..<10_000 {
      let weights = try stream.matrix(largest: 7)
      let best = BruteForce.bestByCount(weights)
      let matching = weights.maximumWeightMatching()
      #expect(matching.weight == best.max())
      #expect(matching.verify(against: weights, tolerance: 0) == nil)
      #expect(matching.pairs.allSatisfy { weights[$0.row, $0.column] > 0 })
      switch weights.maximumWeightPerfectMatching() {
      case .optimal(let matching):
        #expect(matching.weight == best.last)
        #expect(matching.count == best.count - 1)
        #expect(matching.verify(against: weights, tolerance: 0) == nil)
      case .infeasible(let violator):
        infeasible += 1
        #expect(best.last == -.infinity)
        #expect(violator.holds(in: weights))
      }
      for most in 1...8 {
        let bounded = try weights.maximumWeightMatching(atMost: most)
        #expect(bounded.weight == best.prefix(most + 1).max())
        #expect(bounded.verify(against: weights, tolerance: 0) == nil)
      }
    }
    #expect(infeasible > 100)
  }
}
