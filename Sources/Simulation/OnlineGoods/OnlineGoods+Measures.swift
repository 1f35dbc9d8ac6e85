public import MarketModel

extension OnlineGoods {
  static let largestEnvy = Measure(
    "envy-max", .mean,
    "The most that one agent would gain by having another's bundle instead of its own, each per entitlement of 1/n.")
  static let worstOff = Measure(
    "egalitarian", .mean, "Utility of the agent that has least; of chores, the cost of the one that bears most.")
  static let ratio = Measure(
    "mms-ratio", label: "MMS ratio", .mean,
    "What the worst-off agent has of its maximin share: least for goods, most for chores; 1 for an agent whose share "
      + "is 0 (fewer goods than agents).")

  /// The measures for which maximin shares must be found.
  static let measuresOfShares = ["mms-ratio", "mms", "guarantee-kept"]

  /// Names of agents have groups only where there are few.
  private static let mostGroups = 10

  public var groups: [String] {
    if source.agents > Self.mostGroups { return [] }
    return source.names.isEmpty ? (0..<source.agents).map { "agent \($0)" } : source.names
  }

  public var measures: [Measure] {
    [
      Measure("items", .mean, "Items that arrived."),
      Measure(
        "welfare", .mean, "Sum of all agents' utilities; of chores, the sum of their costs: the less the better."),
      Measure("utility", .mean, "What an agent has, its mean over the agents; of chores, what it bears."),
      Measure("utility-per-item", .ratioOfMeans, "What an agent has, per item that arrived: the mean over the agents."),
      Self.worstOff,
      Measure(
        "nash", label: "Nash welfare", .mean,
        "Geometric mean of the agents' utilities, weighted by entitlements; 0 as soon as one has nothing. Goods only."),
      Measure(
        "price-of-fairness", unit: .share, .ratioOfMeans,
        "Part of the highest sum of utilities that is lost; of chores, the part of the sum of costs beyond the least."),
      Self.ratio,
      Measure("mms", label: "MMS", unit: .share, .mean, "Replicates in which every agent has its maximin share."),
      Measure(
        "guarantee-kept", unit: .share, .mean,
        "Replicates in which every agent has the part of its maximin share that is proven for the policy, compared "
          + "without rounding."),
      Measure(
        "guarantee", .mean, "The part of the maximin share that is proven for the policy."),
      Self.fairness("ef", "EF", "nobody envies another"),
      Self.fairness("ef1", "EF1", "nobody envies another but for one item"),
      Self.fairness("efx", "EFX", "nobody envies another whichever item that matters is left out"),
      Self.fairness("prop", "PROP", "every agent has 1/n of what everything is worth to it"),
      Self.fairness("prop1", "PROP1", "every agent has 1/n of what everything is worth to it but for one item"),
      Self.largestEnvy,
      Measure("envy-sum", .mean, "Envy added up over all ordered pairs of agents, as in `envy-max`."),
      Measure("envy-count", .mean, "Ordered pairs of agents of which the first envies the second."),
      Measure("jain", label: "Jain index", .mean, "Jain's index of the utilities of all agents (1: all equal)."),
      Measure(
        "gini", label: "Gini coefficient", .mean, "Gini's coefficient of the utilities of all agents (0: all equal)."),
      Measure(
        "atkinson", label: "Atkinson index", .mean,
        "Atkinson's index with ε = 1 of the utilities of all agents (0: all equal, 1: one has nothing)."),
      Measure("bundles-moved", .mean, "Recourse: bundles handed from one agent to another."),
      Measure("items-moved", .mean, "Recourse: items that changed hands after they had been given."),
      Measure(
        "spending", unit: .share, .mean,
        "What an agent pays of everybody's money, per item; for policies that charge prices. Overall the sum."),
      Measure("multiplier", .mean, "What an agent bids for a unit of utility at the end; overall the mean."),
    ]
  }

  private static func fairness(_ name: String, _ label: String, _ meaning: String) -> Measure {
    Measure(
      name, label: label, unit: .share, .mean,
      "Replicates in which \(meaning); of whole items and equal entitlements only.")
  }

  public var headline: [String] {
    let shares = source.agents * source.agents <= 25 && source.expectedCount <= 40
    let found = ["welfare", "egalitarian"] + (shares ? ["mms-ratio"] : [])
    return found + (policy.pace.divides ? ["utility-per-item"] : ["ef1"]) + ["envy-max", "jain"]
  }
}
