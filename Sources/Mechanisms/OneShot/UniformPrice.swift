public import MarketModel

/// A sealed-bid auction of several units at one price.
///
/// The m highest bids win a unit each, and all pay the same: the highest losing bid, or the lowest winning bid.
///
/// **Ties**: the lower bidder wins.
/// **Edge cases**: no more bids than units — with `highest-losing-bid` the price is 0, with `lowest-winning-bid` the lowest
/// bid. Nobody bids — nothing is sold.
/// - Complexity: O(*b* log *b*) for *b* bids.
///
/// Truthful only where everybody wants one unit and the price is the highest losing bid: a bidder with a second unit in play
/// lowers its price by asking for less (demand reduction).
///
/// Source: Krishna 2009, section 12.1.2; demand reduction: Ausubel, Cramton, Pycia, Rostek and Weretka 2014.
public struct UniformPrice: MultiUnitAuction, DeterministicMechanism {
  public static let card = Card(
    "uniform-price", "The highest bids win a unit each, and all pay the same.",
    holds: [.individuallyRational, .noPositiveTransfers, .efficient], fails: [.truthful],
    source: "Krishna 2009, section 12.1.2", tried: [["pricing": "lowest-winning-bid"]])

  enum Pricing: String, CaseIterable, Sendable {
    case highestLosingBid = "highest-losing-bid"
    case lowestWinningBid = "lowest-winning-bid"
  }

  public let units: Int
  let pricing: Pricing

  public init(_ settings: inout Settings) {
    units = settings.units()
    pricing = settings.choice(
      "pricing", default: Pricing.highestLosingBid, "Which bid is the price of every unit.")
  }

  public func run(_ reports: [[Double]]) -> Allotments {
    let ranked = RankedUnits(reports, units: units)
    let price =
      switch pricing {
      case .highestLosingBid: ranked.losing.first?.price ?? 0
      case .lowestWinningBid: ranked.winning.last?.price ?? 0
      }
    return ranked.outcome { _ in price }
  }
}
