public import MarketModel
public import Randomness

/// Paces its budget by leaving auctions out: it bids its value, but only with a chance that follows spending.
///
/// With the spend rate ρ = budget / auctions, the chance q and the payment z:
///
///     bid = min(v, budget left) with chance q, else none
///     q ← min(max(q + step · (ρ − z), lowest), 1)
///
/// What it buys is a random part of what a truthful bidder would buy, dear items and cheap ones alike: pacing by a
/// multiplier buys the cheap ones first, and gets more for the same money.
///
/// **Edge cases**: without a budget the chance rises to 1. The lowest chance keeps it learning.
/// - Complexity: O(*n*) and a draw for each of *n* members; no allocation.
///
/// Source: probabilistic throttling, after Agarwal et al. 2014; the additive step is ours.
public struct Throttling: BidderStrategy {
  public static let card = Card(
    "throttling", "Bids its value in a part of the auctions, fewer when it spends too fast.",
    source: "after Agarwal et al. 2014; the additive step is ours", surroundings: budgetedMarket("throttling"))

  private let step: LearningStep
  private let start: Double
  private let lowest: Double
  private var size = 0.0
  private var rate = 0.0
  /// (members).
  private var chances: [Double] = []

  public init(_ settings: inout Settings) {
    step = LearningStep(&settings, "How far the chance moves per unit of money that was spent too little.")
    start = settings.number(
      "start", in: .share, default: 1, unit: .share, "The chance of taking part before the first auction.")
    lowest = settings.number(
      "lowest", in: Bounds(0, 1, includesLower: false), default: 0.001, unit: .share, "The lowest chance.")
  }

  public var needs: Information { .ownOutcome }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    budgetObjection(group, "throttling", leastFactor: 1, required: false)
  }

  public mutating func begin(_ group: GroupFacts) {
    size = step.size(group)
    rate = group.spendRate ?? .infinity
    chances = Array(repeating: max(start, lowest), count: group.count)
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices {
      let takesPart = stream.flip(chances[Int(round.members[i])])
      bids[i] = takesPart ? min(round.values[i], round.left[i]) : Ballot.noBid
    }
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    for k in feedback.awards.indices {
      let award = feedback.awards[k]
      chances[Int(feedback.members[Int(award.seat)])] -= size * award.payment
    }
    for i in feedback.members.indices {
      let member = Int(feedback.members[i])
      chances[member] = min(max(chances[member] + size * rate, lowest), 1)
    }
  }
}
