public import MarketModel

/// How evenly wins and surplus fall on bidders, by the standard indices.
///
/// **Population**: all bidders of the market, winners or not, each with weight 1; those who get nothing count as 0.
/// **Edge cases**: an index of surplus is undefined when some bidder's surplus is negative. Everybody at 0: Jain is 1,
/// the indices of inequality are 0.
///
/// Source: Jain, Chiu and Hawe 1984; Gini 1912; Hoover 1936; Atkinson 1970 (ε = ½, 1 and 2); Theil 1967.
public struct Fairness: Metric {
  public static let card = Card(
    "fairness", "How evenly wins and surplus fall on the bidders: Jain, Gini, Hoover, Theil, Atkinson, smallest share.",
    source: "Jain, Chiu and Hawe 1984; Gini 1912; Hoover 1936; Atkinson 1970; Theil 1967")

  public static let measures = ["wins", "surplus"].flatMap { subject in
    InequalityIndex.all.map { index in
      Measure(
        "fairness-\(subject)-\(index.name)", label: "\(index.label) of \(subject)", .mean,
        "\(index.meaning) of \(subject == "wins" ? "items won" : "surplus") over all bidders, those with none counted as 0."
      )
    }
  }
  public static let headline = ["fairness-wins-jain", "fairness-surplus-gini"]

  public init(_ settings: inout Settings) {}
  public mutating func begin(_ market: MarketFacts) {}
  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {}

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    let wins = close.totals.map(\.won)
    let surplus = close.totals.map(\.surplus)
    let losers = surplus.count { $0 < 0 }
    for index in InequalityIndex.all {
      let ofWins = "fairness-wins-\(index.name)"
      if recording.plan.includes(ofWins) {
        recording.set(ofWins, index.value(wins).map(Reading.value) ?? .undefined("there is no bidder"))
      }
      let ofSurplus = "fairness-surplus-\(index.name)"
      if recording.plan.includes(ofSurplus) {
        recording.set(
          ofSurplus,
          losers == 0
            ? index.value(surplus).map(Reading.value) ?? .undefined("there is no bidder")
            : .undefined("a bidder's surplus is negative"))
      }
    }
  }
}
