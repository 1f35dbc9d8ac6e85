internal import MarketModel

/// A repeated auction with everything its replicates share.
struct PreparedAuctions: PreparedWorld {
  let world: RepeatedAuction
  let market: PreparedMarket

  init(_ world: RepeatedAuction, _ request: RecordingRequest) {
    self.world = world
    market = PreparedMarket(
      world.market, measures: world.measures, supply: world.mechanism.supply.reduce(0, +),
      paymentRule: world.paymentRule, request)
  }

  var plan: RecordingPlan { market.plan }
  var stepsPerReplicate: Int? { market.stepsPerReplicate }

  func play(_ replicate: Replicate) throws -> Recording {
    var run = MarketRun(self, replicate)
    return try run.play()
  }
}
