public import MarketModel

/// Vickrey's auction of several units: the highest bids win, and a bidder with k units pays the k highest losing bids of
/// the others.
///
/// These are the bids it displaces, so that a bidder whose further units are worth no more than its first cannot gain by
/// lying.
///
/// **Ties**: the lower bidder wins.
/// **Edge cases**: fewer losing bids of others than units won — nothing is paid for the rest.
/// - Complexity: O(*b* log *b* + winners × *b*) for *b* bids.
///
/// Source: Vickrey 1961, section IV; Krishna 2009, section 12.1.3.
public struct MultiUnitVickrey: MultiUnitAuction, DeterministicMechanism {
  public static let card = Card(
    "vickrey", "The highest bids win; a bidder with k units pays the k highest losing bids of others.",
    holds: [.truthful, .individuallyRational, .noPositiveTransfers, .efficient], fails: [],
    source: "Vickrey 1961, section IV; Krishna 2009, section 12.1.3")

  public let units: Int

  public init(_ settings: inout Settings) { units = settings.units() }

  public func run(_ reports: [[Double]]) -> Allotments {
    let ranked = RankedUnits(reports, units: units)
    var outcome = ranked.outcome { _ in 0 }
    for bidder in reports.indices where outcome.quantities[bidder] > 0 {
      let displaced = ranked.losing.lazy.filter { $0.bidder != bidder }.prefix(Int(outcome.quantities[bidder]))
      outcome.payments[bidder] = displaced.reduce(0) { $0 + $1.price }
    }
    return outcome
  }
}
