import Matching
import Testing

/// The matrix ((7, 5), (6, 5)): 12 with row 0 on column 0; u = (2, 1), v = (5, 4) prove it, as 2 + 1 + 5 + 4 = 12.
@Suite("Certificates: claims that are wrong are found out, with a witness")
struct CertificateTests {
  let weights: WeightMatrix
  init() throws { weights = try WeightMatrix([[7, 5], [6, 5]]) }

  private func flaw(
    _ columns: [Int?], _ goal: MatchingGoal, _ u: [Double], _ v: [Double], price: Double = 0,
    in weights: WeightMatrix? = nil
  ) -> CertificateFlaw? {
    let certificate = DualCertificate(
      goal: goal, rowPotentials: u, columnPotentials: v, cardinalityPrice: price)
    let weights = weights ?? self.weights
    return BipartiteMatching(columnOfRow: columns, weights: weights, certificate: certificate)
      .verify(against: weights, tolerance: 0)
  }

  @Test("a right claim passes")
  func right() {
    #expect(flaw([0, 1], .maximumWeight, [2, 1], [5, 4]) == nil)
    #expect(flaw([0, 1], .perfect(side: .rows), [-1, -2], [8, 7]) == nil)
    // One pair: 7, at a price of 7 nothing else is worth adding.
    #expect(flaw([0, nil], .atMost(1), [0, 0], [0, 0], price: 7) == nil)
  }

  @Test("each part of it, broken on purpose")
  func broken() throws {
    #expect(flaw([0, 1], .maximumWeight, [2], [5, 4]) == .wrongShape)
    #expect(flaw([0, 1], .maximumWeight, [2, .nan], [5, 4]) == .notFinite(side: .rows, index: 1))
    #expect(flaw([0, 1], .maximumWeight, [2, 1], [.infinity, 4]) == .notFinite(side: .columns, index: 0))
    #expect(
      flaw([0, 1], .maximumWeight, [-1, -2], [8, 7]) == .negativePotential(side: .rows, index: 0, potential: -1))
    #expect(
      flaw([0, 1], .perfect(side: .rows), [8, 7], [-1, -2])
        == .negativePotential(side: .columns, index: 0, potential: -1))
    #expect(
      flaw([0, 1], .maximumWeight, [2, 1], [4, 4]) == .pairOutweighsDuals(row: 0, column: 0, excess: 1))
    #expect(
      flaw([1, 0], .maximumWeight, [2, 1], [5, 4]) == .matchedPairIsSlack(row: 0, column: 1, slack: 1))
    #expect(
      flaw([0, nil], .maximumWeight, [2, 1], [5, 4]) == .freeVertexHasPotential(side: .rows, index: 1, potential: 1))
    #expect(flaw([0, nil], .perfect(side: .rows), [2, 1], [5, 4]) == .vertexLeftAlone(side: .rows, index: 1))
    #expect(flaw([0, 1], .atMost(1), [2, 1], [5, 4]) == .tooManyPairs(found: 2, allowed: 1))
    #expect(
      flaw([0, nil], .atMost(2), [0, 0], [0, 0], price: 7) == .priceWithoutScarcity(found: 1, allowed: 2, price: 7))
    #expect(flaw([0, nil], .atMost(1), [0, 0], [0, 0], price: -1) == .badCardinalityPrice(-1))
    #expect(flaw([0, 1], .maximumWeight, [0, 0], [0, 0], price: 7) == .badCardinalityPrice(7))
    let forbidden = try WeightMatrix([[7, -.infinity]])
    #expect(
      flaw([1], .maximumWeight, [7], [0, 0], in: forbidden) == .forbiddenPair(row: 0, column: 1))
  }

  /// With a tolerance of 0.1 a price of 0.2 passes for none; but 1,000 pairs that could be had at it make 200.
  @Test("small residuals that add up: the two objectives differ")
  func gap() throws {
    let single = try WeightMatrix([[1]])
    let certificate = DualCertificate(
      goal: .atMost(1000), rowPotentials: [0.75], columnPotentials: [0], cardinalityPrice: 0.125)
    let matching = BipartiteMatching(columnOfRow: [0], weights: single, certificate: certificate)
    #expect(matching.verify(against: single, tolerance: 0.1) == .gap(weight: 1, bound: 125.75))
  }
}
