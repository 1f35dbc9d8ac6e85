public import MarketModel

/// Who got what, and who paid: welfare and its division between seller and bidders.
///
/// An award counts when it is settled, in the time bucket of its auction. Totals are kept per
/// bucket by this metric and per bidder by the engine; those of groups and of the market are sums of them.
public struct Accounts: Metric {
  public static let card = Card(
    "accounts", "Welfare, and how sellers and bidders divide it; per group, bidder and time bucket.",
    source: "standard")

  private static let revenue = Measure(
    "revenue", unit: .moneyPerAuction, .ratioOfMeans, "Payments per auction; of a group: its payments per auction.")
  private static let welfare = Measure(
    "welfare", unit: .moneyPerAuction, .ratioOfMeans,
    "Value of the items to those who got them, per auction; of a group: what its bidders got.")
  private static let efficiency = Measure(
    "efficiency", unit: .share, .ratioOfMeans,
    "Welfare as a share of the highest any allocation to the eligible bidders could have had.")
  private static let surplus = Measure(
    "surplus", unit: .moneyPerAuction, .ratioOfMeans, "Bidders' value less their payments, per auction.")
  private static let saleRate = Measure(
    "sale-rate", unit: .share, .ratioOfMeans, "Items sold and settled as a share of the items offered.")
  private static let winShare = Measure(
    "win-share", unit: .share, .ratioOfMeans, "A group's or bidder's share of the items sold.")

  public static let measures = [revenue, welfare, efficiency, surplus, saleRate, winShare]

  private struct Bucket {
    var auctions = 0.0
    var best = 0.0
    var total = BidderTotal()
  }

  private var market = MarketFacts(groups: [], buckets: 0, supply: 0)
  private var buckets: [Bucket] = []

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) {
    self.market = market
    buckets = Array(repeating: Bucket(), count: market.buckets)
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    Self.fold(auctions, into: &buckets)
    Self.fold(awards, into: &buckets)
  }

  /// Sums run in registers as long as the bucket stays the same.
  private static func fold(_ auctions: Span<AuctionFact>, into buckets: inout [Bucket]) {
    var buckets = buckets.mutableSpan
    var i = 0
    while i < auctions.count {
      let bucket = auctions[i].bucket
      var count = 0.0
      var best = 0.0
      while i < auctions.count && auctions[i].bucket == bucket {
        count += 1
        best += auctions[i].best
        i &+= 1
      }
      buckets[Int(bucket)].auctions += count
      buckets[Int(bucket)].best += best
    }
  }

  private static func fold(_ awards: Span<AwardFact>, into buckets: inout [Bucket]) {
    var buckets = buckets.mutableSpan
    var i = 0
    while i < awards.count {
      let bucket = awards[i].bucket
      var total = BidderTotal()
      while i < awards.count && awards[i].bucket == bucket {
        let fact = awards[i]
        total.won += fact.quantity
        total.value += fact.value * fact.quantity
        total.paid += fact.payment
        i &+= 1
      }
      buckets[Int(bucket)].total = buckets[Int(bucket)].total + total
    }
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    let auctions = buckets.reduce(0) { $0 + $1.auctions }
    let best = buckets.reduce(0) { $0 + $1.best }
    let all = buckets.reduce(BidderTotal()) { $0 + $1.total }
    recording.set("revenue", Self.quotient(all.paid, auctions))
    recording.set("welfare", Self.quotient(all.value, auctions))
    recording.set("surplus", Self.quotient(all.value - all.paid, auctions))
    recording.set(
      "efficiency", best > 0 ? .ratio(all.value, of: best) : .undefined("no eligible bidder had a value above 0"))
    recording.set("sale-rate", Self.quotient(all.won, auctions * market.supply))
    for (index, group) in market.groups.enumerated() {
      let total = close.totals[group.bidders].reduce(BidderTotal(), +)
      recording.set("revenue", group: index, Self.quotient(total.paid, auctions))
      recording.set("welfare", group: index, Self.quotient(total.value, auctions))
      recording.set("surplus", group: index, Self.quotient(total.value - total.paid, auctions))
      recording.set("win-share", group: index, Self.share(total.won, of: all.won))
    }
    for (index, total) in close.totals.enumerated() where index < recording.plan.bidders.count {
      recording.set("revenue", bidder: index, Self.quotient(total.paid, auctions))
      recording.set("welfare", bidder: index, Self.quotient(total.value, auctions))
      recording.set("surplus", bidder: index, Self.quotient(total.value - total.paid, auctions))
      recording.set("win-share", bidder: index, Self.share(total.won, of: all.won))
    }
    addSeries(to: &recording)
  }

  private func addSeries(to recording: inout Recording) {
    func add(_ measure: Measure, _ reading: (Bucket) -> Reading) {
      if recording.plan.includes(measure.name) { recording.add(series: measure, buckets.map(reading)) }
    }
    add(Self.revenue) { Self.quotient($0.total.paid, $0.auctions) }
    add(Self.welfare) { Self.quotient($0.total.value, $0.auctions) }
    add(Self.efficiency) { $0.best > 0 ? .ratio($0.total.value, of: $0.best) : .undefined("no auction in this bucket") }
    add(Self.surplus) { Self.quotient($0.total.value - $0.total.paid, $0.auctions) }
    add(Self.saleRate) { Self.quotient($0.total.won, $0.auctions * market.supply) }
  }

  private static func quotient(_ total: Double, _ auctions: Double) -> Reading {
    auctions > 0 ? .ratio(total, of: auctions) : .undefined("there was no auction")
  }

  private static func share(_ won: Double, of sold: Double) -> Reading {
    sold > 0 ? .ratio(won, of: sold) : .undefined("nothing was sold")
  }
}
