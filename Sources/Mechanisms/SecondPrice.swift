public import MarketModel

/// A sealed-bid auction of one item: the highest bid wins and pays the second-highest.
///
/// With bids b₁ ≥ b₂ ≥ … ≥ bₙ and the winner's reserve r, bidder 1 wins when b₁ ≥ r and pays max(b₂, r). Eager reserves
/// count only bids that meet their own reserve; lazy reserves count all bids and leave the item unsold when the highest
/// is below its own.
///
/// **Ties**: the lower seat wins.
/// **Edge cases**: no bid reaches its reserve — unsold, nobody pays. One eligible bid — it wins and pays r, even when r = 0.
/// - Complexity: O(*n*) for *n* bids, no allocation.
///
/// Source: Vickrey 1961; lazy and eager reserves: Dhangwatnotai, Roughgarden and Yan 2015.
public struct SecondPrice: AuctionMechanism {
  public static let card = Card(
    "second-price", "The highest bid wins and pays the second-highest bid or its reserve.",
    holds: [
      .truthful, .weaklyGroupStrategyproof, .falseNameProof, .monotone, .myersonPayments, .individuallyRational,
      .noPositiveTransfers, .efficient, .sellsAboveReserve, .envyFree, .inCore, .anonymous, .allocationNonBossy,
      .revenueMonotone,
    ],
    fails: [.nonBossy],
    source: "Vickrey 1961; lazy and eager reserves: Dhangwatnotai, Roughgarden and Yan 2015", tried: Reserve.tried,
    exceptions: [.init(["reserve-rule": "lazy"], fails: [.efficient, .sellsAboveReserve, .allocationNonBossy])])

  let reserve: Reserve

  public init(_ settings: inout Settings) { reserve = Reserve(&settings) }

  public var lowestPrice: Double { reserve.anonymous }
  public var paymentRule: PaymentRule? { .threshold }

  @inline(__always) public func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    let (top, isBound) = reserve.best(ballot)
    outcome.reserveBound = isBound
    if top.seat < 0 { return }
    let floor = ballot.reserve(of: top.seat, anonymous: reserve.anonymous)
    outcome.award(top.seat, payment: top.second > floor ? top.second : floor)
    if floor > top.second { outcome.reserveBound = true }
  }
}
