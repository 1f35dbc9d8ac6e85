internal import MarketModel

extension Conformance {
  /// Mechanisms for pages of ads: up to three bidders with values 0 … 4 a click for one or two slots; with ads of different
  /// quality and with personal reserves besides.
  public static let pages = Conformance(.positionMechanisms) { mechanism in
    // What compares bidders with one another means bidders the page treats alike.
    let ofEquals: [Property] = [
      .anonymous, .anonymousInLottery, .envyFree, .inCore, .falseNameProof, .revenueMonotone, .scaleCovariant,
      .exInterimTruthful, .exAnteTruthful, .interimIndividuallyRational,
    ]
    let slots: [[Double]] = [[0.5, 0.25], [1], [0.5, 0.5]]
    let alike = slots.map { examination in
      Setup(
        "slots \(examination.map(shortest).joined(separator: ", "))",
        OneShotPage(mechanism, examination: examination),
        over: .prices(bidders: 0...3, values: 0...4, supply: examination, absence: PositionBallot.noBid))
    }
    let qualities: [[Double]] = [[1, 0.5, 0.25], [0.25, 1, 0.5]]
    let unlike = qualities.map { quality in
      var domain = Domain<Double, Allotments>.prices(
        bidders: 0...3, values: 0...4, supply: slots[0], absence: PositionBallot.noBid)
      // An impression is worth value × quality; that much is assigned.
      if let best = domain.bestWelfare {
        domain.bestWelfare = { values in best(values.enumerated().map { $1 * quality[min($0, 2)] }) }
      }
      return Setup(
        "qualities \(quality.map(shortest).joined(separator: ", "))",
        OneShotPage(mechanism, examination: slots[0], quality: quality), over: domain, leavingOut: ofEquals)
    }
    let reserved = [[0.0, 1, 3], [3, 0, 1]].map { personal in
      Setup(
        "personal reserves \(personal.map(shortest).joined(separator: ", "))",
        OneShotPage(mechanism, examination: slots[0], personal: personal),
        over: .prices(
          bidders: 0...3, values: 0...4, supply: slots[0], personal: personal, absence: PositionBallot.noBid),
        leavingOut: ofEquals)
    }
    return alike + unlike + reserved
  }
}
