internal import MarketModel

/// AuctionGym's market with everything its replicates share.
struct PreparedGym: PreparedWorld {
  let world: AuctionGym
  let plan: RecordingPlan
  let stepsPerReplicate: Int?

  init(_ world: AuctionGym, _ request: RecordingRequest) {
    self.world = world
    let ends = PreparedMarket.bucketEnds(request.buckets, of: world.iterations)
    plan = RecordingPlan(
      measures: request.chosen(from: world.measures), groups: world.groups,
      axis: .init(label: "iteration", unit: Unit("iterations"), values: ends.map(Double.init)))
    stepsPerReplicate = world.rounds * world.iterations
  }

  func play(_ replicate: Replicate) throws -> Recording {
    try GymRun.play(world, replicate, plan)
  }
}
