public import MarketModel

/// A shop: the first bidder willing to pay the price buys at it.
///
/// A bidder is willing when its bid is at least the price and at least its own reserve; the price it pays is the higher
/// of the two.
///
/// **Ties**: every willing bidder is as good as another; the lower seat buys, so that the scenario's tie rule decides
/// whether that is the first in the list or one at random.
/// **Edge cases**: nobody is willing — unsold.
/// - Complexity: O(*n*) for *n* bids, no allocation.
///
/// Source: Myerson 1981 (one bidder); Chawla, Hartline, Malec and Sivan 2010.
public struct PostedPrice: AuctionMechanism {
  public static let card = Card(
    "posted-price", "The first bidder willing to pay the price buys at it.",
    holds: [
      .truthful, .weaklyGroupStrategyproof, .falseNameProof, .monotone, .myersonPayments, .individuallyRational,
      .noPositiveTransfers, .sellsAboveReserve, .nonBossy, .revenueMonotone,
    ],
    fails: [.efficient, .envyFree, .inCore, .anonymous, .scaleCovariant],
    source: "Myerson 1981 (one bidder); Chawla, Hartline, Malec and Sivan 2010",
    tried: [["price": 0], ["price": 1], ["price": 2.5], ["price": 5]])

  /// [money] — constant.
  let price: Double

  public init(_ settings: inout Settings) {
    price = settings.number("price", in: .nonNegative, default: 0.5, unit: .money, "What the item costs.")
  }

  public var lowestPrice: Double { price }

  public func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    for seat in ballot.bids.indices where ballot.bids[seat] >= 0 {
      let cost = ballot.reserve(of: seat, anonymous: price)
      if ballot.bids[seat] >= cost {
        outcome.award(seat, payment: cost)
        if cost > price { outcome.reserveBound = true }
        return
      }
      if ballot.bids[seat] >= price { outcome.reserveBound = true }
    }
  }
}
