public import MarketModel

/// How many bidders an auction had.
public struct Participation: Metric {
  public static let card = Card(
    "participation", "How many bidders were eligible, and how many auctions there were.", source: "ours")

  public static let measures = [
    Measure("auctions", unit: .auctions, .mean, "Auctions in a replicate."),
    Measure(
      "eligible-bidders", unit: Unit("bidders/auction"), .ratioOfMeans,
      "Bidders in an auction, whether they bid or not."),
  ]

  private var auctions = 0.0
  private var eligible = 0.0

  public init(_ settings: inout Settings) {}
  public mutating func begin(_ market: MarketFacts) {}

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    var count = 0
    for i in auctions.indices { count &+= Int(auctions[i].eligible) }
    eligible += Double(count)
    self.auctions += Double(auctions.count)
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    recording.set("auctions", .value(auctions))
    recording.set(
      "eligible-bidders", auctions > 0 ? .ratio(eligible, of: auctions) : .undefined("there was no auction"))
  }
}
