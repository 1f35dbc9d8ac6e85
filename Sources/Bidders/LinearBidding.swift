public import MarketModel

/// Bids in proportion to the predicted click rate: a base bid for an average impression.
///
///     bid = min(⌊θ · base-bid / mean θ⌋, highest price, budget left)
///
/// The published results tune `base-bid` on the training log; here it is a setting.
/// - Complexity: O(1).
///
/// Source: Perlich et al. 2012; Cai et al. 2017 (their baseline Lin-Bid), as in the authors' released code.
public struct LinearBidding: BiddingRule {
  public static let card = Card(
    "linear", label: "linear bidding", "Bids in proportion to the predicted click rate.",
    source: "Perlich et al. 2012; Cai et al. 2017, baseline Lin-Bid of the released code")

  private let baseBid: Double
  private var averageRate = 1.0
  private var highest = 0

  public init(_ settings: inout Settings) {
    baseBid = settings.number(
      "base-bid", in: .nonNegative, default: 10, unit: Unit("price units"),
      "The bid for an impression of average click rate.")
  }

  public mutating func begin(_ campaign: Campaign) {
    averageRate = campaign.clickRate
    highest = campaign.highestPrice
  }

  public func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int {
    wholeBid(clickRate * baseBid / averageRate, highest, budgetLeft)
  }
}
