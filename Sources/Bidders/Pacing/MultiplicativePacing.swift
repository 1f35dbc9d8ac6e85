public import MarketModel
public import Randomness

/// Paces its budget by a multiplier that grows and shrinks by a factor: the multiplicative dual step.
///
/// With the spend rate ρ = budget / auctions, the multiplier μ and the payment z:
///
///     bid = min(v / (1 + μ), budget left)
///     μ ← min(max(μ · exp(step · (z − ρ)), lowest), highest)
///
/// Steps are relative: a multiplier of 20 is reached from 0.2 as fast as 2 is from 0.02. A multiplier of 0 would stay 0,
/// so there is a lowest one, which a bidder whose budget does not bind keeps.
///
/// **Edge cases**: without a budget the multiplier falls to the lowest at once.
/// - Complexity: O(*n*) for *n* members and one exponential an award; no allocation.
///
/// Source: mirror descent with the entropy, as in Balseiro, Lu and Mirrokni 2023; the bounds are ours.
public struct MultiplicativePacing: BidderStrategy {
  public static let card = Card(
    "multiplicative-pacing", "Divides its value by a multiplier that grows by a factor when it spends too fast.",
    source: "entropic mirror descent, after Balseiro, Lu and Mirrokni 2023",
    surroundings: budgetedMarket("multiplicative-pacing"))

  private let step: LearningStep
  private let start: Double
  private let lowest: Double
  private let bound: HighestMultiplier
  private var size = 0.0
  /// What a multiplier shrinks by in an auction that was not paid for.
  private var shrink = 1.0
  private var highest = 0.0
  /// (members).
  private var multipliers: [Double] = []

  public init(_ settings: inout Settings) {
    step = LearningStep(&settings, "The logarithm that the multiplier grows by per unit of money spent too much.")
    start = settings.number("start", in: .positive, default: 1, "The multiplier before the first auction.")
    lowest = settings.number("lowest", in: .positive, default: 0.001, "The lowest multiplier.")
    bound = HighestMultiplier(&settings)
  }

  public var needs: Information { .ownOutcome }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    let highest = bound.value(group)
    if highest < lowest {
      return (
        "the lowest multiplier \(shortest(lowest)) is above the highest, \(shortest(highest))",
        "write `lowest` of at most \(shortest(highest))"
      )
    }
    return budgetObjection(group, "multiplicative pacing", leastFactor: 1 / (1 + highest), required: false)
  }

  public mutating func begin(_ group: GroupFacts) {
    size = step.size(group)
    shrink = exponential(-size * (group.spendRate ?? .infinity))
    highest = bound.value(group)
    multipliers = Array(repeating: min(max(start, lowest), highest), count: group.count)
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices {
      bids[i] = min(round.values[i] / (1 + multipliers[Int(round.members[i])]), round.left[i])
    }
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    for k in feedback.awards.indices {
      let award = feedback.awards[k]
      let member = Int(feedback.members[Int(award.seat)])
      // Finite, so that a shrink of 0 cannot make it undefined.
      multipliers[member] = min(multipliers[member] * exponential(size * award.payment), .greatestFiniteMagnitude)
    }
    for i in feedback.members.indices {
      let member = Int(feedback.members[i])
      multipliers[member] = min(max(multipliers[member] * shrink, lowest), highest)
    }
  }
}
