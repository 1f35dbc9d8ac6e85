public import MarketModel
public import Randomness

/// Bids a random part of its value, uniform between two factors and drawn anew in every auction.
public struct RandomBid: BidderStrategy {
  public static let card = Card("random", label: "random bid", "Bids a random part of its value.", source: "standard")

  let low: Double
  let width: Double

  public init(_ settings: inout Settings) {
    low = settings.number("low", in: .nonNegative, default: 0, "The smallest factor.")
    let high = settings.number("high", in: .nonNegative, default: 1, "The largest factor.")
    settings.check(high >= low, "high", "\(shortest(high)) is below low", remedy: "write at least \(shortest(low))")
    width = high - low
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = (low + width * stream.unit()) * round.values[i] }
  }
}
