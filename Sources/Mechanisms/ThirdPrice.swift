public import MarketModel

/// A sealed-bid auction of one item: the highest bid wins and pays the third-highest.
///
/// With bids b₁ ≥ b₂ ≥ b₃ ≥ … and the winner's reserve r, bidder 1 wins when b₁ ≥ r and pays max(b₃, r).
///
/// **Ties**: the lower seat wins.
/// **Edge cases**: fewer than three bids that count — the winner pays r.
/// - Complexity: O(*n*) for *n* bids, no allocation.
///
/// Source: Kagel and Levin 1993.
public struct ThirdPrice: AuctionMechanism {
  public static let card = Card(
    "third-price", "The highest bid wins and pays the third-highest bid or its reserve.",
    holds: [
      .monotone, .individuallyRational, .noPositiveTransfers, .efficient, .sellsAboveReserve, .anonymous,
      .revenueMonotone,
    ],
    fails: [.truthful, .exInterimTruthful, .myersonPayments, .falseNameProof, .envyFree, .inCore],
    source: "Kagel and Levin 1993", tried: Reserve.tried,
    exceptions: [.init(["reserve-rule": "lazy"], fails: [.efficient, .sellsAboveReserve])])

  let reserve: Reserve

  public init(_ settings: inout Settings) { reserve = Reserve(&settings) }

  public var lowestPrice: Double { reserve.anonymous }

  public func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    let (top, isBound) = reserve.bestThree(ballot)
    outcome.reserveBound = isBound
    if top.seat < 0 { return }
    let floor = ballot.reserve(of: top.seat, anonymous: reserve.anonymous)
    outcome.award(top.seat, payment: top.third > floor ? top.third : floor)
    if floor > top.third { outcome.reserveBound = true }
  }
}
