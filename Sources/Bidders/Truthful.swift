public import MarketModel
public import Randomness

/// Bids what it sees: its value, or its signal of a common value (then it is the naive bidder of the winner's curse).
public struct Truthful: BidderStrategy {
  public static let card = Card(
    "truthful", "Bids its value; under common values its signal, which is naive.", source: "Vickrey 1961")

  public init(_ settings: inout Settings) {}

  @inline(__always) public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = round.values[i] }
  }
}
