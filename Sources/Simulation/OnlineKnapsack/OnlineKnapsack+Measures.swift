public import MarketModel

extension OnlineKnapsack {
  static let tenths = 10
  static let acceptance = Measure(
    "acceptance-rate", unit: .share, .ratioOfMeans, "Accepted items per item offered, also where it did not fit.")
  static let price = Measure(
    "threshold", unit: .money, .mean,
    "Lowest density accepted when an item arrives, its mean over all items, also those that do not fit; undefined for a "
      + "policy without thresholds.")

  public var groups: [String] {
    (1...Self.tenths).map { "density tenth \($0)" } + (1...Self.tenths).map { "arrival tenth \($0)" }
  }

  public var measures: [Measure] {
    [
      Measure("items", .mean, "Items offered."),
      Measure("accepted", .mean, "Items taken."),
      Self.acceptance,
      Measure("profit", unit: .money, .mean, "Value of the items taken."),
      Measure("optimum", unit: .money, .mean, "What hindsight could have earned, or a bound on it: see `hindsight`."),
      Measure(
        "ratio", .meanOfRatios,
        "Optimum over profit, its mean over replicates: at least 1; undefined where nothing was earned."),
      Measure("ratio-of-sums", .ratioOfMeans, "Mean optimum over mean profit: at least 1."),
      Measure(
        "worst-prefix-ratio", .meanOfRatios,
        "The highest ratio had the sequence ended after any of its items; undefined where the bound has no prefixes, or "
          + "nothing was earned while something could have been."),
      Measure("profit-share", unit: .share, .ratioOfMeans, "Mean profit over mean optimum."),
      Measure(
        "utilisation", unit: .share, .mean,
        "Share of the capacity taken: at the end, or on average over time where items give it back."),
      Measure("refused-for-room", .mean, "Items the policy wanted and that did not fit."),
      Measure("out-of-bounds", .mean, "Items whose density lies outside the bounds the policy was promised."),
      Self.price,
      Measure(
        "constant-window", unit: .share, .mean,
        "Widest window of utilisation in which the threshold is constant — α of conditional time-independent fairness; "
          + "undefined for a policy without thresholds."),
    ]
  }

  public var headline: [String] {
    ["profit", "optimum", "ratio", "ratio-of-sums", "utilisation", "accepted", "constant-window", "out-of-bounds"]
  }
}
