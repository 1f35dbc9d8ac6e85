import Outcry

/// A sealed-bid auction of one item: the highest bid wins and pays the k-th highest.
///
/// With bids b₁ ≥ b₂ ≥ … ≥ bₙ that meet their reserve, bidder 1 wins and pays max(bₖ, r), where r is its own reserve.
/// k = 1 is the first-price auction, k = 2 the second-price auction, k = 3 the third-price auction. For values uniform
/// on [0, 1] and n ≥ k > 1 bidders, (n − 1) / (n − k + 1) times the value is the symmetric equilibrium bid.
///
/// **Ties**: the lower seat wins.
/// **Edge cases**: nobody meets the reserve — unsold. Fewer than k bids that count — the winner pays r.
/// - Complexity: O(*n*²) for *n* bids, no allocation: plain rather than fast.
///
/// Source: Monderer and Tennenholtz 2000.
struct RankedPrice: AuctionMechanism {
  static let card = Card(
    "ranked-price", "The highest bid wins and pays the k-th highest bid or its reserve.",
    holds: [.individuallyRational, .noPositiveTransfers, .efficient, .sellsAboveReserve], fails: [.truthful],
    source: "Monderer and Tennenholtz 2000")

  /// The k of the rule [1] — constant.
  let rank: Int
  /// Lowest price the seller accepts from anybody [money] — constant.
  let reserve: Double

  init(_ settings: inout Settings) {
    rank = settings.integer("rank", in: 1...100, default: 4, "Which bid is the price: 1 the highest, 2 the next …")
    reserve = settings.number(
      "reserve", in: .nonNegative, default: 0, unit: .money, "Lowest price the seller accepts from anybody.")
  }

  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    var winner = -1
    var price = 0.0
    var highest = Ballot.noBid
    for seat in ballot.bids.indices {
      highest = max(highest, ballot.bids[seat])
      if !counts(seat, in: ballot) { continue }
      let place = countOfBetter(than: seat, in: ballot)
      if place == 0 { winner = seat }
      if place == rank - 1 { price = ballot.bids[seat] }
    }
    if winner < 0 {
      outcome.reserveBound = highest >= 0
      return
    }
    let floor = ballot.reserve(of: winner, anonymous: reserve)
    outcome.award(winner, payment: max(price, floor))
    outcome.reserveBound = floor > price || highest > ballot.bids[winner]
  }

  /// Whether a seat bids, and at least its reserve. A seat that does not bid has a negative bid.
  private func counts(_ seat: Int, in ballot: borrowing Ballot) -> Bool {
    ballot.bids[seat] >= ballot.reserve(of: seat, anonymous: reserve)
  }

  /// How many bids that count stand before this one: higher, or equal and in a lower seat.
  private func countOfBetter(than seat: Int, in ballot: borrowing Ballot) -> Int {
    var better = 0
    for other in ballot.bids.indices where counts(other, in: ballot) {
      let isEqualButEarlier = ballot.bids[other] == ballot.bids[seat] && other < seat
      if ballot.bids[other] > ballot.bids[seat] || isEqualButEarlier { better += 1 }
    }
    return better
  }
}
