public import MarketModel
internal import Matching

/// The matching of greatest welfare, at the lowest competitive prices: the Vickrey–Clarke–Groves mechanism.
///
/// Each buyer pays what its presence costs the others, which is the lowest competitive price of its item: no buyer would
/// rather have another item, or none, at these prices. All payments come from the duals of one assignment program. Beside
/// the lowest, the highest competitive prices are reported: what sellers could ask together.
///
/// **Ties**: among matchings of equal welfare the order of buyers and items decides; prices and payments of items do not
/// depend on it.
/// **Edge cases**: pairs that gain nothing are never formed, so nobody trades at a loss. An item left over costs 0.
/// - Complexity: O(n² m) for sides of n ≤ m.
///
/// Source: Shapley and Shubik 1972; Leonard 1983 (lowest competitive prices = Vickrey–Clarke–Groves payments).
public struct AssignmentRule: MatchingRule {
  public static let card = Card(
    "assignment", "The matching of greatest welfare; buyers pay the lowest competitive prices (Vickrey–Clarke–Groves).",
    source: "Shapley and Shubik 1972; Leonard 1983")

  public init(_ settings: inout Settings) {}

  public func match(_ market: MatchingMarket) throws -> MatchingOutcome {
    let weights = try WeightMatrix(market)
    let matching = try weights.certifiedMatching()
    let prices = weights.competitivePrices(of: matching)
    return MatchingOutcome(
      lottery: [Chance(1, matching.columnOfRow)], payments: prices.payments, prices: (prices.lowest, prices.highest),
      welfareBound: matching.certificate.bound)
  }
}
