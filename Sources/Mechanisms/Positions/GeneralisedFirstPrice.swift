public import MarketModel

/// Slots go by bid × qualityˢ, and everybody pays its bid for a click.
///
/// **Ties**: the lower seat. **Edge cases**: fewer ads than slots — the last slots stay empty; reserves as `SlotContest`
/// says: eager ones drop bids, lazy ones leave slots empty. Under rates that are not separable an ad's quality is the mean
/// of its rates.
/// - Complexity: O(*n* · slots) for *n* bids in the worst case, no allocation.
///
/// Source: Edelman and Ostrovsky 2007 (the auctions of Overture, 1997 to 2002); squashing: Lahaie and Pennock 2007.
public struct GeneralisedFirstPrice: PositionMechanism {
  public static let card = Card(
    "gfp", label: "GFP", "Slots go by bid and quality; everybody pays its bid for a click.",
    holds: [.individuallyRational, .noPositiveTransfers, .monotone, .efficient, .sellsAboveReserve],
    fails: [.truthful, .myersonPayments],
    source: "Edelman and Ostrovsky 2007; squashing: Lahaie and Pennock 2007",
    exceptions: [
      .init(["squash": 0], fails: [.efficient]),
      .init(["reserve-rule": "lazy"], fails: [.efficient, .sellsAboveReserve]),
    ])

  private var contest: SlotContest

  public init(_ settings: inout Settings) { contest = SlotContest(&settings, squashes: true) }

  public var trainingDraws: Int { contest.monopoly.trainingDraws }
  public mutating func begin(_ page: PageFacts) { contest.learn(page) }

  public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    contest.fill(ballot, &placements) { place, weight, _, ranking in ranking.score(place) / weight }
  }
}
