public import MarketModel

/// What bidders bid per unit of value: how a learner paces, seen from outside.
public struct BidFactors: Metric {
  public static let card = Card(
    "bid-factors", "Bids per unit of value; per group and time bucket.", source: "ours")

  private static let factor = Measure(
    "bid-factor", unit: .one, .ratioOfMeans,
    "Bids as the mechanism saw them, per unit of value of those who bid.")

  public static let measures = [factor]
  public static let headline: [String] = []
  public static let needsBids = true

  private var market = MarketFacts(groups: [], buckets: 0, supply: 0)
  /// The group of each bidder.
  private var group: [Int32] = []
  /// (groups × buckets).
  private var bids: [Double] = []
  private var values: [Double] = []

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) {
    self.market = market
    group = market.groups.enumerated().flatMap { index, group in
      Array(repeating: Int32(index), count: group.bidders.count)
    }
    bids = Array(repeating: 0, count: market.groups.count * market.buckets)
    values = bids
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {}

  public mutating func fold(_ bids: Span<BidFact>) {
    for i in bids.indices where bids[i].bid >= 0 {
      let cell = Int(group[Int(bids[i].bidder)]) &* market.buckets &+ Int(bids[i].bucket)
      self.bids[cell] += bids[i].bid
      values[cell] += bids[i].value
    }
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    recording.set("bid-factor", reading(bids.reduce(0, +), values.reduce(0, +)))
    for index in market.groups.indices {
      let cells = (index * market.buckets)..<((index + 1) * market.buckets)
      recording.set("bid-factor", group: index, reading(bids[cells].reduce(0, +), values[cells].reduce(0, +)))
      if recording.plan.includes("bid-factor") {
        recording.add(series: Self.factor, group: index, cells.map { reading(bids[$0], values[$0]) })
      }
    }
  }

  private func reading(_ bids: Double, _ values: Double) -> Reading {
    values > 0 ? .ratio(bids, of: values) : .undefined("nobody bid on anything of value")
  }
}
