internal import MarketModel
internal import Randomness

/// An online matching with everything its replicates share.
struct PreparedOnlineMatching: PreparedWorld {
  let world: OnlineMatching
  let plan: RecordingPlan
  let buckets: Int
  /// The graph, where it is the same in every replicate.
  private let fixed: OnlineGraph?
  /// The benchmarks that some measure of the plan asks for.
  private let wanted: [any MatchingBenchmark]
  /// Their values, where these are the same in every replicate.
  private let known: [Result<Reading, any Error>?]
  let stepsPerReplicate: Int?

  init(_ world: OnlineMatching, _ request: RecordingRequest) {
    self.world = world
    var blank = RandomStream(seed: 0, replicate: 0, role: StreamRole.graph.rawValue, index: 0)
    let fixed = world.instance.traits.isFixed ? world.instance.draw(using: &blank) : nil
    self.fixed = fixed
    stepsPerReplicate = fixed?.arrivals.count
    let buckets = max(1, min(request.buckets, fixed?.arrivals.count ?? request.buckets))
    self.buckets = buckets
    plan = RecordingPlan(
      measures: request.chosen(from: world.measures),
      axis: .init(
        label: "share of the arrivals", unit: .share, values: (1...buckets).map { Double($0) / Double(buckets) }))
    let plan = plan
    wanted = world.benchmarks.filter { benchmark in
      let (value, ratio) = OnlineMatching.measures(of: benchmark)
      return plan.includes(value.name) || plan.includes(ratio.name)
    }
    known = wanted.map { benchmark in
      guard let fixed, fixed.flaw == nil else { return nil }
      if benchmark.needsOrder && (world.order == .random || !world.instance.traits.isCertain) { return nil }
      return Result { try benchmark.value(on: fixed, coins: []) }
    }
  }

  func play(_ replicate: Replicate) throws -> Recording {
    let graph = try graph(replicate)
    var luck = RandomStream(.success, in: replicate)
    let coins = world.instance.traits.isCertain ? [] : graph.arrivals.map { _ in luck.unit() }
    var run = try MatchingRun(world, graph, coins: coins, buckets: buckets, replicate)
    let tally = try run.play()
    var recording = Recording(plan)
    tally.record(into: &recording, graph)
    for (benchmark, known) in zip(wanted, known) {
      let reading = try known?.get() ?? benchmark.value(on: graph, coins: coins)
      let (value, ratio) = OnlineMatching.measures(of: benchmark)
      recording.set(value.name, reading)
      recording.set(ratio.name, Self.ratio(tally.welfare, reading))
    }
    return recording
  }

  private static func ratio(_ welfare: Double, _ reading: Reading) -> Reading {
    switch reading {
    case .value(let value): value > 0 ? .ratio(welfare, of: value) : .undefined("nothing can be matched")
    case .ratio, .undefined: reading
    }
  }

  private func graph(_ replicate: Replicate) throws -> OnlineGraph {
    var graph: OnlineGraph
    if let fixed {
      graph = fixed
    } else {
      var stream = RandomStream(.graph, in: replicate)
      graph = world.instance.draw(using: &stream)
    }
    if let flaw = graph.flaw {
      throw LawBroken("the graph '\(type(of: world.instance).card.id)' is none: \(flaw)")
    }
    if world.order == .random {
      var stream = RandomStream(.graph, in: replicate, of: "order")
      var order = graph.arrivals.mutableSpan
      stream.shuffle(&order)
    }
    return graph
  }
}
