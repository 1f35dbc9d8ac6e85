public import MarketModel

/// The Vickrey–Clarke–Groves mechanism for bundles: the allocation of highest value, and each winner pays what the others
/// lose by its presence.
///
/// With w the highest value and w₋ᵢ that without bidder i, winner i with the bid bᵢ pays w₋ᵢ − (w − bᵢ).
///
/// It may lie outside the core: others would have paid the seller more. Adding a bidder may lower revenue, down to 0, and a
/// bidder may gain by bidding under several names.
///
/// **Ties**: of allocations of highest value the first in the order of bidders and their bids (`WinnerDetermination`).
/// **Edge cases**: a bundle that two bidders want goes to one; no bids — nothing is sold.
/// - Complexity: one winner determination, and one more for each winner.
///
/// Source: Vickrey 1961, Clarke 1971, Groves 1973; its weaknesses: Ausubel and Milgrom 2006.
public struct CombinatorialVCG: CombinatorialAuction, DeterministicMechanism {
  public static let card = Card(
    "vcg", label: "VCG", "The allocation of highest value; each winner pays what the others lose by its presence.",
    holds: [.truthful, .individuallyRational, .noPositiveTransfers, .weaklyBudgetBalanced, .efficient],
    fails: [.inCore, .revenueMonotone, .falseNameProof],
    source: "Vickrey 1961, Clarke 1971, Groves 1973; Ausubel and Milgrom 2006")

  public init(_ settings: inout Settings) {}

  public func run(_ reports: [BundleBids]) -> BundleAllotments { PackageMarket(reports).vickrey }
}
