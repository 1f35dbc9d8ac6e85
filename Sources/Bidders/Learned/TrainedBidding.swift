public import MarketModel

/// Bids by a policy that `outcry train` wrote.
///
/// The bid for an average impression is scaled by each impression's click rate and rounded down. Auctions and money
/// left are scaled to the policy's own episode where the campaign's is another; a value network bids by prices worth
/// paying instead.
/// - Complexity: O(1) or a pass through the network a bid; with a value network O(bid) passes.
///
/// Source: ours.
public struct TrainedBidding: BiddingRule {
  public static let card = Card(
    "trained", "Bids by a policy that `outcry train` wrote.", source: "ours", example: ["file": "policy.json"])

  private var policy: LearnedPolicy?
  private var campaign: Campaign?

  public init(_ settings: inout Settings) {
    policy = settings.document("file", "What `outcry train` wrote.") { LearnedPolicy.read(&$0) } ?? nil
  }

  package init(_ policy: LearnedPolicy, for campaign: Campaign) {
    self.policy = policy
    begin(campaign)
  }

  public func tableCells(auctions: Double, budget: Double) -> Double {
    if case .differences? = policy?.body { return Double(ValueNetwork.smallest) * (budget + 1) }
    return 0
  }

  public mutating func begin(_ campaign: Campaign) {
    self.campaign = campaign
    if case .differences(var network)? = policy?.body {
      network.begin(campaign)
      policy?.body = .differences(network)
    }
  }

  public mutating func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int {
    guard let campaign, var policy else { return 0 }
    // Held twice, the networks' working memory would be copied at each bid.
    self.policy = nil
    defer { self.policy = policy }
    if case .differences(var network) = policy.body {
      policy.body = LearnedPolicy.away
      let bid = network.bid(
        worth: campaign.clickValue * clickRate, auctionsLeft: auctionsLeft, budgetLeft: budgetLeft)
      policy.body = .differences(network)
      return bid
    }
    let base = policy.base(
      auctionsLeft: scaled(auctionsLeft, from: campaign.episode, to: policy.episode, atLeast: 1),
      budgetLeft: scaled(budgetLeft, from: campaign.budget, to: policy.budget, atLeast: 0))
    return wholeBid(clickRate / campaign.clickRate * base, campaign.highestPrice, budgetLeft)
  }
}

/// `left` of `whole` as a share of `other`, rounded down.
@inline(__always)
func scaled(_ left: Int, from whole: Int, to other: Int, atLeast least: Int) -> Int {
  if whole == other { return left }
  return min(other, max(least, Int(Double(left) / Double(max(whole, 1)) * Double(other))))
}
