public import MarketModel

/// The first-price package auction: the allocation of highest value, and each winner pays its bid.
///
/// **Ties**: of allocations of highest value the first in the order of bidders and their bids (`WinnerDetermination`).
/// **Edge cases**: no bids — nothing is sold.
/// - Complexity: one winner determination.
///
/// Source: Bernheim and Whinston 1986.
public struct PayAsBidPackages: CombinatorialAuction, DeterministicMechanism {
  public static let card = Card(
    "pay-as-bid", "The allocation of highest value; each winner pays its bid.",
    holds: [
      .individuallyRational, .noPositiveTransfers, .weaklyBudgetBalanced, .efficient, .inCore, .revenueMonotone,
    ],
    fails: [.truthful], source: "Bernheim and Whinston 1986")

  public init(_ settings: inout Settings) {}

  public func run(_ reports: [BundleBids]) -> BundleAllotments {
    let market = PackageMarket(reports)
    return market.outcome(payments: market.bids)
  }
}
