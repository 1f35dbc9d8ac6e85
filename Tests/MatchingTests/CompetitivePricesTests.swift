import Matching
import Randomness
import Testing

@Suite("Competitive prices and VCG payments")
struct CompetitivePricesTests {
  /// At less than 3 for item 0 buyer 1 would want it too. Item 1 is worth 5 to buyer 1, and at 5 buyer 0, with 10 − p₀,
  /// must not prefer it: p₀ ≤ 9.
  @Test("by hand")
  func byHand() throws {
    let market = try WeightMatrix([[10, 6], [8, 5]]).competitivePrices()
    #expect(market.matching.columnOfRow == [0, 1])
    #expect(market.lowest == [3, 0])
    #expect(market.highest == [9, 5])
    #expect(market.payments == [3, 0])
  }

  /// One item: the second-highest value is the lowest price, the highest value the highest. An item nobody wants is free.
  @Test("one item is a second-price auction")
  func oneItem() throws {
    let market = try WeightMatrix([[5], [9], [7]]).competitivePrices()
    #expect(market.lowest == [7])
    #expect(market.highest == [9])
    #expect(market.payments == [0, 7, 0])
    let unwanted = try WeightMatrix([[-1, 4], [-.infinity, 3]]).competitivePrices()
    #expect(unwanted.lowest == [0, 3])
    #expect(unwanted.highest == [0, 4])
  }

  @Test("2,000 markets: lowest prices are VCG payments and Clarke's, both ends clear, and nothing is beyond them")
  func clarke() throws {
    var stream = RandomStream(seed: 4, replicate: 0, role: 0, index: 0)
    var paying = 0
    for turn in 0..<2000 {
      let weights = try stream.matrix(largest: turn < 1900 ? 8 : 25)
      let market = weights.competitivePrices()
      let (n, m) = (weights.rowCount, weights.columnCount)
      for buyer in 0..<n {
        // Clarke: what the others gain without the buyer, less what they gain with it.
        let others = try WeightMatrix(
          rows: n - 1, columns: m,
          weights: (0..<n).filter { $0 != buyer }.flatMap { row in (0..<m).map { weights[row, $0] } })
        let own = market.matching.columnOfRow[buyer].map { weights[buyer, $0] } ?? 0
        let harm = others.maximumWeightMatching().weight - (market.matching.weight - own)
        #expect(market.payments[buyer] == harm)
        if harm > 0 { paying += 1 }
      }
      for item in 0..<m {
        // The other end: what the item adds to the market is the highest price it can have.
        let fewer = try WeightMatrix(
          rows: n, columns: m - 1,
          weights: (0..<n).flatMap { row in (0..<m).filter { $0 != item }.map { weights[row, $0] } })
        let added = market.matching.weight - fewer.maximumWeightMatching().weight
        #expect(market.highest[item] == added)
        // The lowest is what a second piece of it would add.
        let doubled = try WeightMatrix(
          rows: n, columns: m + 1,
          weights: (0..<n).flatMap { row in ((0..<m) + [item]).map { weights[row, $0] } })
        #expect(market.lowest[item] == doubled.maximumWeightMatching().weight - market.matching.weight)
      }
      for prices in [market.lowest, market.highest] { #expect(clears(weights, market.matching, prices)) }
    }
    #expect(paying > 500)
  }

  /// Every buyer has what it likes best, and what nobody gets is free.
  private func clears(_ weights: WeightMatrix, _ matching: BipartiteMatching, _ prices: [Double]) -> Bool {
    let isBest = (0..<weights.rowCount).allSatisfy { buyer in
      let gain = matching.columnOfRow[buyer].map { weights[buyer, $0] - prices[$0] } ?? 0
      return gain >= 0 && (0..<weights.columnCount).allSatisfy { weights[buyer, $0] - prices[$0] <= gain }
    }
    return isBest
      && (0..<weights.columnCount).allSatisfy {
        prices[$0] >= 0 && (matching.rowOfColumn[$0] != nil || prices[$0] == 0)
      }
  }
}
