public import MarketModel
public import Randomness

/// PACE: agents bid their values times a multiplier that keeps their spending at their entitlement, and the highest bid
/// has the item at its own price.
///
/// Agent i has the money Bᵢ an item, its entitlement. It bids βᵢ vᵢ, the highest bid gets the item and pays it; then
/// βᵢ = Bᵢ / ūᵢ with ūᵢ the mean utility of an item so far, kept within [Bᵢ/(1 + δ), 1 + δ]. With values that are drawn
/// alike and independently, utilities an item tend to those of the Eisenberg–Gale program (divisible maximum Nash
/// welfare), spending to the entitlements, and envy and regret vanish.
///
/// **Ties**: equal highest bids share the item equally, and each pays its part.
/// **Edge cases**: before its first utility an agent's multiplier is 1 + δ, at the first item of all 1. Values should
/// be about 1 an item: the bounds are made for that, which is why values scaled to a total are refused.
/// - Complexity: O(*n*) an item.
///
/// Source: Gao, Kroer and Peysakhovich 2021 (as recalled; the closed forms tested are ours).
public struct PACE: AllotmentPolicy {
  public static let card = Card(
    "pace", label: "PACE", "Divides items by bids that are paced so that everybody spends its entitlement.",
    source: "Gao, Kroer and Peysakhovich 2021", surroundings: ["normalisation": "none"])

  private let spread: Double
  private var budgets: [Double] = []
  private var scales: [Double] = []
  private var multipliers: [Double] = []
  /// Mean utility an item.
  private var means: [Double] = []
  private var spent: [Double] = []
  private var items = 0.0

  public var pace: AllotmentPace { .inShares }

  public init(_ settings: inout Settings) {
    spread = settings.number(
      "spread", in: .positive, default: 1, "δ: multipliers are kept within [B/(1 + δ), 1 + δ], B the entitlement.")
  }

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    if traits.isChores { return ("nobody bids for chores", "choose another policy, or write `items: goods`") }
    return traits.isNormalised
      ? ("it bids values of about 1 an item, not parts of a total", "write `normalisation: none`") : nil
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    budgets = facts.entitlements
    scales = facts.scales
    multipliers = [Double](repeating: 1, count: facts.agents)
    means = [Double](repeating: 0, count: facts.agents)
    spent = means
    items = 0
  }

  public mutating func divide(
    _ item: borrowing ArrivingItem, into shares: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    var highest = -1.0
    var tied = 0.0
    for agent in scales.indices {
      let bid = multipliers[agent] * (Double(item.values[agent]) * scales[agent])
      if bid > highest { (highest, tied) = (bid, 1) } else if bid == highest { tied += 1 }
    }
    items += 1
    for agent in scales.indices {
      let worth = Double(item.values[agent]) * scales[agent]
      let share = multipliers[agent] * worth == highest ? 1 / tied : 0
      shares[agent] = share
      spent[agent] += share * highest
      means[agent] += (share * worth - means[agent]) / items
      let wanted = means[agent] > 0 ? budgets[agent] / means[agent] : .infinity
      multipliers[agent] = min(max(wanted, budgets[agent] / (1 + spread)), 1 + spread)
    }
  }

  public var accounts: [PacingAccount]? {
    spent.indices.map { PacingAccount(spent: items > 0 ? spent[$0] / items : 0, multiplier: multipliers[$0]) }
  }
}
