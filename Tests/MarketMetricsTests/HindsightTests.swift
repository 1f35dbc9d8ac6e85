import MarketMetrics
import MarketModel
import Randomness
import Testing

/// What a metric says of bids and awards, folded 3 at a time.
private func read<M: Metric>(
  _ type: M.Type, _ market: MarketFacts, bids: [BidFact] = [], awards: [AwardFact] = [], auctions: Int = 4,
  granted: [Double?] = []
) -> Recording {
  var settings = Settings(root: [:], catalogs: Catalogs(), files: NoFiles())
  var metric: any Metric = type.init(&settings)
  metric.begin(market)
  for first in stride(from: 0, to: bids.count, by: 3) {
    let some = Column(Array(bids[first..<min(first + 3, bids.count)]))
    metric.fold(some.span)
  }
  let facts = Column((0..<auctions).map { auction(Int32($0 * market.buckets / auctions), best: 1) })
  let all = Column(awards)
  metric.fold(facts.span, all.span)
  var totals = [BidderTotal](repeating: BidderTotal(), count: market.bidders)
  for fact in awards {
    totals[Int(fact.bidder)].won += fact.quantity
    totals[Int(fact.bidder)].value += fact.value * fact.quantity
    totals[Int(fact.bidder)].paid += fact.payment
  }
  let plan = RecordingPlan(
    measures: type.measures, groups: market.groups.map(\.name),
    axis: .init(label: "auction", unit: .auctions, values: (1...market.buckets).map(Double.init)))
  var recording = Recording(plan)
  metric.finish(
    MarketClose(granted: granted.isEmpty ? market.groups.map(\.budget) : granted, totals: totals), into: &recording)
  return recording
}

private func one(
  _ goal: Goal = Goal(), budget: Double? = nil, buckets: Int = 2, valuePerAction: Double = 1,
  rule: PaymentRule? = .threshold, isRefilled: Bool = false
) -> MarketFacts {
  MarketFacts(
    groups: [
      .init(
        name: "A", bidders: 0..<1, budget: budget, isRefilled: isRefilled, goal: goal, valuePerAction: valuePerAction)
    ], buckets: buckets, supply: 1, paymentRule: rule)
}

private func bid(_ bucket: Int32, value: Double, threshold: Double, bid: Double = 0) -> BidFact {
  BidFact(bidder: 0, bucket: bucket, value: value, bid: bid, threshold: threshold)
}

private func number(_ text: String) throws -> Double { try #require(Double(text)) }

@Suite struct RegretTests {
  // Values 4, 4, 4, 4 at thresholds 1, 2, 3, 5; truthful bidding would win three for 12 − 6 = 6. The bidder won the first
  // alone: 3. Regret 3; after the first two auctions 5 − 3 = 2.
  static let thresholds: [(Int32, Double)] = [(0, 1), (0, 2), (1, 3), (1, 5)]
  static let bids = thresholds.map { bid($0.0, value: 4, threshold: $0.1) }

  @Test("Without a budget the best fixed factor is truthful bidding, and no policy beats it")
  func unlimited() {
    let recording = read(
      Regret.self, one(), bids: Self.bids, awards: [award(0, 0, value: 4, payment: 1)])
    #expect(recording.group(0, "regret-fixed") == "3" && recording.group(0, "regret-policy") == "3")
    #expect(recording.series("regret-fixed", group: 0) == ["2", "3"])
    #expect(recording.overall("regret-fixed") == "3")
  }

  // With 3.5 to spend, factors below 1/2 win the first (gain 3), those in [1/2, 7/8] the first two for 3 (gain 5): with
  // 0.5 left nothing more; bids above are capped at 3.5, then 2.5, then 0.5: also 5. Knapsack: {1, 2} for 5 is the best.
  // LP bound: 5 + a part of 1/6 of the third, 1/6: 5.16667, at μ with 4 = 3 (1 + μ): on the grid of 16 per octave the
  // dual function is at most 3.5·|Δμ| above, Δμ ≤ 4.5 % of 4/3.
  @Test("With a budget: the capped factors by hand, and the bound of the fractional knapsack")
  func budget() throws {
    let recording = read(Regret.self, one(budget: 3.5), bids: Self.bids)
    #expect(recording.group(0, "regret-fixed") == "5")
    let bound = try number(recording.group(0, "regret-policy"))
    #expect(bound >= 5 + 1.0 / 6 - 1e-12 && bound <= 5 + 1.0 / 6 + 3.5 * 0.06)
  }

  // First price pays its bid: f = 1/4 wins only the first for 1 (gain 3), f = 1/2 two for 2 each (gain 4), f = 3/4 three
  // for 3 each (gain 3). The grid has 1/4 and 1/2 exactly, up to the last bits of its products.
  @Test("First price: a fixed factor pays its own bids")
  func firstPrice() throws {
    let recording = read(Regret.self, one(rule: .ownBid), bids: Self.bids)
    let regret = try number(recording.group(0, "regret-fixed"))
    // 2^(-1/16) below and above 1/2: the grid's best factor at or above 1/2 is within one step.
    #expect(regret <= 4 + 1e-9 && regret >= 2 * (4 - 4 * 0.5 * 1.0443))
  }

  // Value with return 1: buying all four costs 11 for 16: kept; so the best factor takes all, and the bound is 16.
  @Test("A value maximiser whose limit does not bind could have had everything")
  func slackReturn() {
    let recording = read(Regret.self, one(Goal(.value, leastReturn: 1)), bids: Self.bids)
    #expect(recording.group(0, "regret-fixed") == "16")
  }

  // Return 2: cost at most half the value. Three cost 6 for 12: exactly kept. Four: 11 > 8. LP bound: 12 + a part x of the
  // fourth with 6 + 5x ≤ (12 + 4x)/2, so x = 0: 12.
  @Test("A value maximiser's return limits its factor: three of four by hand")
  func bindingReturn() throws {
    let recording = read(Regret.self, one(Goal(.value, leastReturn: 2)), bids: Self.bids)
    #expect(recording.group(0, "regret-fixed") == "12")
    let bound = try number(recording.group(0, "regret-policy"))
    #expect(bound >= 12 - 1e-9 && bound <= 12.6)
  }

  // The bound is one for every policy: random markets of ten auctions, all 1024 sets of items enumerated. Seed 1.
  @Test("No set of items within the budget is worth more than the bound", arguments: [Goal.Objective.surplus, .value])
  func boundHolds(objective: Goal.Objective) throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    for _ in 0..<50 {
      let items = (0..<10).map { _ in (value: stream.unit(), price: stream.unit()) }
      let budget = 0.2 + 2 * stream.unit()
      var best = 0.0
      for set in 0..<1024 {
        let chosen = items.indices.filter { set >> $0 & 1 == 1 }
        let cost = chosen.reduce(0) { $0 + items[$1].price }
        if cost > budget { continue }
        let worth = chosen.reduce(0) { $0 + items[$1].value - (objective == .surplus ? items[$1].price : 0) }
        best = max(best, worth)
      }
      let facts = items.map { bid(0, value: $0.value, threshold: $0.price) }
      let recording = read(Regret.self, one(Goal(objective), budget: budget), bids: facts)
      #expect(try number(recording.group(0, "regret-policy")) >= best - 1e-12)
      #expect(try number(recording.group(0, "regret-fixed")) <= best + 1e-12)
    }
  }

  @Test("Where regret is not defined the reason is told")
  func undefined() {
    let refilled = read(Regret.self, one(budget: 3, isRefilled: true), bids: Self.bids)
    #expect(refilled.group(0, "regret-fixed") == "budgets are filled again")
    let allPay = read(Regret.self, one(rule: nil), bids: Self.bids)
    #expect(allPay.overall("regret-policy") == "winners pay neither the least winning bid nor their own")
  }
}

@Suite struct GoalMetricTests {
  static let two = [award(0, 0, value: 6, payment: 2), award(0, 1, value: 2, payment: 3)]

  // Value 8, paid 5: liquid welfare min(B, 8/τ).
  @Test("Liquid welfare: the smaller of budget and value over the least return")
  func liquid() {
    #expect(read(LiquidWelfare.self, one(), awards: Self.two).overall("liquid-welfare") == "8/4")
    #expect(read(LiquidWelfare.self, one(budget: 7), awards: Self.two).overall("liquid-welfare") == "7/4")
    let picky = one(Goal(.value, leastReturn: 2), budget: 7)
    #expect(read(LiquidWelfare.self, picky, awards: Self.two).group(0, "liquid-welfare") == "4/4")
  }

  // 8 of value at 4 an action are 2 actions for 5: 2.5 each. Limit 2: 25 % too much. Return 2 wanted: 5 of 4 allowed.
  @Test("Return on investment, cost per action and how far limits were missed, by hand")
  func limits() {
    let goal = Goal(.value, leastReturn: 2, highestCost: 2)
    let recording = read(Limits.self, one(goal, valuePerAction: 4), awards: Self.two)
    #expect(recording.group(0, "return-on-investment") == "3/5")
    #expect(recording.group(0, "cost-per-action") == "5/2")
    #expect(recording.group(0, "cost-exceedance") == "0.25")
    #expect(recording.group(0, "return-shortfall") == "0.25")
    #expect(recording.group(0, "limits-kept") == "0")
    let kept = read(Limits.self, one(Goal(.value, leastReturn: 1.6)), awards: Self.two)
    #expect(kept.group(0, "limits-kept") == "1" && kept.group(0, "return-shortfall") == "0")
    #expect(kept.group(0, "cost-exceedance") == "no bidder has a limit on the cost per action")
    #expect(read(Limits.self, one()).overall("limits-kept") == "no bidder has a limit")
  }

  // 99 % of 5 are 4.95, reached with the second payment, in bucket 1 of 4: half the run is left.
  @Test("Early exhaustion: the part of the run that is left once 99 % are spent")
  func exhaustion() {
    let awards = [
      award(0, 0, value: 9, payment: 3), award(0, 1, value: 9, payment: 2), award(0, 3, value: 9, payment: 0),
    ]
    let early = read(Exhaustion.self, one(budget: 5, buckets: 4), awards: awards)
    #expect(early.group(0, "early-exhaustion") == "0.5" && early.group(0, "exhausted") == "1")
    let never = read(Exhaustion.self, one(budget: 6, buckets: 4), awards: awards)
    #expect(never.overall("early-exhaustion") == "0" && never.overall("exhausted") == "0")
    let none = read(Exhaustion.self, one(buckets: 4), awards: awards)
    #expect(none.overall("exhausted") == "no budget has to last" && none.group(0, "exhausted") == "there is no budget")
  }

  @Test("Bid factors: bids over values of those who bid, per bucket")
  func factors() {
    let bids = [
      bid(0, value: 4, threshold: 0, bid: 2), bid(0, value: 9, threshold: 0, bid: -1),
      bid(1, value: 1, threshold: 0, bid: 1),
    ]
    let recording = read(BidFactors.self, one(), bids: bids)
    #expect(recording.group(0, "bid-factor") == "3/5")
    #expect(recording.series("bid-factor", group: 0) == ["2/4", "1/1"])
  }
}
