public import MarketModel

/// Trade reduction: the pair with the smallest gain does not trade, and sets the prices of the others.
///
/// With b₁ ≥ b₂ ≥ …, s₁ ≤ s₂ ≤ … and k the largest rank with b_k ≥ s_k, the first k − 1 pairs trade; buyers pay b_k, sellers
/// receive s_k, and the broker keeps (k − 1)(b_k − s_k). Gains are at least 1 − 1/k of the highest.
///
/// **Ties** on one side: the lower agent comes first.
/// **Edge cases**: k ≤ 1 — nobody trades.
/// - Complexity: O(*n* log *n*).
///
/// Source: McAfee 1992, the reduced case; as a mechanism of its own Babaioff and Walsh 2005.
public struct TradeReduction: DoubleAuction, DeterministicMechanism {
  public static let card = Card(
    "trade-reduction", "All pairs with gains trade but the last, which sets the prices.",
    holds: [.truthful, .individuallyRational, .weaklyBudgetBalanced],
    fails: [.efficient, .stronglyBudgetBalanced], source: "McAfee 1992, the reduced case; Babaioff and Walsh 2005")

  public init(_ settings: inout Settings) {}

  public func run(_ reports: [Offer]) -> Allotments {
    let market = CrossedMarket(reports)
    guard let bid = market.bid(market.trades), let ask = market.ask(market.trades) else { return market.nobody }
    return market.outcome(market.trades - 1, paying: bid, getting: ask)
  }
}
