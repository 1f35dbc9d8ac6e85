public import MarketModel

/// Slots go by bid × qualityˢ, and everybody pays for a click the lowest bid that would have kept its slot.
///
/// With scores s₁ ≥ s₂ ≥ …, the ad in slot k pays max(sₖ₊₁ / qualityˢ, its reserve); the last ad pays by the best score that
/// got no slot, or its reserve.
///
/// **Ties**: the lower seat. **Edge cases**: one bidder — it pays its reserve; fewer ads than slots — the last slots stay
/// empty; lazy reserves leave slots empty and hidden bids still set prices. Under rates that are not separable an ad's
/// quality is the mean of its rates, and prices are per click.
/// - Complexity: O(*n* · slots) for *n* bids in the worst case, no allocation.
///
/// Source: Edelman, Ostrovsky and Schwarz 2007; Varian 2007; squashing: Lahaie and Pennock 2007.
public struct GeneralisedSecondPrice: PositionMechanism {
  public static let card = Card(
    "gsp", label: "GSP", "Slots go by bid and quality; each ad pays the lowest bid that would have kept its slot.",
    holds: [.individuallyRational, .noPositiveTransfers, .monotone, .efficient, .sellsAboveReserve],
    fails: [.truthful, .myersonPayments],
    source: "Edelman, Ostrovsky and Schwarz 2007; Varian 2007; squashing: Lahaie and Pennock 2007",
    exceptions: [
      .init(["squash": 0], fails: [.efficient]),
      .init(["reserve-rule": "lazy"], fails: [.efficient, .sellsAboveReserve]),
    ])

  private var contest: SlotContest

  public init(_ settings: inout Settings) { contest = SlotContest(&settings, squashes: true) }

  public var trainingDraws: Int { contest.monopoly.trainingDraws }
  public mutating func begin(_ page: PageFacts) { contest.learn(page) }

  @inline(__always) public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    contest.fill(ballot, &placements) { place, weight, lowest, ranking in
      let next = ranking.scoreOrNothing(place + 1) / weight
      return next > lowest ? next : lowest
    }
  }
}
