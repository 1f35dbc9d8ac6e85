public import MarketModel
public import Randomness

/// Bids its value times a constant factor.
public struct ScaledValue: BidderStrategy {
  public static let card = Card("scaled-value", "Bids its value times a constant factor.", source: "standard")

  let factor: Double

  public init(_ settings: inout Settings) {
    factor = settings.number("factor", in: .nonNegative, default: 0.5, "Bid per unit of value.")
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = factor * round.values[i] }
  }
}
