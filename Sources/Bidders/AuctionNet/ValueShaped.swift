public import MarketModel

/// Bids more than in proportion for good opportunities: target · v² / mean(v) over the tick.
///
/// On an average opportunity it bids its target cost per conversion, on one twice as good four times as much.
///
/// **Edge cases**: no value above 0 in a tick — no bid.
///
/// Source: the Abid agent of AuctionNet (Su et al. 2024), as in the released code.
public struct ValueShaped: Autobidder {
  public static let card = Card(
    "value-shaped", label: "value-shaped", "Bids more than in proportion for good opportunities.",
    source: "Su et al. 2024 (AuctionNet), as in the released code")

  private let share: Double
  private var target = 0.0

  public init(_ settings: inout Settings) {
    share = settings.number("share", in: .positive, default: 1, "Bid on an average opportunity per target · v.")
  }

  public mutating func begin(_ terms: CampaignTerms) { target = terms.target }

  public mutating func bid(on tick: borrowing BiddingTick, into bids: inout MutableSpan<Double>) {
    var sum = 0.0
    for i in tick.values.indices { sum += tick.values[i] }
    let mean = sum / Double(max(1, tick.values.count))
    for i in bids.indices {
      bids[i] = mean > 0 ? share * target * tick.values[i] * (tick.values[i] / mean) : 0
    }
  }
}
