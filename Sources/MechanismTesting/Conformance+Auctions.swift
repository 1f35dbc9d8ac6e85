internal import MarketModel
internal import Statistics

extension Conformance {
  /// Mechanisms of repeated auctions: up to three bidders with values 0 … 4; with their reserve for all, and with
  /// personal reserves of several heights besides.
  public static let auctions = Conformance(.mechanisms) { mechanism in
    // What compares bidders with one another means bidders the seller treats alike.
    let ofEquals: [Property] = [
      .anonymous, .anonymousInLottery, .envyFree, .inCore, .falseNameProof, .revenueMonotone, .scaleCovariant,
      .exInterimTruthful, .exAnteTruthful, .interimIndividuallyRational,
    ]
    let rows: [[Double]] = [[], [1], [0, 1, 3], [3, 1, 0], [3, 0, 1], [2, 3, 0]]
    let plain = rows.map { personal in
      Setup(
        personal.isEmpty ? "" : "personal reserves \(personal.map(shortest).joined(separator: ", "))",
        OneShot(mechanism, personal: personal),
        over: .prices(
          bidders: 0...3, values: 0...4, supply: mechanism.supply, reserve: mechanism.lowestPrice, personal: personal,
          absence: Ballot.noBid),
        leavingOut: personal.isEmpty ? [] : ofEquals)
    }
    // A seller who tells bidders apart: the first is as likely to have 1 as 4, and seldom between; others are uniform.
    let priors = [
      Distribution.discrete(values: [4, 3, 2, 1], weights: [0.4, 0.1, 0.1, 0.4]), .uniform(low: 0, high: 4),
      .uniform(low: 0, high: 2),
    ].map { BidderPrior(name: "bidder", values: $0) }
    if !mechanism.needsGroups { return plain }
    return plain + [
      Setup(
        "the seller knows the bidders apart", OneShot(mechanism, priors: priors),
        over: .prices(
          bidders: 0...3, values: 0...4, supply: mechanism.supply, reserve: mechanism.lowestPrice, personal: [],
          absence: Ballot.noBid),
        leavingOut: ofEquals)
    ]
  }
}
