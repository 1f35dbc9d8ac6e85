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
  var stepsPerReplicate: Int? {
    let replays = BestResponses.isWanted(plan) ? world.bestResponses.replays(world) : 0
    return market.stepsPerReplicate.map { $0.multipliedReportingOverflow(by: 1 + replays) }.flatMap {
      $0.overflow ? nil : $0.partialValue
    }
  }

  func play(_ replicate: Replicate) throws -> Recording {
    var run = MarketRun(self, replicate)
    var recording = try run.play()
    if BestResponses.isWanted(plan) { try world.bestResponses.measure(world, replicate, into: &recording) }
    return recording
  }
}
