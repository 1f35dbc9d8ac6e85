public import MarketModel

/// How many bidders an auction had.
public struct Participation: Metric {
  public static let card = Card(
    "participation", "How many bidders were eligible, and how many auctions there were.", source: "ours")

  private static let auctions = Measure(
    "auctions", unit: .auctions, .mean, "Auctions in a replicate, or in a time bucket of it.")
  private static let eligibleBidders = Measure(
    "eligible-bidders", unit: Unit("bidders/auction"), .ratioOfMeans,
    "Bidders who took part in an auction, whether or not they bid.")

  public static let measures = [auctions, eligibleBidders]

  /// (buckets).
  private var auctions: [Double] = []
  private var eligible: [Double] = []

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) {
    auctions = Array(repeating: 0, count: market.buckets)
    eligible = auctions
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    var i = 0
    while i < auctions.count {
      let bucket = auctions[i].bucket
      let first = i
      var count = 0
      while i < auctions.count && auctions[i].bucket == bucket {
        count &+= Int(auctions[i].eligible)
        i &+= 1
      }
      self.auctions[Int(bucket)] += Double(i - first)
      eligible[Int(bucket)] += Double(count)
    }
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    let all = auctions.reduce(0, +)
    recording.set(Self.auctions.name, .value(all))
    recording.set(
      Self.eligibleBidders.name,
      all > 0 ? .ratio(eligible.reduce(0, +), of: all) : .undefined("there was no auction"))
    if recording.plan.includes(Self.auctions.name) {
      recording.add(series: Self.auctions, auctions.map(Reading.value))
    }
    if recording.plan.includes(Self.eligibleBidders.name) {
      recording.add(
        series: Self.eligibleBidders,
        auctions.indices.map {
          auctions[$0] > 0 ? .ratio(eligible[$0], of: auctions[$0]) : .undefined("no auction in this bucket")
        })
    }
  }
}
