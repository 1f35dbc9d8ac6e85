public import MarketModel

/// What bidders spend, what their budgets allow, and what they get for it.
public struct Spending: Metric {
  public static let card = Card(
    "spending", "Spend, use of budgets and return on spend; per group and bidder, spend also per time bucket.",
    source: "standard")

  private static let spend = Measure("spend", unit: .money, .mean, "Payments in a whole replicate.")
  private static let budgetUse = Measure(
    "budget-use", unit: .share, .ratioOfMeans,
    "Spend of the bidders with a budget as a share of all their budgets, those refilled counted each time.")
  private static let returnOnSpend = Measure(
    "return-on-spend", unit: .one, .ratioOfMeans, "Value of the items got per unit of money spent.")

  public static let measures = [spend, budgetUse, returnOnSpend]

  private var market = MarketFacts(groups: [], buckets: 0, supply: 0)
  /// (groups × buckets).
  private var groupSpend: [Double] = []

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) {
    self.market = market
    groupSpend = Array(repeating: 0, count: market.groups.count * market.buckets)
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    Self.fold(awards, into: &groupSpend, buckets: market.buckets)
  }

  /// Sums run in a register as long as group and bucket stay the same.
  private static func fold(_ awards: Span<AwardFact>, into groupSpend: inout [Double], buckets: Int) {
    var spends = groupSpend.mutableSpan
    var i = 0
    while i < awards.count {
      let cell = Int(awards[i].group) &* buckets &+ Int(awards[i].bucket)
      var spend = 0.0
      while i < awards.count && Int(awards[i].group) &* buckets &+ Int(awards[i].bucket) == cell {
        spend += awards[i].payment
        i &+= 1
      }
      spends[cell] += spend
    }
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    var all = BidderTotal()
    var granted = 0.0
    var budgeted = 0.0
    for (index, group) in market.groups.enumerated() {
      let total = close.totals[group.bidders].reduce(BidderTotal(), +)
      recording.set("spend", group: index, .value(total.paid))
      recording.set("return-on-spend", group: index, Self.returned(total))
      if let most = close.granted[index] {
        recording.set("budget-use", group: index, .ratio(total.paid, of: most))
        granted += most
        budgeted += total.paid
      }
      all = all + total
      if recording.plan.includes("spend") {
        let row = groupSpend[(index * market.buckets)..<((index + 1) * market.buckets)]
        recording.add(series: Self.spend, group: index, row.map(Reading.value))
      }
      for bidder in group.bidders where bidder < recording.plan.bidders.count {
        recording.set("spend", bidder: bidder, .value(close.totals[bidder].paid))
        recording.set("return-on-spend", bidder: bidder, Self.returned(close.totals[bidder]))
        if let most = close.granted[index] {
          recording.set(
            "budget-use", bidder: bidder, .ratio(close.totals[bidder].paid, of: most / Double(group.bidders.count)))
        }
      }
    }
    recording.set("spend", .value(all.paid))
    recording.set("return-on-spend", Self.returned(all))
    if granted > 0 { recording.set("budget-use", .ratio(budgeted, of: granted)) }
  }

  private static func returned(_ total: BidderTotal) -> Reading {
    total.paid > 0 ? .ratio(total.value, of: total.paid) : .undefined("nothing was spent")
  }
}
