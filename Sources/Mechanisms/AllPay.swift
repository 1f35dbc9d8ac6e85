public import MarketModel

/// A contest for one item: the highest bid wins, and every bidder pays its own bid.
///
/// A bid below the bidder's reserve — the minimum bid — is void: it neither wins nor pays.
///
/// **Ties**: the lower seat wins.
/// **Edge cases**: no bid reaches its minimum — unsold, nobody pays. With lazy reserves the item stays unsold when the
/// highest bid is below its own minimum; the bids that meet theirs pay all the same.
///
/// Its promises are about truthful bids, as everywhere: a truthful loser pays its value for nothing, so neither ex post
/// nor interim rationality holds. In equilibrium bids are far below values and nobody expects a loss.
/// - Complexity: O(*n*) for *n* bids, no allocation.
///
/// Source: Baye, Kovenock and de Vries 1996; Krishna 2009, section 3.2.
public struct AllPay: AuctionMechanism {
  public static let card = Card(
    "all-pay", "The highest bid wins and every bidder pays its own bid.",
    holds: [.monotone, .noPositiveTransfers, .efficient, .sellsAboveReserve, .anonymous, .nonBossy, .revenueMonotone],
    fails: [
      .truthful, .exInterimTruthful, .myersonPayments, .individuallyRational, .interimIndividuallyRational, .envyFree,
    ],
    source: "Baye, Kovenock and de Vries 1996; Krishna 2009, section 3.2", tried: Reserve.tried,
    exceptions: [.init(["reserve-rule": "lazy"], fails: [.efficient, .sellsAboveReserve, .nonBossy])])

  let reserve: Reserve

  public init(_ settings: inout Settings) { reserve = Reserve(&settings) }

  public var lowestPrice: Double { reserve.anonymous }

  public func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    let (top, isBound) = reserve.best(ballot)
    outcome.reserveBound = isBound
    for seat in ballot.bids.indices {
      let bid = ballot.bids[seat]
      if bid < 0 || bid < ballot.reserve(of: seat, anonymous: reserve.anonymous) { continue }
      outcome.award(seat, quantity: seat == top.seat ? 1 : 0, payment: bid)
    }
  }
}
