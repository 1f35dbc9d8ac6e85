public import MarketModel
public import Randomness

/// Maximises value, not value less payments, within a budget, a return on spend, or a cost per action.
///
/// Of all items it wants the most value such that payments stay within the budget and value is at least τ times the
/// payments. Where an action is worth w [money] and may cost c, τ is w/c: its items bring value/w actions, so that both
/// limits say the same. In auctions that charge the least winning bid the best bids are k · v with
///
///     k = (1 + λ/τ) / (λ + μ)
///
/// and the multipliers follow what was got for what was paid (payment z of an item of value v, spend rate ρ):
///
///     λ ← λ − step · (v/τ − z) when it wins        (return: too little value for the money raises λ)
///     μ ← μ − step · (ρ − z)                       (budget: too much spending raises μ)
///
/// both at least 0. With the return alone and τ = 1, k is (1 + λ)/λ; with the budget alone it is 1/μ. The factor is at
/// most `highest`: a bidder whose limits do not bind would bid without bound.
///
/// **Edge cases**: neither budget nor limit — refused. Both limits — the stricter counts.
/// - Complexity: O(*n*) for *n* members; no allocation.
///
/// Source: the optimal bids are standard (Aggarwal, Badanidiyuru and Mehta 2019); the additive steps are ours.
public struct ValueMaximiser: BidderStrategy {
  public static let card = Card(
    "value-maximiser", "Buys the most value within its budget, a return on spend, or a cost per action.",
    source: "Aggarwal, Badanidiyuru and Mehta 2019; the additive steps are ours",
    surroundings: budgetedMarket("value-maximiser"))

  private let step: LearningStep
  private let leastReturn: Double?
  private let highestCost: Double?
  private let start: Double
  private let highest: Double
  private var size = 0.0
  private var rate = Double.infinity
  /// τ; nil without a limit on the return.
  private var required: Double?
  /// (members).
  private var returnMultipliers: [Double] = []
  private var budgetMultipliers: [Double] = []

  public init(_ settings: inout Settings) {
    step = LearningStep(&settings, "How far a multiplier moves per unit of money that a limit was missed by.")
    leastReturn = settings.optionalNumber(
      "return-on-spend", in: .positive, otherwise: "no limit", "The least value per unit of money spent.")
    highestCost = settings.optionalNumber(
      "cost-per-action", in: .positive, unit: .money, otherwise: "no limit", "The most it wants to pay for an action.")
    start = settings.number(
      "start", in: .positive, default: 1, "The multiplier of each limit before the first auction.")
    highest = settings.number("highest", in: .positive, default: 20, "The highest factor on its value.")
  }

  public var needs: Information { .ownOutcome }

  public var goal: Goal { Goal(.value, leastReturn: leastReturn, highestCost: highestCost) }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    if group.budget == nil && leastReturn == nil && highestCost == nil {
      return (
        "a value maximiser without a limit would bid without bound",
        "give a `budget`, or `return-on-spend` or `cost-per-action` in its strategy"
      )
    }
    return budgetObjection(group, "a value maximiser", leastFactor: 0, required: false)
  }

  public mutating func begin(_ group: GroupFacts) {
    size = step.size(group)
    rate = group.spendRate ?? .infinity
    required = goal.requiredReturn(valuePerAction: group.valuePerAction)
    returnMultipliers = Array(repeating: required == nil ? 0 : start, count: group.count)
    budgetMultipliers = Array(repeating: group.budget == nil ? 0 : start, count: group.count)
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = min(factor(Int(round.members[i])) * round.values[i], round.left[i]) }
  }

  private func factor(_ member: Int) -> Double {
    let fromReturn = returnMultipliers[member]
    let bonus = required.map { fromReturn / $0 } ?? 0
    let sum = fromReturn + budgetMultipliers[member]
    return 1 + bonus < highest * sum ? (1 + bonus) / sum : highest
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    if rate < .infinity {
      for i in feedback.members.indices { budgetMultipliers[Int(feedback.members[i])] -= size * rate }
    }
    for k in feedback.awards.indices {
      let award = feedback.awards[k]
      let seat = Int(award.seat)
      let member = Int(feedback.members[seat])
      if rate < .infinity { budgetMultipliers[member] += size * award.payment }
      if let required {
        let slack = award.quantity * feedback.values[seat] / required - award.payment
        returnMultipliers[member] = Self.bounded(returnMultipliers[member] - size * slack)
      }
    }
    if rate < .infinity {
      for i in feedback.members.indices {
        let member = Int(feedback.members[i])
        budgetMultipliers[member] = Self.bounded(budgetMultipliers[member])
      }
    }
  }

  private static func bounded(_ multiplier: Double) -> Double { min(max(multiplier, 0), 1e12) }
}
