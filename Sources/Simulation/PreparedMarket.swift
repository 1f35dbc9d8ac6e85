internal import MarketModel

/// What all replicates of a market share, whatever is sold in it.
///
/// A class: a run hands it on while it is being made, and copies of so large a struct were destroyed twice (Swift 6.3.1,
/// optimised).
final class PreparedMarket: Sendable {
  let terms: Marketplace
  let plan: RecordingPlan
  let facts: MarketFacts
  /// Those that measure something the plan holds.
  let metrics: [any Metric]
  let stepsPerReplicate: Int?

  /// - Parameters:
  ///   - measures: all that the world can measure.
  ///   - supply: items for sale per auction.
  ///   - paymentRule: what the winner of one item pays, where it has a name.
  init(
    _ terms: Marketplace, measures: [Measure], supply: Double, paymentRule: PaymentRule? = nil,
    _ request: RecordingRequest
  ) {
    self.terms = terms
    var first = 0
    var groups: [MarketFacts.Group] = []
    for group in terms.groups {
      groups.append(
        .init(
          name: group.name, bidders: first..<(first + group.count), budget: group.spendableBudget,
          isRefilled: group.budgetPeriod != nil, goal: group.strategy.goal, valuePerAction: group.valuePerAction))
      first += group.count
    }
    let buckets = Self.buckets(terms.horizon, request.buckets)
    facts = MarketFacts(groups: groups, buckets: buckets, supply: supply, paymentRule: paymentRule)
    plan = RecordingPlan(
      measures: request.chosen(from: measures), groups: groups.map(\.name),
      bidders: request.bidders
        ? groups.flatMap { group in (1...group.bidders.count).map { "\(group.name) \($0)" } } : [],
      groupOfBidder: request.bidders
        ? groups.enumerated().flatMap { index, group in Array(repeating: index, count: group.bidders.count) } : [],
      axis: Self.axis(terms.horizon, buckets))
    let wanted = Set(request.measures)
    metrics = terms.metrics.filter { metric in type(of: metric).measures.contains { wanted.contains($0.name) } }
    let expected = terms.expectedAuctions
    stepsPerReplicate = expected.isFinite && expected < 1e15 ? max(1, Int(expected)) : nil
  }

  /// The first bidder of each group, and the end of the last (groups + 1).
  var start: [Int] { [0] + facts.groups.map(\.bidders.upperBound) }

  /// A short run has no more buckets than auctions.
  private static func buckets(_ horizon: Horizon, _ wanted: Int) -> Int {
    if case .auctions(let count) = horizon { max(1, min(wanted, count)) } else { wanted }
  }

  private static func axis(_ horizon: Horizon, _ buckets: Int) -> RecordingPlan.Axis {
    switch horizon {
    case .auctions(let count):
      .init(
        label: "auction", unit: .auctions, values: (1...buckets).map { Double(bucketEnd($0, of: buckets, count)) })
    case .time(let seconds):
      .init(label: "time", unit: .time, values: (1...buckets).map { seconds * Double($0) / Double(buckets) })
    }
  }

  /// The number of auctions in the first `bucket` buckets: ⌈bucket · count / buckets⌉ without overflow.
  static func bucketEnd(_ bucket: Int, of buckets: Int, _ count: Int) -> Int {
    let (quotient, rest) = count.quotientAndRemainder(dividingBy: buckets)
    return quotient * bucket + (rest * bucket + buckets - 1) / buckets
  }

  /// The ends of as many buckets as are wanted, at least 1 and at most `count`.
  static func bucketEnds(_ wanted: Int, of count: Int) -> [Int] {
    let buckets = max(1, min(wanted, count))
    return (1...buckets).map { bucketEnd($0, of: buckets, count) }
  }
}
