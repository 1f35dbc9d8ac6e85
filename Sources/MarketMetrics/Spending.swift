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

  private struct Total {
    var value = 0.0
    var paid = 0.0
  }

  private var market = MarketFacts(groups: [], buckets: 0, supply: 0)
  private var bidders: [Total] = []
  /// (groups × buckets).
  private var groupSpend: [Double] = []

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) {
    self.market = market
    bidders = Array(repeating: Total(), count: market.bidders)
    groupSpend = Array(repeating: 0, count: market.groups.count * market.buckets)
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    Self.fold(awards, into: &bidders, &groupSpend, buckets: market.buckets)
  }

  private static func fold(
    _ awards: Span<AwardFact>, into bidders: inout [Total], _ groupSpend: inout [Double], buckets: Int
  ) {
    var totals = bidders.mutableSpan
    var spends = groupSpend.mutableSpan
    for i in awards.indices {
      let fact = awards[i]
      var own = totals[Int(fact.bidder)]
      own.value += fact.value * fact.quantity
      own.paid += fact.payment
      totals[Int(fact.bidder)] = own
      spends[Int(fact.group) * buckets + Int(fact.bucket)] += fact.payment
    }
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    var all = Total()
    var granted = 0.0
    var budgeted = 0.0
    for (index, group) in market.groups.enumerated() {
      var total = Total()
      for bidder in bidders[group.bidders] {
        total.value += bidder.value
        total.paid += bidder.paid
      }
      recording.set("spend", group: index, .value(total.paid))
      recording.set("return-on-spend", group: index, Self.returned(total))
      if let most = close.granted[index] {
        recording.set("budget-use", group: index, .ratio(total.paid, of: most))
        granted += most
        budgeted += total.paid
      }
      all.value += total.value
      all.paid += total.paid
      if recording.plan.includes("spend") {
        let row = groupSpend[(index * market.buckets)..<((index + 1) * market.buckets)]
        recording.add(series: Self.spend, group: index, row.map(Reading.value))
      }
      for bidder in group.bidders where bidder < recording.plan.bidders.count {
        recording.set("spend", bidder: bidder, .value(bidders[bidder].paid))
        recording.set("return-on-spend", bidder: bidder, Self.returned(bidders[bidder]))
        if let most = close.granted[index] {
          recording.set(
            "budget-use", bidder: bidder, .ratio(bidders[bidder].paid, of: most / Double(group.bidders.count)))
        }
      }
    }
    recording.set("spend", .value(all.paid))
    recording.set("return-on-spend", Self.returned(all))
    if granted > 0 { recording.set("budget-use", .ratio(budgeted, of: granted)) }
  }

  private static func returned(_ total: Total) -> Reading {
    total.paid > 0 ? .ratio(total.value, of: total.paid) : .undefined("nothing was spent")
  }
}
