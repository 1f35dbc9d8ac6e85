internal import MarketModel

/// A repeated auction with everything its replicates share.
struct PreparedAuctions: PreparedWorld {
  let world: RepeatedAuction
  let market: PreparedMarket

  init(_ world: RepeatedAuction, _ request: RecordingRequest) {
    self.world = world
    // Personal reserves count in ways that a threshold does not tell.
    let isPlain = world.mechanism.supply == [1] && world.market.groups.allSatisfy { $0.reserve == 0 }
    market = PreparedMarket(
      world.market, measures: world.measures, supply: world.mechanism.supply.reduce(0, +),
      paymentRule: isPlain ? world.mechanism.paymentRule : nil, request)
  }

  var plan: RecordingPlan { market.plan }
  var stepsPerReplicate: Int? { market.stepsPerReplicate }

  func play(_ replicate: Replicate) throws -> Recording {
    var run = MarketRun(self, replicate)
    return try run.play()
  }
}
