public import MarketModel

/// A sealed-bid auction of one item: the highest bid wins and pays itself.
///
/// **Ties**: the lower seat wins.
/// **Edge cases**: no bid reaches its reserve — unsold. With lazy reserves the item stays unsold when the highest bid is
/// below its own reserve, even if another meets its own.
/// - Complexity: O(*n*) for *n* bids, no allocation.
///
/// Source: Vickrey 1961.
public struct FirstPrice: AuctionMechanism {
  public static let card = Card(
    "first-price", "The highest bid wins and pays itself.",
    holds: [
      .monotone, .individuallyRational, .noPositiveTransfers, .efficient, .sellsAboveReserve, .envyFree, .inCore,
      .anonymous, .nonBossy, .revenueMonotone,
    ],
    fails: [.truthful, .exInterimTruthful, .myersonPayments],
    source: "Vickrey 1961", tried: Reserve.tried,
    exceptions: [.init(["reserve-rule": "lazy"], fails: [.efficient, .sellsAboveReserve, .nonBossy])])

  let reserve: Reserve

  public init(_ settings: inout Settings) { reserve = Reserve(&settings) }

  public var lowestPrice: Double { reserve.anonymous }
  public var paymentRule: PaymentRule? { .ownBid }

  public func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    let (top, isBound) = reserve.best(ballot)
    outcome.reserveBound = isBound
    if top.seat >= 0 { outcome.award(top.seat, payment: top.first) }
  }
}
