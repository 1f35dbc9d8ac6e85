internal import MarketModel

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
    return rows.map { personal in
      Setup(
        personal.isEmpty ? "" : "personal reserves \(personal.map(shortest).joined(separator: ", "))",
        OneShot(mechanism, personal: personal),
        over: .prices(
          bidders: 0...3, values: 0...4, supply: mechanism.supply, reserve: mechanism.lowestPrice, personal: personal,
          absence: Ballot.noBid),
        leavingOut: personal.isEmpty ? [] : ofEquals)
    }
  }
}
