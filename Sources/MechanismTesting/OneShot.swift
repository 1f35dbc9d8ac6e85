public import MarketModel

/// A mechanism of repeated auctions as a one-shot mechanism: one ballot in, quantities and payments out.
///
/// Bids below zero stay what they are, no bids. Personal reserves, where there are any, belong to the places.
public struct OneShot: DeterministicMechanism {
  public typealias Report = Double
  public typealias Outcome = Allotments

  let mechanism: any AuctionMechanism
  /// (bidders) — the last one counts for those behind it; empty: none.
  let personal: [Double]
  /// How many bidder groups the mechanism was told of; bidder i is in group i, those behind in the last.
  let groups: Int

  /// - Parameter mechanism: the mechanism itself.
  /// - Parameter personal: reserves of the bidders [money] (bidders); empty: none.
  /// - Parameter priors: what the seller knows of the first bidder, the second, …; the last one counts for those behind
  ///   it. Empty: the seller is told nothing.
  public init(_ mechanism: any AuctionMechanism, personal: [Double] = [], priors: [BidderPrior] = []) {
    var mechanism = mechanism
    if !priors.isEmpty { mechanism.begin(priors) }
    self.mechanism = mechanism
    self.personal = personal
    groups = priors.count
  }

  public func run(_ reports: [Double]) -> Allotments {
    let bids = Column(reports)
    let reserves = Column(
      personal.isEmpty ? [] : reports.indices.map { personal[min($0, personal.count - 1)] })
    var outcome = MarketModel.Outcome(seats: reports.count)
    let group = Column(groups > 0 ? reports.indices.map { Int32(min($0, groups - 1)) } : [])
    mechanism.run(Ballot(bids: bids.span, reserves: reserves.span, groups: group.span), into: &outcome)
    var allotments = Allotments(agents: reports.count)
    for k in 0..<outcome.count {
      let award = outcome[k]
      allotments.quantities[Int(award.seat)] += award.quantity
      allotments.payments[Int(award.seat)] += award.payment
    }
    return allotments
  }
}
