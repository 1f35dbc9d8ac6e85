public import MarketModel
public import Randomness

/// The strongly budget-balanced double auction: all trade at one price, taken from the seller who just does not trade or
/// else from the buyer who would trade last.
///
/// With b₁ ≥ b₂ ≥ …, s₁ ≤ s₂ ≤ … and k the largest rank with b_k ≥ s_k, the price is p = min(s_{k+1}, b_k). If
/// s_{k+1} ≤ b_k, the first k pairs trade at p. Otherwise buyer k leaves, and the first k − 1 buyers trade with all but one
/// of the first k sellers, each left out with probability 1/k. Expected gains are at least 1 − 1/k of the highest.
///
/// A draw gives every seller a random place in line before offers are looked at; the last in line of the first k is left
/// out. So no seller gains by lying whatever the draw.
///
/// **Ties** on one side: the lower agent comes first.
/// **Edge cases**: no pair with gains, or one side empty — nobody trades; no seller k + 1 — the price is b_k.
/// - Complexity: O(*n* log *n*); the lottery has at most k outcomes.
///
/// Source: Segal-Halevi, Hassidim and Aumann 2016, "SBBA: a strongly-budget-balanced double-auction mechanism".
public struct SBBA: DoubleAuction {
  public static let card = Card(
    "sbba", label: "SBBA", "One price for all, from the next seller or else the last buyer, who then leaves.",
    holds: [
      .truthful, .truthfulInExpectation, .individuallyRational, .weaklyBudgetBalanced, .stronglyBudgetBalanced,
    ],
    fails: [.efficient], source: "Segal-Halevi, Hassidim and Aumann 2016")

  public init(_ settings: inout Settings) {}

  public func sample(_ reports: [Offer], using stream: inout RandomStream) -> Allotments {
    let places = reports.map { _ in stream.unit() }
    let market = CrossedMarket(reports)
    return outcome(market, leavingOut: market.sellers.prefix(market.trades).max { places[$0] < places[$1] })
  }

  public func lottery(_ reports: [Offer]) -> [Chance<Allotments>]? {
    let market = CrossedMarket(reports)
    let k = market.trades
    if k == 0 { return [Chance(1, market.nobody)] }
    if isBuyersPrice(market) && k > 1 {
      return market.sellers.prefix(k).map { Chance(1 / Double(k), outcome(market, leavingOut: $0)) }
    }
    return [Chance(1, outcome(market, leavingOut: market.sellers.first))]
  }

  private func isBuyersPrice(_ market: CrossedMarket) -> Bool {
    (market.ask(market.trades + 1) ?? .infinity) > (market.bid(market.trades) ?? 0)
  }

  private func outcome(_ market: CrossedMarket, leavingOut seller: Int?) -> Allotments {
    let k = market.trades
    guard let bid = market.bid(k) else { return market.nobody }
    if let ask = market.ask(k + 1), ask <= bid { return market.outcome(k, paying: ask, getting: ask) }
    return market.outcome(
      buyers: market.buyers.prefix(k - 1), paying: bid, sellers: market.sellers.prefix(k).filter { $0 != seller },
      getting: bid)
  }
}
