public import MarketModel

/// AuctionNet's market with everything its replicates share.
struct PreparedNet: PreparedWorld {
  let world: AuctionNet
  let plan: RecordingPlan
  let stepsPerReplicate: Int?

  init(_ world: AuctionNet, _ request: RecordingRequest) {
    self.world = world
    let ends = PreparedMarket.bucketEnds(request.buckets, of: world.ticks)
    plan = RecordingPlan(
      measures: request.chosen(from: world.measures), groups: world.groups,
      axis: .init(label: "tick", unit: Unit("ticks"), values: ends.map(Double.init)))
    stepsPerReplicate = world.opportunities
  }

  func play(_ replicate: Replicate) throws -> Recording { try NetRun.play(world, replicate, plan) }
}

extension AuctionNet {
  static let balance = Measure(
    "balance", label: "budget left", unit: .money, .mean,
    "Mean of what a group's advertisers can still spend, at the end of the period or of a tick.")

  public var measures: [Measure] {
    [
      Measure(
        "score", .mean, "Mean over advertisers of min(1, (target / cost per conversion)²) · conversions; 0 without any."
      ),
      Measure("conversions", .mean, "Conversions per advertiser."),
      Measure("predicted-conversions", .mean, "Predicted conversions of the slots that were seen, per advertiser."),
      Measure("cost", unit: .money, .mean, "What an advertiser paid, on average."),
      Measure("budget-use", unit: .share, .ratioOfMeans, "Cost as a share of the budgets."),
      Measure("cost-per-conversion", unit: .money, .ratioOfMeans, "Cost of all per conversion of all."),
      Measure(
        "target-exceedance", unit: .share, .ratioOfMeans,
        "Mean over advertisers with a conversion of how far their cost per conversion is above their target; 0 below it."
      ),
      Measure(
        "above-target", unit: .share, .ratioOfMeans,
        "Share of advertisers with a conversion whose cost per conversion is above their target."),
      Measure(
        "exhausted-early", unit: .share, .mean, "Share of advertisers who could bid no more before the last tick."),
      Measure("win-rate", unit: .share, .ratioOfMeans, "Slots won per advertiser and opportunity."),
      Measure("exposure-rate", unit: .share, .ratioOfMeans, "Share of the slots won that were seen."),
      Measure("price", unit: .money, .ratioOfMeans, "Cost of a slot that was seen."),
      Measure("opportunities", unit: .auctions, .mean, "Opportunities of the period."),
      Measure("withdrawn-bids", .mean, "Bids withdrawn because the wins of a tick cost more than was left."),
      Self.balance,
    ]
  }

  public var headline: [String] {
    ["score", "conversions", "cost", "budget-use", "cost-per-conversion", "target-exceedance", "win-rate"]
  }

  /// Of every advertiser, in order.
  var bidders: [any Autobidder] {
    advertiserGroups.flatMap { Array(repeating: $0.bidder, count: $0.count) }
  }

  /// Budgets and targets: those of the groups, or spread over the ranges by multiples of the golden ratio and of √2, so that
  /// they are even in any part of the list and unrelated.
  func terms(opportunities: Double) -> [CampaignTerms] {
    let given = advertiserGroups.flatMap { Array(repeating: ($0.budget, $0.target), count: $0.count) }
    return given.enumerated().map { index, own in
      let golden = (Double(index) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
      let root = (Double(index) * 0.414_213_562_373_095_1).truncatingRemainder(dividingBy: 1)
      return CampaignTerms(
        budget: own.0 ?? budgets.low + (budgets.high - budgets.low) * golden,
        target: own.1 ?? targets.low + (targets.high - targets.low) * root, ticks: ticks, opportunities: opportunities)
    }
  }
}
