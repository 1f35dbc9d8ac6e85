internal import MarketModel

/// A sponsored search with everything its replicates share.
struct PreparedSearch: PreparedWorld {
  let world: SponsoredSearch
  let market: PreparedMarket

  init(_ world: SponsoredSearch, _ request: RecordingRequest) {
    self.world = world
    market = PreparedMarket(
      world.market, measures: world.measures, supply: world.sale.examination.prefix(world.sale.most).reduce(0, +),
      request)
  }

  var plan: RecordingPlan { market.plan }
  var stepsPerReplicate: Int? { market.stepsPerReplicate }

  func play(_ replicate: Replicate) throws -> Recording {
    var run = SearchRun(self, replicate)
    return try run.play()
  }
}
