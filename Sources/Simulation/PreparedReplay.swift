public import MarketModel
internal import Randomness

/// A log replay with everything its replicates share.
struct PreparedReplay: PreparedWorld {
  let world: LogReplay
  let plan: RecordingPlan
  let stepsPerReplicate: Int?
  private let buckets: Int
  /// What bids, where log and training are the same in every replicate; a rule that learns does so in each.
  private let ready: (campaign: Campaign, rule: any BiddingRule)?

  init(_ world: LogReplay, _ request: RecordingRequest) {
    self.world = world
    var rows: Int?
    if let file = world.file { rows = file.count - world.training.rows }
    buckets = max(1, min(request.buckets, rows ?? request.buckets))
    let buckets = buckets
    plan = RecordingPlan(
      measures: request.chosen(from: world.measures),
      axis: .init(label: "share of the log", unit: .share, values: (1...buckets).map { Double($0) / Double(buckets) }))
    stepsPerReplicate = rows
    ready = world.file.map { file in
      let campaign = world.campaign(training: file)
      var rule = world.rule
      rule.begin(campaign)
      return (campaign, rule)
    }
  }

  func play(_ replicate: Replicate) throws -> Recording {
    if let file = world.file, let ready {
      let learned = try world.learnedRule(for: ready.campaign, replicate)
      return try replay(file, ready.campaign, learned ?? ready.rule, replicate.monitor)
    }
    guard case .component(let source) = world.log else {
      preconditionFailure("a scenario whose log could not be read was run")
    }
    var stream = RandomStream(.log, in: replicate)
    let log = source.draw(using: &stream)
    let campaign = world.campaign(training: log)
    if let learned = try world.learnedRule(for: campaign, replicate) {
      return try replay(log, campaign, learned, replicate.monitor)
    }
    var rule = world.rule
    rule.begin(campaign)
    return try replay(log, campaign, rule, replicate.monitor)
  }

  private struct Tally {
    var won = 0
    var clicks = 0
    var cost = 0
  }

  private func replay(
    _ log: AuctionLog, _ campaign: Campaign, _ rule: any BiddingRule, _ monitor: Monitor
  ) throws -> Recording {
    let first = min(world.training.rows, log.count)
    var rule = rule
    var tallies = [Tally](repeating: Tally(), count: buckets)
    var prices = [UInt64](repeating: 0, count: campaign.highestPrice + 1)
    var left = campaign.episode
    var budget = campaign.budget
    var episodes = 1
    let rows = log.count - first
    for bucket in 0..<buckets {
      let start = first + PreparedMarket.bucketEnd(bucket, of: buckets, rows)
      let range = start..<(first + PreparedMarket.bucketEnd(bucket + 1, of: buckets, rows))
      Self.play(range, log, &rule, campaign, &left, &budget, &episodes, &tallies[bucket], &prices)
      try monitor.advance(by: range.count)
    }
    return record(tallies, prices, rows: rows, episodes: episodes, campaign)
  }

  /// The hot loop.
  private static func play(
    _ range: Range<Int>, _ log: AuctionLog, _ rule: inout any BiddingRule, _ campaign: Campaign,
    _ left: inout Int, _ budget: inout Int, _ episodes: inout Int, _ tally: inout Tally, _ prices: inout [UInt64]
  ) {
    let rates = log.clickRates.span
    let market = log.prices.span
    let clicked = log.clicks.span
    var counts = prices.mutableSpan
    for i in range {
      if left == 0 {
        left = campaign.episode
        budget = campaign.budget
        episodes += 1
      }
      let bid = rule.bid(clickRate: rates[i], auctionsLeft: left, budgetLeft: budget)
      let price = Int(market[i])
      if bid >= price && price <= budget {
        tally.won += 1
        tally.clicks += Int(clicked[i])
        tally.cost += price
        budget -= price
        counts[min(price, counts.count - 1)] += 1
      }
      left -= 1
    }
  }

  private func record(
    _ tallies: [Tally], _ prices: [UInt64], rows: Int, episodes: Int, _ campaign: Campaign
  ) -> Recording {
    var recording = Recording(plan)
    var all = Tally()
    for tally in tallies {
      all.won += tally.won
      all.clicks += tally.clicks
      all.cost += tally.cost
    }
    func quotient(_ a: Int, _ b: Int, _ reason: String) -> Reading {
      b > 0 ? .ratio(Double(a), of: Double(b)) : .undefined(reason)
    }
    recording.set("auctions", .value(Double(rows)))
    recording.set("impressions", .value(Double(all.won)))
    recording.set("clicks", .value(Double(all.clicks)))
    recording.set("cost", .value(Double(all.cost)))
    recording.set("profit", .value(Double(all.clicks) * world.clickValue - Double(all.cost)))
    recording.set("win-rate", quotient(all.won, rows, "the log is empty"))
    recording.set("click-rate", quotient(all.clicks, all.won, "nothing was won"))
    recording.set("cost-per-click", quotient(all.cost, all.clicks, "there was no click"))
    recording.set("price-mean", quotient(all.cost, all.won, "nothing was won"))
    recording.set("budget-use", quotient(all.cost, episodes * campaign.budget, "the budget is 0"))
    recording.add(series: LogReplay.clicksOverTime, tallies.map { .value(Double($0.clicks)) })
    recording.add(series: LogReplay.costOverTime, tallies.map { .value(Double($0.cost)) })
    recording.add(
      distribution: LogReplay.pricePaid,
      prices.enumerated().filter { $1 > 0 }.map { .init(low: Double($0) - 0.5, high: Double($0) + 0.5, count: $1) })
    recording.check(
      "cost = price × impressions, summed over prices", Double(all.cost),
      equals: prices.enumerated().reduce(0) { $0 + Double($1.offset) * Double($1.element) })
    recording.check(
      "impressions = sum over prices", Double(all.won), equals: Double(prices.reduce(0, +)))
    return recording
  }
}

extension LogReplay.Training {
  /// Rows at the beginning of the log that are not replayed.
  var rows: Int { if case .firstRows(let count) = self { count } else { 0 } }
}

extension LogReplay {
  public func trainer(_ replicate: Replicate) -> (any PolicyTrainer)? {
    var log = file
    if log == nil, case .component(let source) = self.log {
      var stream = RandomStream(.log, in: replicate)
      log = source.draw(using: &stream)
    }
    return log.flatMap { trainer(for: campaign(training: $0), replicate) }
  }

  private func trainer(for campaign: Campaign, _ replicate: Replicate) -> (any PolicyTrainer)? {
    rule.trainer(for: campaign, using: RandomStream(.learning, in: replicate))
  }

  /// The rule trained to the end; nil for one that does not learn.
  func learnedRule(for campaign: Campaign, _ replicate: Replicate) throws -> (any BiddingRule)? {
    guard var trainer = trainer(for: campaign, replicate) else { return nil }
    while trainer.stepsDone < trainer.steps {
      try trainer.advance(to: trainer.stepsDone + max(1, trainer.steps / 100))
      try replicate.monitor.advance(by: 0)
    }
    return trainer.rule
  }

  /// What the bidder knows before the replay.
  func campaign(training log: AuctionLog) -> Campaign {
    let counts: [Double]
    var examples = AuctionLog(clicks: [], prices: [], clickRates: [])
    let impressions: Double
    let cost: Double
    let clicks: Double
    switch training {
    case .given(let priceCounts, let givenImpressions, let givenCost, let givenClicks):
      (counts, impressions, cost, clicks) = (priceCounts, givenImpressions, givenCost, givenClicks)
    case .firstRows(let rows):
      let rows = min(rows, log.count)
      var byPrice = [Double](repeating: 0, count: Int(log.prices.max() ?? 0) + 1)
      for price in log.prices[..<rows] { byPrice[Int(price)] += 1 }
      counts = byPrice
      impressions = Double(rows)
      examples = AuctionLog(
        clicks: Array(log.clicks[..<rows]), prices: Array(log.prices[..<rows]),
        clickRates: Array(log.clickRates[..<rows]))
      cost = log.prices[..<rows].reduce(0) { $0 + Double($1) }
      // Without a click in training, half a click: rules divide by it.
      clicks = max(0.5, Double(log.clicks[..<rows].reduce(0, +)))
    }
    // Each price is counted once more than it was seen, so that none is impossible.
    let total = counts.reduce(0, +) + Double(counts.count)
    let amount =
      switch budget {
      case .fraction(let share): Int(cost / impressions * share * Double(episode))
      case .amount(let amount): amount
      }
    return Campaign(
      clickRate: clicks / impressions, trainingCost: cost, trainingClicks: clicks,
      priceChances: counts.map { ($0 + 1) / total }, episode: episode, budget: amount,
      clickValue: objective == .profit ? clickValue : 1,
      moneyWeight: objective == .profit ? 1 : 0, examples: examples)
  }
}
