public import MarketModel

/// Bids its predicted conversions times a constant.
public struct ConstantMultiplier: Autobidder {
  public static let card = Card(
    "constant", label: "constant multiplier", "Bids its predicted conversions times a constant.", source: "standard")

  private let given: Double?
  private var multiplier = 0.0

  public init(_ settings: inout Settings) {
    given = settings.optionalNumber(
      "multiplier", in: .nonNegative, unit: .money, otherwise: "the target cost per conversion",
      "Bid per predicted conversion.")
  }

  public mutating func begin(_ terms: CampaignTerms) { multiplier = given ?? terms.target }

  public mutating func bid(on tick: borrowing BiddingTick, into bids: inout MutableSpan<Double>) {
    for i in bids.indices { bids[i] = multiplier * tick.values[i] }
  }
}
