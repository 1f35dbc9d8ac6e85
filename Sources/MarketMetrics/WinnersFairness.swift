public import MarketModel

/// How evenly surplus falls on those who win something, by the standard indices.
///
/// **Population**: the bidders who won at least one item in the run, each with weight 1; a winner who pays its value
/// counts as 0. Among all bidders see `Fairness`: the two can tell opposite stories where few win.
/// **Edge cases**: undefined without a winner, and when a winner's surplus is negative.
///
/// Source: as for `Fairness`.
public struct WinnersFairness: Metric {
  public static let card = Card(
    "winners-fairness", "How evenly surplus falls on the bidders who win something.",
    source: "Jain, Chiu and Hawe 1984; Gini 1912; Hoover 1936; Atkinson 1970; Theil 1967")

  public static let measures = InequalityIndex.all.map { index in
    Measure(
      "fairness-winners-\(index.name)", label: "\(index.label) of winners' surplus", .mean,
      "\(index.meaning) of surplus over the bidders who won something.")
  }
  /// Reported where a scenario names them.
  public static let headline: [String] = []

  public init(_ settings: inout Settings) {}
  public mutating func begin(_ market: MarketFacts) {}
  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {}

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    let surplus = close.totals.filter { $0.won > 0 }.map(\.surplus)
    let hasLosses = surplus.contains { $0 < 0 }
    for index in InequalityIndex.all {
      let name = "fairness-winners-\(index.name)"
      guard recording.plan.includes(name) else { continue }
      recording.set(
        name,
        hasLosses
          ? .undefined("a winner's surplus is negative")
          : index.value(surplus).map(Reading.value) ?? .undefined("nobody won anything"))
    }
  }
}
