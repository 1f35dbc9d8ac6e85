public import MarketModel

/// What bidders missed against the others' bids as they were: by the best fixed factor on their values, and by any policy
/// that keeps to the budget.
///
/// Both benchmarks know the thresholds d (the least bid that would have won) of all auctions, and nothing they do changes
/// them. A bidder's objective is its goal's: surplus v − payment, or value v. Ties count as won.
///
/// - **Best fixed factor**: bid min(f · v, budget left) throughout, with f from a grid of 64 factors per octave near 1
///   and 16 beyond 1/8 and 8, from 1/64 to 1 for surplus and to 64 for value. A bidder that adapts may get more. A bidder that wants a return counts only those f that keep it at the end.
/// - **Best policy**: no policy that knows the future and spends at most B gets more than μB + Σ max(v − (1 + μ)d, 0) for
///   any μ ≥ 0 (surplus), μB + Σ max(v − μd, 0) (value), or, where value is to be τ times the payments, Σ max(v(1 + λ/τ) −
///   λd, 0). The least of these over the grid is the bound: regret against it is an upper bound on regret against the
///   policy.
///
/// Over time the same factor and multiplier are used that are best at the end, with the part of the budget that belongs
/// to the time gone, so that the last point is the figure itself.
///
/// **Not defined** with budgets that are filled again, payments other than threshold or own bid, or more than 200 bidders.
/// - Complexity: O(grid) per seat and auction; memory O(bidders × grid × buckets).
///
/// Source: the dual bound is standard (Balseiro and Gur 2019, among others); the grid and the path over time are ours.
public struct Regret: Metric {
  public static let card = Card(
    "regret", "What bidders missed by not knowing the others' bids; per group and time bucket.", source: "ours")

  private static let fixed = Measure(
    "regret-fixed", label: "regret, fixed factor", unit: .money, .mean,
    "What the best fixed factor on values would have got more, given the others' bids; sum over bidders.")
  private static let policy = Measure(
    "regret-policy", label: "regret, any policy", unit: .money, .mean,
    "At most so much more any policy within budget and limits would have got, given the others' bids; sum over bidders."
  )

  public static let measures = [fixed, policy]
  public static let headline: [String] = []
  public static let needsBids = true
  private static let mostBidders = 200

  private var market = MarketFacts(groups: [], buckets: 0, supply: 0)
  /// (bidders) — empty where regret is not defined.
  private var ledgers: [HindsightLedger] = []
  /// (bidders × buckets).
  private var gained: [Double] = []

  public init(_ settings: inout Settings) {}

  /// Why there is no regret to measure; nil: there is.
  private var objection: String? {
    if market.bidders > Self.mostBidders { return "there are more than \(Self.mostBidders) bidders" }
    if market.paymentRule == nil { return "winners pay neither the least winning bid nor their own" }
    return nil
  }

  public mutating func begin(_ market: MarketFacts) {
    self.market = market
    if objection != nil { return }
    ledgers = market.groups.flatMap { group in
      group.bidders.map { _ in
        HindsightLedger(group, paysOwnBid: market.paymentRule == .ownBid, buckets: market.buckets)
      }
    }
    gained = Array(repeating: 0, count: market.bidders * market.buckets)
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    if ledgers.isEmpty { return }
    for i in awards.indices {
      let award = awards[i]
      let value = award.value * award.quantity
      let isSurplus = ledgers[Int(award.bidder)].objective == .surplus
      gained[Int(award.bidder) &* market.buckets &+ Int(award.bucket)] += isSurplus ? value - award.payment : value
    }
  }

  public mutating func fold(_ bids: Span<BidFact>) {
    if ledgers.isEmpty { return }
    for i in bids.indices {
      ledgers[Int(bids[i].bidder)].add(
        value: bids[i].value, threshold: bids[i].threshold, bucket: Int(bids[i].bucket))
    }
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    for measure in Self.measures where recording.plan.includes(measure.name) {
      let isFixed = measure.name == "regret-fixed"
      var all = [Double](repeating: 0, count: market.buckets)
      var reason = objection
      for (index, group) in market.groups.enumerated() {
        if let reason = objection ?? (group.isRefilled ? "budgets are filled again" : nil) {
          recording.set(measure.name, group: index, .undefined(reason))
          continue
        }
        var sum = [Double](repeating: 0, count: market.buckets)
        for bidder in group.bidders {
          let path = path(bidder, isFixed: isFixed)
          for bucket in sum.indices { sum[bucket] += path[bucket] }
          recording.set(measure.name, bidder: bidder, .value(path[market.buckets - 1]))
        }
        for bucket in sum.indices { all[bucket] += sum[bucket] }
        recording.set(measure.name, group: index, .value(sum[market.buckets - 1]))
        recording.add(series: measure, group: index, sum.map(Reading.value))
      }
      if market.groups.contains(where: \.isRefilled) { reason = reason ?? "some budgets are filled again" }
      recording.set(measure.name, reason.map(Reading.undefined) ?? .value(all[market.buckets - 1]))
    }
  }

  /// One bidder's regret by the end of each bucket.
  private func path(_ bidder: Int, isFixed: Bool) -> [Double] {
    var own = 0.0
    let benchmark = isFixed ? ledgers[bidder].fixedPath() : ledgers[bidder].boundPath()
    return benchmark.enumerated().map { bucket, most in
      own += gained[bidder * market.buckets + bucket]
      return most - own
    }
  }
}
