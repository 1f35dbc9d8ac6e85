internal import MarketModel
internal import Matching

extension FairShares {
  /// The shares as a lottery over matchings, by Birkhoff's theorem; nobody pays.
  func outcome(in market: MatchingMarket) throws -> MatchingOutcome {
    let items = market.items.count
    let shares = try WeightMatrix(rows: market.buyers.count, columns: items, weights: chances)
    let terms = try shares.birkhoffDecomposition().terms.filter { $0.probability > 0 }
    return MatchingOutcome(
      lottery: terms.map { Chance($0.probability, $0.columnOfRow) }, payments: market.buyers.map { _ in 0 },
      guarantees: market.buyers.indices.map { buyer in
        (0..<items).reduce(0) { sum, item in
          let chance = chances[buyer * items + item]
          return chance > 0 ? sum + chance * market[buyer, item] : sum
        }
      },
      welfareBound: try WeightMatrix(gainsOf: market).certifiedMatching().certificate.bound)
  }
}
