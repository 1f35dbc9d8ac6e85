internal import MarketModel
internal import Matching

extension FairShares {
  func outcome(in market: MatchingMarket) throws -> MatchingOutcome { throw LawBroken("no decomposition yet: \(programs) programs \(chances.count{$0>1e-9}) nonzeros") }
}
