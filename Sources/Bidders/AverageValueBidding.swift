public import MarketModel

/// Bids by the value table as if every impression had the average click rate: pacing without looking at the impression.
///
/// - Complexity: O(highest price) a bid, after the table's O(*N · B · highest price*).
///
/// Source: Cai et al. 2017 (their baseline SS-MDP, after Amin et al. 2012), as in the authors' released code.
public struct AverageValueBidding: BiddingRule {
  public static let card = Card(
    "ss-mdp", label: "SS-MDP", "Bids by the value table as if every impression had the average click rate.",
    source: "Amin et al. 2012; Cai et al. 2017, baseline SS-MDP of the released code")

  private var table: ValueTable?
  private var worth = 0.0

  public init(_ settings: inout Settings) {}

  public func tableCells(auctions: Double, budget: Double) -> Double { auctions * (budget + 1) }

  public mutating func begin(_ campaign: Campaign) {
    table = ValueTable(campaign)
    worth = campaign.clickValue * campaign.clickRate
  }

  public func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int {
    table?.bid(worth: worth, auctionsLeft: auctionsLeft, budgetLeft: budgetLeft) ?? 0
  }
}
