public import MarketModel

/// A sealed-bid auction of several units in which each winning bid pays itself: pay as bid.
///
/// **Ties**: the lower bidder wins.
/// **Edge cases**: no more bids than units — all win. Nobody bids — nothing is sold.
/// - Complexity: O(*b* log *b*) for *b* bids.
///
/// Source: Krishna 2009, section 12.1.1.
public struct Discriminatory: MultiUnitAuction, DeterministicMechanism {
  public static let card = Card(
    "discriminatory", "The highest bids win a unit each and pay themselves.",
    holds: [.individuallyRational, .noPositiveTransfers, .efficient], fails: [.truthful],
    source: "Krishna 2009, section 12.1.1")

  public let units: Int

  public init(_ settings: inout Settings) { units = settings.units() }

  public func run(_ reports: [[Double]]) -> Allotments {
    let ranked = RankedUnits(reports, units: units)
    return ranked.outcome { ranked.bids[$0].price }
  }
}
