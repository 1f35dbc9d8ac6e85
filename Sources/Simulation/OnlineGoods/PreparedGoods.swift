internal import FairDivision
internal import MarketModel
internal import Randomness

/// An online division with everything its replicates share.
struct PreparedGoods: PreparedWorld {
  let world: OnlineGoods
  let plan: RecordingPlan
  let buckets: Int
  /// The items, where they are the same in every replicate.
  private let fixed: Result<ItemSequence, any Error>?
  /// Their maximin shares, where those are asked for.
  private let fixedShares: [MaximinShare]?
  let stepsPerReplicate: Int?

  init(_ world: OnlineGoods, _ request: RecordingRequest) {
    self.world = world
    var blank = RandomStream(seed: 0, replicate: 0, role: StreamRole.valuations.rawValue, index: 0)
    let fixed: Result<ItemSequence, any Error>? =
      world.source.isAdversary
      ? Result { try world.source.attack(world.policy, world.traits) }
      : world.source.isFixed ? .success(world.source.draw(using: &blank)) : nil
    self.fixed = fixed
    let count = (try? fixed?.get())?.count
    stepsPerReplicate = count
    let buckets = max(1, min(request.buckets, count ?? world.source.expectedCount))
    self.buckets = buckets
    plan = RecordingPlan(
      measures: request.chosen(from: world.measures), groups: world.groups,
      axis: .init(
        label: "share of the items", unit: .share, values: (1...buckets).map { Double($0) / Double(buckets) }))
    // Shares do not depend on the order of the items.
    let plan = plan
    let wantsShares = OnlineGoods.measuresOfShares.contains { plan.includes($0) }
    fixedShares = wantsShares ? (try? fixed?.get()).flatMap { try? Self.shares($0, world.kind) } : nil
  }

  func play(_ replicate: Replicate) throws -> Recording {
    let sequence = try sequence(replicate)
    var policy = world.policy
    var stream = RandomStream(.allotment, in: replicate)
    let facts = DivisionFacts(sequence, world.traits, entitlements: world.entitlements)
    try policy.begin(facts, using: &stream)
    let yardstick = DivisionYardstick(facts: facts, divides: policy.pace.divides)
    let run = try DivisionRun(sequence, &policy, &stream, yardstick, buckets: buckets, replicate.monitor)
    var recording = Recording(plan)
    let record = try DivisionRecord(world, sequence, run, yardstick, plan, shares: shares(sequence))
    record.write(into: &recording)
    if replicate.number == 0 { record.show(in: &recording, names: world.groups) }
    return recording
  }

  private func sequence(_ replicate: Replicate) throws -> ItemSequence {
    var sequence: ItemSequence
    if let fixed {
      sequence = try fixed.get()
    } else {
      var stream = RandomStream(.valuations, in: replicate)
      sequence = world.source.draw(using: &stream)
    }
    guard sequence.agents == world.source.agents, sequence.count > 0 else {
      throw LawBroken("the source '\(type(of: world.source).card.id)' made no items, or of other agents than it said")
    }
    switch world.order {
    case .given: return sequence
    case .shuffled:
      var stream = RandomStream(.order, in: replicate)
      var places = (0..<Int32(sequence.count)).map { $0 }
      var span = places.mutableSpan
      stream.shuffle(&span)
      return sequence.reordered(places.map { Int($0) })
    case .ascending, .descending:
      let sign = world.order == .ascending ? 1.0 : -1.0
      let facts = DivisionFacts(sequence, world.traits)
      let sums = (0..<sequence.count).map { item in
        (0..<sequence.agents).reduce(0.0) { $0 + Double(sequence[item: item, agent: $1]) * facts.scales[$1] } * sign
      }
      return sequence.reordered(sums.indices.sorted { (sums[$0], $0) < (sums[$1], $1) })
    }
  }

  private func shares(_ sequence: ItemSequence) throws -> [MaximinShare]? {
    if let fixedShares { return fixedShares }
    guard OnlineGoods.measuresOfShares.contains(where: { plan.includes($0) }) else { return nil }
    return try Self.shares(sequence, world.kind)
  }

  /// A share that takes more steps to find is only bounded, and what depends on it undefined: about a second.
  private static let mostSteps = 10_000_000

  private static func shares(_ sequence: ItemSequence, _ kind: ItemKind) throws -> [MaximinShare] {
    try sequence.valuations(kind).maximinShares(nodes: mostSteps)
  }
}

extension ItemSequence {
  /// The same values agent by agent.
  func valuations(_ kind: ItemKind) throws -> Valuations {
    try Valuations(
      kind, agents: agents, items: count,
      values: (0..<agents).flatMap { agent in (0..<count).map { self[item: $0, agent: agent] } })
  }
}
