public import MarketModel

extension OneShotMatching {
  private static let population = "all buyers, one without an item counted as 0"

  public var measures: [Measure] {
    [
      Measure("welfare", unit: .money, .mean, "Utilities of all pairs together, before payments."),
      Measure(
        "welfare-ratio", unit: .share, .meanOfRatios,
        "Welfare as a share of the greatest that any matching has, 1 where that is 0; 1 less this is the price of fairness."
      ),
      Measure("revenue", unit: .money, .mean, "Payments of all buyers together."),
      Measure("surplus", unit: .money, .mean, "Utilities less payments, all buyers together."),
      Measure("buyers", .mean, "Buyers in the market."),
      Measure("items", .mean, "Items in the market."),
      Measure("matched", .mean, "Buyers who get an item; of a lottery, the expected number."),
      Measure("match-rate", unit: .share, .ratioOfMeans, "Buyers who get an item as a share of all buyers."),
      Measure("matchings", .mean, "Matchings that the lottery draws from; 1 without a lottery."),
      Measure(
        "min-utility", label: "least utility", unit: .money, .mean,
        "Least utility of a buyer before payments, in expectation: of \(Self.population)."),
      Measure(
        "min-utility-matched", label: "least utility of those matched", unit: .money, .mean,
        "Least utility before payments, in expectation, of the buyers who get an item with some chance."),
      Measure(
        "min-surplus", label: "least surplus", unit: .money, .mean,
        "Least utility less payment of a buyer, in expectation: of \(Self.population)."),
      Measure(
        "gini", label: "Gini coefficient", .mean,
        "Gini's coefficient of expected utilities before payments (0: all equal): of \(Self.population)."),
      Measure(
        "jain", label: "Jain index", .mean,
        "Jain's index of expected utilities before payments (1: all equal, 1/n: one has it all): of \(Self.population)."
      ),
      Measure(
        "envy-max", label: "greatest envy", unit: .money, .mean,
        "Greatest gain of a buyer from having what another has, before payments; 0 when nobody envies anybody."),
      Measure(
        "envy-pairs", .mean,
        "Ordered pairs of buyers of whom the first would rather have what the second has, before payments."),
      Measure(
        "net-envy-max", label: "greatest envy after payments", unit: .money, .mean,
        "Greatest gain of a buyer from having what another has at what that one pays; 0 when nobody envies anybody."),
      Measure(
        "net-envy-pairs", label: "envy pairs after payments", .mean,
        "Ordered pairs of buyers of whom the first would rather have what the second has at what that one pays."),
    ]
  }

  public var headline: [String] {
    [
      "welfare", "welfare-ratio", "revenue", "surplus", "matched", "min-utility", "min-utility-matched", "gini",
      "envy-pairs", "net-envy-pairs",
    ]
  }
}
