public import MarketModel
public import Randomness

/// Bids the same amount whatever the value.
public struct FixedBid: BidderStrategy {
  public static let card = Card("fixed-bid", "Bids the same amount whatever the item is worth.", source: "standard")

  let amount: Double

  public init(_ settings: inout Settings) {
    amount = settings.number("bid", in: .nonNegative, default: 0.5, unit: .money, "The bid.")
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = amount }
  }
}
