public import MarketModel
public import Randomness

/// Paces its budget by a multiplier that follows spending: the additive dual step of adaptive pacing.
///
/// With the spend rate ρ = budget / auctions, the multiplier μ (the shadow price of money) and the payment z:
///
///     bid = min(v / (1 + μ), budget left)
///     μ ← min(max(μ − step · (ρ − z), 0), highest)
///
/// In second-price auctions against stationary competition bids come to rest where spending is ρ, or μ is 0. All members
/// of a group learn apart. A step s needs s · (highest value) ≤ 1, or one payment can throw the multiplier about.
///
/// **Edge cases**: without a budget μ falls to 0, which is truthful bidding. An auction that it does not take part in
/// changes nothing. Of a budget that is filled again, ρ is that of one period.
/// - Complexity: O(*n*) for *n* members, a division each; no allocation.
///
/// Source: after Balseiro and Gur 2019.
public struct AdaptivePacing: BidderStrategy {
  public static let card = Card(
    "adaptive-pacing", "Divides its value by a multiplier that rises when it spends faster than its budget allows.",
    source: "after Balseiro and Gur 2019", surroundings: budgetedMarket("adaptive-pacing"))

  private let step: LearningStep
  private let start: Double
  private let bound: HighestMultiplier
  private var size = 0.0
  private var rate = 0.0
  private var highest = 0.0
  private var isFixed = true
  /// (members).
  private var multipliers: [Double] = []

  public init(_ settings: inout Settings) {
    step = LearningStep(&settings, "How far the multiplier moves per unit of money that was spent too much.")
    start = settings.number("start", in: .nonNegative, default: 0, "The multiplier before the first auction.")
    bound = HighestMultiplier(&settings)
  }

  public var needs: Information { .ownOutcome }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    budgetObjection(group, "adaptive pacing", leastFactor: 1 / (1 + bound.value(group)), required: false)
  }

  public mutating func begin(_ group: GroupFacts) {
    size = step.size(group)
    rate = group.spendRate ?? .infinity
    highest = bound.value(group)
    isFixed = group.isFixed
    multipliers = Array(repeating: min(start, highest), count: group.count)
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    let multipliers = multipliers.span
    let values = round.values
    let left = round.left
    if isFixed {
      // Seats are members: nothing to look up, and the loop is a vector of divisions.
      precondition(bids.count == multipliers.count && bids.count == values.count && bids.count == left.count)
      for i in bids.indices {
        let bid = values[unchecked: i] / (1 + multipliers[unchecked: i])
        let most = left[unchecked: i]
        bids[unchecked: i] = bid > most ? most : bid
      }
    } else {
      for i in bids.indices {
        bids[i] = min(values[i] / (1 + multipliers[Int(round.members[i])]), left[i])
      }
    }
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    for k in feedback.awards.indices {
      let award = feedback.awards[k]
      multipliers[Int(feedback.members[Int(award.seat)])] += size * award.payment
    }
    Self.settle(&multipliers, feedback, isFixed, fall: size * rate, highest)
  }

  private static func settle(
    _ multipliers: inout [Double], _ feedback: borrowing Feedback, _ isFixed: Bool, fall: Double, _ highest: Double
  ) {
    var row = multipliers.mutableSpan
    if isFixed {
      for i in row.indices {
        let next = row[unchecked: i] - fall
        let raised = next < 0 ? 0 : next
        row[unchecked: i] = raised > highest ? highest : raised
      }
    } else {
      for i in feedback.members.indices {
        let member = Int(feedback.members[i])
        row[member] = min(max(row[member] - fall, 0), highest)
      }
    }
  }
}
