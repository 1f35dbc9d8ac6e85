internal import MarketModel
internal import Matching

extension WeightMatrix {
  /// The market's utilities, buyers as rows.
  init(_ market: MatchingMarket) throws {
    try self.init(rows: market.buyers.count, columns: market.items.count, weights: market.utilities)
  }

  /// The market's gains: pairs that gain nothing are forbidden.
  init(gainsOf market: MatchingMarket) throws {
    try self.init(
      rows: market.buyers.count, columns: market.items.count,
      weights: market.utilities.map { $0 > 0 ? $0 : -.infinity })
  }

  /// A matching of greatest weight whose certificate has been verified: its bound is a proof.
  func certifiedMatching() throws -> BipartiteMatching {
    let matching = maximumWeightMatching()
    if let flaw = matching.verify(against: self) {
      throw LawBroken("a matching of greatest weight fails its certificate: \(flaw)")
    }
    return matching
  }
}
