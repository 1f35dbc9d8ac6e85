public import MarketModel

/// The Vickrey–Clarke–Groves mechanism of a two-sided market: all gains are realised, and the broker pays for it.
///
/// With b₁ ≥ b₂ ≥ …, s₁ ≤ s₂ ≤ … and k the largest rank with b_k ≥ s_k, the first k pairs trade. A buyer pays
/// max(b_{k+1}, s_k), a seller receives min(s_{k+1}, b_k): what the others lose by the buyer's presence, and what they
/// would lose by the seller's absence. The broker's deficit is k (min(s_{k+1}, b_k) − max(b_{k+1}, s_k)) ≥ 0.
///
/// **Ties** on one side: the lower agent comes first.
/// **Edge cases**: no pair with gains, or one side empty — nobody trades; no buyer k + 1 — buyers pay s_k; no seller
/// k + 1 — sellers receive b_k.
/// - Complexity: O(*n* log *n*).
///
/// Source: Vickrey 1961, sections I and II; the deficit: Myerson and Satterthwaite 1983.
public struct VCGDoubleAuction: DoubleAuction, DeterministicMechanism {
  public static let card = Card(
    "vcg", label: "VCG",
    "All pairs with gains trade, each at its effect on the others; the broker pays the difference.",
    holds: [.truthful, .individuallyRational, .efficient], fails: [.weaklyBudgetBalanced, .stronglyBudgetBalanced],
    source: "Vickrey 1961; the deficit: Myerson and Satterthwaite 1983")

  public init(_ settings: inout Settings) {}

  public func run(_ reports: [Offer]) -> Allotments {
    let market = CrossedMarket(reports)
    let k = market.trades
    guard let bid = market.bid(k), let ask = market.ask(k) else { return market.nobody }
    return market.outcome(
      k, paying: max(market.bid(k + 1) ?? ask, ask), getting: min(market.ask(k + 1) ?? bid, bid))
  }
}
