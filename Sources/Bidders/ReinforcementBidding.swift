public import MarketModel

/// Bids by the value table and the impression's own click rate: a price is worth paying when the clicks it buys
/// outweigh what the money is worth later.
///
/// - Complexity: O(highest price) a bid, after the table's O(*N · B · highest price*).
///
/// Source: Cai et al. 2017 (RLB), as in the authors' released code.
public struct ReinforcementBidding: BiddingRule {
  public static let card = Card(
    "rlb", label: "RLB", "Bids by the value table and the impression's own click rate.", source: "Cai et al. 2017")

  private var table: ValueTable?
  private var clickValue = 0.0

  public init(_ settings: inout Settings) {}

  public func tableCells(auctions: Double, budget: Double) -> Double { auctions * (budget + 1) }

  public mutating func begin(_ campaign: Campaign) {
    table = ValueTable(campaign)
    clickValue = campaign.clickValue
  }

  public func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int {
    table?.bid(worth: clickValue * clickRate, auctionsLeft: auctionsLeft, budgetLeft: budgetLeft) ?? 0
  }
}
