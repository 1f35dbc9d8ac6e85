internal import MarketModel

/// The step of a learner that updates after every auction: a setting, or 1/√T for the T auctions its budget must last for.
struct LearningStep: Sendable {
  private let given: Double?

  init(_ settings: inout Settings, _ help: String) {
    given = settings.optionalNumber(
      "step", in: .positive, otherwise: "1/√T for the T auctions that a budget must last for", help)
  }

  func size(_ group: GroupFacts) -> Double { given ?? 1 / max(group.auctionsPerBudget, 1).squareRoot() }
}

/// The highest multiplier μ of a bid v/(1 + μ): a setting, or what lets the highest value fit the spend rate.
struct HighestMultiplier: Sendable {
  private let given: Double?

  init(_ settings: inout Settings) {
    given = settings.optionalNumber(
      "highest", in: .positive, otherwise: "the highest value over the spend rate, 10000 where it has no bound",
      "The highest multiplier; at least the highest value over the spend rate, less 1, or the budget may run out.")
  }

  /// With μ = v̄/ρ − 1 the highest bid is the spend rate ρ: no more can be spent than that.
  func value(_ group: GroupFacts) -> Double {
    if let given { return given }
    guard let rate = group.spendRate, group.highestValue < .infinity else { return 10_000 }
    return min(max(group.highestValue / rate, 1), .greatestFiniteMagnitude)
  }
}

/// Why a budget does not suit a strategy that bids no factor of its value below `leastFactor`; nil when it does.
/// - Parameter required: whether the strategy makes no sense without a budget.
func budgetObjection(
  _ group: GroupFacts, _ strategy: String, leastFactor: Double, required: Bool
) -> (problem: String, remedy: String)? {
  guard let budget = group.budget else {
    return required ? ("\(strategy) needs a budget to keep to", "give a `budget`, or choose another strategy") : nil
  }
  return budgetObjection(budget, smallestBid: leastFactor * group.lowestValue)
}

/// Why a budget is too small for the smallest bid a bidder makes; nil when it is not.
func budgetObjection(_ budget: Double, smallestBid: Double) -> (problem: String, remedy: String)? {
  if budget >= smallestBid { return nil }
  return (
    "the budget \(shortest(budget)) is below its smallest bid, \(shortest(smallestBid))",
    "write a budget of at least \(shortest(smallestBid)), or settings that let it bid less"
  )
}

/// A market with a budget, for the example of a strategy that paces.
func budgetedMarket(_ kind: String, mechanism: String = "second-price") -> KeyValuePairs<String, Node> {
  [
    "mechanism": Node(stringLiteral: mechanism),
    "bidders": [["name": "group", "count": 3, "budget": 50, "strategy": Node(stringLiteral: kind)]],
  ]
}
