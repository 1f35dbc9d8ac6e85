public import MarketModel

/// Welfare as far as budgets and limits could have paid for it.
///
/// A bidder counts with min(budget, value / τ), where τ is the least return it wants on its spending (1 without such a
/// limit): the most it would have been willing to pay for what it got. Of budgets that are filled again, all of them.
public struct LiquidWelfare: Metric {
  public static let card = Card(
    "liquid-welfare", "What bidders would have been willing and able to pay for what they got; per group.",
    source: "Dobzinski and Paes Leme 2014; with return limits as in Aggarwal, Badanidiyuru and Mehta 2019")

  public static let measures = [
    Measure(
      "liquid-welfare", unit: .moneyPerAuction, .ratioOfMeans,
      "Sum over bidders of the smaller of budget and value over the least return wanted, per auction.")
  ]
  public static let headline: [String] = []

  private var market = MarketFacts(groups: [], buckets: 0, supply: 0)
  private var auctions = 0.0

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) { self.market = market }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    self.auctions += Double(auctions.count)
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    var all = 0.0
    for (index, group) in market.groups.enumerated() {
      let least = group.goal.requiredReturn(valuePerAction: group.valuePerAction) ?? 1
      let most = close.granted[index].map { $0 / Double(group.bidders.count) } ?? .infinity
      var sum = 0.0
      for bidder in group.bidders {
        let liquid = min(most, close.totals[bidder].value / least)
        sum += liquid
        recording.set("liquid-welfare", bidder: bidder, reading(liquid))
      }
      recording.set("liquid-welfare", group: index, reading(sum))
      all += sum
    }
    recording.set("liquid-welfare", reading(all))
  }

  private func reading(_ sum: Double) -> Reading {
    auctions > 0 ? .ratio(sum, of: auctions) : .undefined("there was no auction")
  }
}
