internal import MarketModel

/// One row of totals per bidder, for the metrics that need no more, and for the accounting identities of every run.
struct Books: Sendable {
  private(set) var totals: [BidderTotal]
  /// Summed apart from the totals: the other side of the identities.
  private var revenue = 0.0
  private var welfare = 0.0
  private let groups: [MarketFacts.Group]

  init(_ market: MarketFacts) {
    groups = market.groups
    totals = Array(repeating: BidderTotal(), count: market.bidders)
  }

  mutating func fold(_ awards: Span<AwardFact>) {
    let (paid, worth) = Self.fold(awards, into: &totals)
    revenue += paid
    welfare += worth
  }

  private static func fold(_ awards: Span<AwardFact>, into totals: inout [BidderTotal]) -> (paid: Double, worth: Double)
  {
    var totals = totals.mutableSpan
    var paid = 0.0
    var worth = 0.0
    for i in awards.indices {
      let fact = awards[i]
      let value = fact.value * fact.quantity
      paid += fact.payment
      worth += value
      var own = totals[Int(fact.bidder)]
      own.won += fact.quantity
      own.value += value
      own.paid += fact.payment
      totals[Int(fact.bidder)] = own
    }
    return (paid, worth)
  }

  func check(drops: Double, in recording: inout Recording) {
    recording.check("welfare = revenue + surplus", welfare, equals: revenue + totals.reduce(0) { $0 + $1.surplus })
    recording.check("payments = sum of the bidders' spend", revenue, equals: totals.reduce(0) { $0 + $1.paid })
    if groups.contains(where: { $0.budget != nil }) {
      let charged = groups.filter { $0.budget != nil }.reduce(0) { $0 + totals[$1.bidders].reduce(0) { $0 + $1.paid } }
      recording.check("charges = drops of the budgets", charged, equals: drops)
    }
  }
}
