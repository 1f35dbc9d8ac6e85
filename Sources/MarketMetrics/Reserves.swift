public import MarketModel

/// How often reserves mattered.
public struct Reserves: Metric {
  public static let card = Card(
    "reserves", "How often a reserve set the price or kept the item from being sold.", source: "ours")

  public static let measures = [
    Measure(
      "reserve-bound", unit: .share, .ratioOfMeans,
      "Share of auctions in which a reserve set the price or changed who won, or whether anybody did.")
  ]

  private var auctions = 0.0
  private var bound = 0.0

  public init(_ settings: inout Settings) {}
  public mutating func begin(_ market: MarketFacts) {}

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    var count = 0
    for i in auctions.indices { count &+= auctions[i].reserveBound ? 1 : 0 }
    bound += Double(count)
    self.auctions += Double(auctions.count)
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    recording.set("reserve-bound", auctions > 0 ? .ratio(bound, of: auctions) : .undefined("there was no auction"))
  }
}
