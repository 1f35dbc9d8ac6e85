public import MarketModel

extension OnlineMatching {
  static let welfare = Measure(
    "welfare", .mean, "Sum of the weights of all successes; of a weight above what a budget still holds, what it holds."
  )

  /// What the benchmark is worth, and what the policy reaches of it.
  static func measures(of benchmark: any MatchingBenchmark) -> (value: Measure, ratio: Measure) {
    let card = type(of: benchmark).card
    return (
      Measure(card.id, label: card.label, .mean, card.summary),
      Measure(
        "ratio-to-\(card.id)", label: "ratio to \(card.label)", unit: .share, .ratioOfMeans,
        "Welfare as a share of the benchmark: \(card.summary)")
    )
  }

  public var measures: [Measure] {
    let own = [
      Self.welfare,
      Measure("matched", .mean, "Successes; shares of arrivals are added up."),
      Measure("match-rate", unit: .share, .ratioOfMeans, "Successes per arrival."),
      Measure("attempts", .mean, "Arrivals that were matched, with or without success."),
      Measure("used", unit: .share, .ratioOfMeans, "What is used up of all capacities or budgets."),
      Measure(
        "waiting", unit: .time, .ratioOfMeans, "Mean time from the arrival to the match, over the arrivals matched."),
      Measure("lost", unit: .share, .ratioOfMeans, "Share of the arrivals whose patience ended before their window."),
    ]
    return own + benchmarks.flatMap { [Self.measures(of: $0).value, Self.measures(of: $0).ratio] }
  }

  public var headline: [String] {
    ["welfare", "matched", "match-rate", "used"] + (benchmarks.first.map { ["ratio-to-\(type(of: $0).card.id)"] } ?? [])
  }
}
