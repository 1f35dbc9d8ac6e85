public import MarketModel
public import Randomness

/// Bids like `rlb`, with a small network in place of the value table, so that the horizon may be longer than any table.
///
/// An exact table of `table-auctions` auctions teaches the network what a unit of money is worth; the last 50 auctions
/// are bid by an exact table. See `ValueNetwork` for what it sees and answers.
///
/// **Errors**: a loss above 10⁴: no answer lies that far from [0, 1].
/// - Complexity: the table's O(*N · B · highest price*), `updates` batches of 256, and O(bid) passes a bid.
///
/// Source: Cai et al. 2017, section 3.2 (2-30-15-1, tanh), as in the authors' released code. Differs: the inputs and
/// the answer are squashed, states near the schedule are drawn more often, and the learning rate falls.
public struct ValueNetworkBidding: BiddingRule {
  public static let card = Card(
    "rlb-network", label: "RLB network", "Bids like rlb, with a small network in place of the value table.",
    source: "Cai et al. 2017, section 3.2", example: ["updates": 200])

  let steps: Int
  let tableAuctions: Int
  let network: NetworkSettings

  public init(_ settings: inout Settings) {
    steps = settings.integer("updates", in: 1...100_000_000, default: 10_000, "Updates of the whole training.")
    tableAuctions = settings.integer(
      "table-auctions", in: 2...100_000, default: 1000, unit: .auctions,
      "Auctions of the table that teaches it, at most those of an episode.")
    network = NetworkSettings(&settings, hidden: [30, 15], outputs: 1, learningRate: 3e-3)
  }

  /// The table that teaches it has the campaign's money per auction.
  public func tableCells(auctions: Double, budget: Double) -> Double {
    let rows = min(Double(tableAuctions), auctions)
    return rows * (budget * rows / auctions + 1) + Double(ValueNetwork.smallest) * (budget + 1)
  }

  public func trainer(for campaign: Campaign, using stream: RandomStream) -> (any PolicyTrainer)? {
    ValueNetworkTrainer(self, campaign, stream)
  }

  public func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int { 0 }
}
