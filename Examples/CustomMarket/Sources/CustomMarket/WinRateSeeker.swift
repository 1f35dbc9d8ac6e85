import Outcry

/// Bids a share of its value, and moves the share until it wins the part of its auctions it is told to win.
///
/// With target w and step s, the share a of the value that is bid moves after every auction by
///
///     a ← min(max(a + s · (w − 1[won]), 0), highest)
///
/// up a little after a loss, down after a win. While no bound is met the moves add up, so after T auctions the part won
/// is w − (a_T − a_0) / (s · T): it tends to w as 1 / T, whatever the rivals do.
///
/// **Edge cases**: a target that even the highest share cannot win is not reached; the share then stays at its bound.
///
/// Source: stochastic approximation, Robbins and Monro 1951; its use here is ours.
struct WinRateSeeker: BidderStrategy {
  static let card = Card(
    "win-rate-seeker", "Bids a share of its value that it adapts until it wins a target part of its auctions.",
    source: "Robbins and Monro 1951 (stochastic approximation); ours")

  let target: Double
  let step: Double
  let highest: Double
  /// What each bidder of the group bids per unit of value (bidders) — changes.
  private var shares: [Double] = []

  init(_ settings: inout Settings) {
    target = settings.number(
      "target", in: .share, default: 0.25, unit: .share, "Part of the auctions it wants to win.")
    step = settings.number("step", in: .positive, default: 0.01, "How far one auction moves the share that is bid.")
    highest = settings.number("highest", in: .positive, default: 10, "The largest share of its value that it bids.")
  }

  /// It must learn whether it won. A scenario that tells bidders less is refused.
  var needs: Information { .ownOutcome }

  mutating func begin(_ group: GroupFacts) {
    shares = Array(repeating: min(1, highest), count: group.count)
  }

  mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = shares[Int(round.members[i])] * round.values[i] }
  }

  mutating func observe(_ feedback: borrowing Feedback) {
    for i in feedback.members.indices where feedback.bids[i] >= 0 {
      let bidder = Int(feedback.members[i])
      let error = target - (hasWon(i, feedback) ? 1 : 0)
      shares[bidder] = min(max(shares[bidder] + step * error, 0), highest)
    }
  }

  /// Whether the group's awards have a line for place `i`. In an all-pay auction losers have one too, of quantity 0.
  private func hasWon(_ i: Int, _ feedback: borrowing Feedback) -> Bool {
    for k in feedback.awards.indices where Int(feedback.awards[k].seat) == i {
      return feedback.awards[k].quantity > 0
    }
    return false
  }
}
