public import MarketModel

/// Bids the predicted clicks times the training log's cost per click, whatever is left of the budget.
///
///     bid = min(⌊θ · cost / clicks⌋, highest price, budget left)
///
/// - Complexity: O(1).
///
/// Source: Cai et al. 2017 (their baseline Mcpc), as in the authors' released code.
public struct MaximumCostPerClick: BiddingRule {
  public static let card = Card(
    "mcpc", "Bids the predicted clicks times the training log's cost per click.",
    source: "Cai et al. 2017, baseline Mcpc of the released code")

  private var cost = 0.0
  private var clicks = 1.0
  private var highest = 0

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ campaign: Campaign) {
    cost = campaign.trainingCost
    clicks = campaign.trainingClicks
    highest = campaign.highestPrice
  }

  public func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int {
    wholeBid(clickRate * cost / clicks, highest, budgetLeft)
  }
}

/// ⌊bid⌋, at most the highest price and the budget left.
@inline(__always) func wholeBid(_ bid: Double, _ highest: Int, _ budgetLeft: Int) -> Int {
  let cap = budgetLeft < highest ? budgetLeft : highest
  return bid > Double(cap) ? cap : Int(bid)
}
