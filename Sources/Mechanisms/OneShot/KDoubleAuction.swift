public import MarketModel

/// The k-double auction, a call market: all gains are realised at one price that clears the market.
///
/// With b₁ ≥ b₂ ≥ …, s₁ ≤ s₂ ≤ … and m pairs with b_m ≥ s_m, every price from max(s_m, b_{m+1}) to min(b_m, s_{m+1}) clears
/// the market; the price lies the share `weight` of the way up. With one buyer and one seller and weight 1/2 it is the
/// split-the-difference bargain (v + c) / 2.
///
/// **Ties** on one side: the lower agent comes first.
/// **Edge cases**: no pair with gains, or one side empty — nobody trades.
/// - Complexity: O(*n* log *n*).
///
/// Source: Chatterjee and Samuelson 1983 (one pair); Satterthwaite and Williams 1989.
public struct KDoubleAuction: DoubleAuction, DeterministicMechanism {
  public static let card = Card(
    "k-double-auction", label: "k-double auction", "All pairs with gains trade at one market-clearing price.",
    holds: [.individuallyRational, .weaklyBudgetBalanced, .stronglyBudgetBalanced, .efficient], fails: [.truthful],
    source: "Chatterjee and Samuelson 1983; Satterthwaite and Williams 1989", tried: [["weight": 0], ["weight": 1]])

  /// The spec's k [1] — constant.
  let weight: Double

  public init(_ settings: inout Settings) {
    weight = settings.number(
      "weight", in: .share, default: 0.5, unit: .share,
      "Where the price lies between the lowest (0) and the highest (1) that clears the market: k.")
  }

  public func run(_ reports: [Offer]) -> Allotments {
    let market = CrossedMarket(reports)
    let m = market.trades
    guard let bid = market.bid(m), let ask = market.ask(m) else { return market.nobody }
    let low = max(ask, market.bid(m + 1) ?? ask)
    let high = min(bid, market.ask(m + 1) ?? bid)
    let price = low + weight * (high - low)
    return market.outcome(m, paying: price, getting: price)
  }
}
