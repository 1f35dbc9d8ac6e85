internal import MarketModel
internal import Statistics

/// A one-shot market ready to be matched.
struct PreparedMatching: PreparedWorld {
  let world: OneShotMatching
  let plan: RecordingPlan
  var stepsPerReplicate: Int? { 1 }

  init(_ world: OneShotMatching, _ request: RecordingRequest) {
    self.world = world
    plan = RecordingPlan(
      measures: request.chosen(from: world.measures))
  }

  func play(_ replicate: Replicate) throws -> Recording {
    let market = world.source.market(in: replicate)
    let outcome = try world.rule.match(market)
    if let broken = outcome.brokenLaw(in: market) {
      throw LawBroken("the rule '\(type(of: world.rule).card.id)' breaks a law: \(broken)")
    }
    try replicate.monitor.advance(by: 1)
    var recording = Recording(plan)
    let accounts = MatchingAccounts(outcome, in: market)
    record(accounts, outcome, market, in: &recording)
    check(accounts, outcome, in: &recording)
    if replicate.number == 0 {
      recording.add(table: pairs(accounts, outcome, market))
      if outcome.lottery.count > 1 { recording.add(table: lottery(outcome, market)) }
    }
    return recording
  }

  private func record(
    _ accounts: MatchingAccounts, _ outcome: MatchingOutcome, _ market: MatchingMarket, in recording: inout Recording
  ) {
    let buyers = Double(market.buyers.count)
    let revenue = outcome.payments.reduce(0, +)
    let surplus = surpluses(accounts, outcome)
    let someChance = accounts.utilities.indices.filter { !accounts.chances[$0].isEmpty }
    func least(_ values: [Double]) -> Reading {
      values.min().map(Reading.value) ?? .undefined("nobody gets anything")
    }
    recording.set("welfare", .value(accounts.welfare))
    recording.set(
      "welfare-ratio",
      outcome.welfareBound > 0 ? .ratio(accounts.welfare, of: outcome.welfareBound) : .value(1))
    recording.set("revenue", .value(revenue))
    recording.set("surplus", .value(surplus.reduce(0, +)))
    recording.set("buyers", .value(buyers))
    recording.set("items", .value(Double(market.items.count)))
    recording.set("matched", .value(accounts.matched))
    recording.set("match-rate", .ratio(accounts.matched, of: buyers))
    recording.set("matchings", .value(Double(outcome.lottery.count)))
    recording.set("min-utility", least(accounts.utilities))
    recording.set("min-utility-matched", least(someChance.map { accounts.utilities[$0] }))
    recording.set("min-surplus", least(surplus))
    recording.set("gini", Concentration.gini(accounts.utilities).map(Reading.value) ?? .undefined("there is no buyer"))
    recording.set("jain", Concentration.jain(accounts.utilities).map(Reading.value) ?? .undefined("there is no buyer"))
    if ["envy-max", "envy-pairs"].contains(where: plan.includes) {
      let envy = accounts.envy(in: market)
      recording.set("envy-max", .value(envy.greatest))
      recording.set("envy-pairs", .value(Double(envy.pairs)))
    }
    if ["net-envy-max", "net-envy-pairs"].contains(where: plan.includes) {
      let envy = accounts.envy(in: market, payments: outcome.payments)
      recording.set("net-envy-max", .value(envy.greatest))
      recording.set("net-envy-pairs", .value(Double(envy.pairs)))
    }
  }

  /// What each buyer has after paying; rounding makes nobody a loser.
  private func surpluses(_ accounts: MatchingAccounts, _ outcome: MatchingOutcome) -> [Double] {
    zip(accounts.utilities, outcome.payments).map { max(0, $0 - $1) }
  }

  private func check(_ accounts: MatchingAccounts, _ outcome: MatchingOutcome, in recording: inout Recording) {
    let revenue = outcome.payments.reduce(0, +)
    recording.check(
      "welfare = revenue + surplus", accounts.welfare,
      equals: revenue + surpluses(accounts, outcome).reduce(0, +))
    if let prices = outcome.prices {
      let sold = accounts.chances.flatMap { $0 }
      recording.check(
        "payments = lowest competitive prices of the items sold", revenue,
        equals: sold.reduce(0) { $0 + $1.chance * prices.lowest[$1.item] })
      recording.check(
        "welfare = the dual bound: no matching has more", accounts.welfare, equals: outcome.welfareBound)
    }
    if let guarantees = outcome.guarantees {
      recording.check(
        "utilities in the lottery = those promised by the fractional matching", accounts.utilities.reduce(0, +),
        equals: guarantees.reduce(0, +))
    }
  }
}
