public import MarketModel

/// McAfee's double auction: a price between the first pair that does not trade, if all traders accept it; else one pair
/// less trades, at the prices of the pair left out.
///
/// With b₁ ≥ b₂ ≥ …, s₁ ≤ s₂ ≤ … and k the largest rank with b_k ≥ s_k, let p = (b_{k+1} + s_{k+1}) / 2. If
/// s_k ≤ p ≤ b_k, the first k pairs trade at p. Otherwise, or where there is no pair k + 1, the first k − 1 pairs trade,
/// buyers pay b_k, sellers receive s_k, and the broker keeps the spread. Gains are at least 1 − 1/k of the highest.
///
/// **Ties** on one side: the lower agent comes first.
/// **Edge cases**: no pair with gains, or one side empty — nobody trades; k = 1 and the price is not accepted — neither.
/// - Complexity: O(*n* log *n*).
///
/// Source: McAfee 1992, section 2.
public struct McAfee: DoubleAuction, DeterministicMechanism {
  public static let card = Card(
    "mcafee", label: "McAfee", "A price between the first pair that does not trade, or one pair less.",
    holds: [.truthful, .individuallyRational, .weaklyBudgetBalanced],
    fails: [.efficient, .stronglyBudgetBalanced], source: "McAfee 1992, section 2")

  public init(_ settings: inout Settings) {}

  public func run(_ reports: [Offer]) -> Allotments {
    let market = CrossedMarket(reports)
    let k = market.trades
    guard let bid = market.bid(k), let ask = market.ask(k) else { return market.nobody }
    if let next = market.bid(k + 1), let nextAsk = market.ask(k + 1) {
      let price = next / 2 + nextAsk / 2
      if ask <= price && price <= bid { return market.outcome(k, paying: price, getting: price) }
    }
    return market.outcome(k - 1, paying: bid, getting: ask)
  }
}
