internal import MarketModel

/// When bids below their reserve are dropped.
enum ReserveRule: String, CaseIterable, Sendable {
  /// Before anything else: the highest of the bids that meet their own reserve wins.
  case eager
  /// After the winner is found: the highest bid wins or the item stays unsold.
  case lazy
}

/// The reserves of a single-item auction: one for all, and personal ones that bidder groups bring along.
///
/// A seat's reserve is the higher of the two. With one reserve for all, eager and lazy are the same.
struct Reserve {
  /// Lowest price the seller accepts from anybody [money] — constant.
  let anonymous: Double
  let rule: ReserveRule

  /// Reserves with which the promises of every auction with a reserve are tested: below, between and above the values.
  static let tried: [Node] = [["reserve": 1], ["reserve": 2.5], ["reserve": 5]]

  init(_ settings: inout Settings) {
    anonymous = settings.number(
      "reserve", in: .nonNegative, default: 0, unit: .money, "Lowest price the seller accepts from anybody.")
    rule = settings.choice(
      "reserve-rule", default: ReserveRule.eager,
      "Whether bids below their own reserve are dropped before the winner is found (eager) or after (lazy).")
  }

  /// The best bids as the rule counts them, and whether a reserve kept somebody from winning.
  ///
  /// Eager: among the bids that meet their own reserve. Lazy: among all bids, and nobody when the best is below its own.
  @inline(__always) func best(_ ballot: borrowing Ballot) -> (top: TopBids, isBound: Bool) {
    if ballot.reserves.isEmpty {
      let top = topTwo(ballot.bids)
      return top.first >= anonymous ? (top, false) : (TopBids(), top.seat >= 0)
    }
    return bestOfPersonal(ballot)
  }

  /// The same, with the third-highest bid.
  @inline(never) func bestThree(_ ballot: borrowing Ballot) -> (top: TopBids, isBound: Bool) { bestOfPersonal(ballot) }

  @inline(never) private func bestOfPersonal(_ ballot: borrowing Ballot) -> (top: TopBids, isBound: Bool) {
    var all = TopBids()
    var surviving = TopBids()
    for seat in ballot.bids.indices {
      let bid = ballot.bids[seat]
      all.take(bid, at: seat)
      if bid >= ballot.reserve(of: seat, anonymous: anonymous) { surviving.take(bid, at: seat) }
    }
    switch rule {
    case .eager: return (surviving, surviving.seat != all.seat)
    case .lazy: return surviving.seat == all.seat ? (all, false) : (TopBids(), true)
    }
  }
}
