internal import EventEngine
internal import MarketModel
internal import Randomness

/// An online knapsack with everything its replicates share.
struct PreparedKnapsack: PreparedWorld {
  let world: OnlineKnapsack
  let plan: RecordingPlan
  let stepsPerReplicate: Int?
  private let buckets: Int

  init(_ world: OnlineKnapsack, _ request: RecordingRequest) {
    self.world = world
    let count = world.fixed?.count ?? world.items.expectedCount
    buckets = max(1, min(request.buckets, count))
    let buckets = buckets
    plan = RecordingPlan(
      measures: request.chosen(from: world.measures), groups: world.groups,
      axis: .init(
        label: "share of the sequence", unit: .share, values: (1...buckets).map { Double($0) / Double(buckets) }))
    stepsPerReplicate = world.fixed?.count
  }

  func play(_ replicate: Replicate) throws -> Recording {
    let items = sequence(replicate)
    var policy = world.policy
    var stream = RandomStream(.admission, in: replicate)
    let needsWhole = policy.advice == .halfOptimum || Self.compared.contains { plan.includes($0) }
    let whole = needsWhole ? world.hindsight.value(of: items, capacity: world.items.capacity) : nil
    policy.begin(
      KnapsackFacts(
        capacity: world.items.capacity, limit: world.limit, low: world.low, high: world.high, items: items.count,
        foreseen: foreseen(policy.advice, items, whole)), using: &stream)
    let thresholds = policy.thresholds
    if let thresholds, thresholds.count != world.items.capacity + 1 {
      throw LawBroken("a policy gave \(thresholds.count) thresholds for a capacity of \(world.items.capacity)")
    }
    var run = KnapsackRun(
      capacity: world.items.capacity, limit: world.limit, low: world.low, high: world.high, buckets: buckets,
      keepsPath: plan.includes("worst-prefix-ratio"))
    let tenths = plan.includes("acceptance-rate") ? Self.densityTenths(items, world.items.capacity) : []
    try run.play(items, tenths: tenths, policy: &policy, thresholds: Column(thresholds ?? []), replicate.monitor)
    return record(run, items, whole, thresholds)
  }

  /// What cannot be said without hindsight.
  private static let compared = ["optimum", "ratio", "ratio-of-sums", "profit-share"]

  private func sequence(_ replicate: Replicate) -> [KnapsackItem] {
    var items = world.fixed ?? []
    if world.fixed == nil {
      var stream = RandomStream(.items, in: replicate)
      items = world.items.draw(using: &stream)
    }
    guard world.order == .shuffled else { return items }
    var stream = RandomStream(.order, in: replicate)
    var places = (0..<Int32(items.count)).map { $0 }
    var span = places.mutableSpan
    stream.shuffle(&span)
    let times = items.map(\.time)
    return zip(places, times).map { place, time in
      var item = items[Int(place)]
      item.time = time
      return item
    }
  }

  private func foreseen(_ advice: PriceAdvice?, _ items: [KnapsackItem], _ whole: Hindsight?) -> Double? {
    let capacity = world.items.capacity
    return switch advice {
    case nil: nil
    case .bestConstant: bestConstantThreshold(items, capacity: capacity, limit: world.limit)
    case .halfOptimum:
      halfOptimumDensity(
        items, optimum: whole?.value ?? 0, selection: world.hindsight.selection(of: items, capacity: capacity),
        capacity: capacity)
    }
  }

  /// Which tenth of the items, by density, each item belongs to: 0 holds the lowest. Equal densities: the earlier first.
  private static func densityTenths(_ items: [KnapsackItem], _ capacity: Int) -> [UInt8] {
    let densities = items.map { $0.density(ofCapacity: capacity) }
    var order = Array(items.indices)
    order.sort { (densities[$0], $0) < (densities[$1], $1) }
    var tenths = [UInt8](repeating: 0, count: items.count)
    for (rank, index) in order.enumerated() { tenths[index] = UInt8(rank * OnlineKnapsack.tenths / items.count) }
    return tenths
  }
}

extension PreparedKnapsack {
  private func record(
    _ run: KnapsackRun, _ items: [KnapsackItem], _ whole: Hindsight?, _ thresholds: [Double]?
  ) -> Recording {
    var recording = Recording(plan)
    func price(_ bucket: KnapsackRun.Bucket) -> Reading {
      if thresholds == nil { return .undefined("the policy does not go by a threshold") }
      return bucket.offered > 0 ? .value(bucket.thresholds / bucket.offered) : .undefined("no item was offered")
    }
    let total = run.buckets.reduce(KnapsackRun.Bucket()) { $0 + $1 }
    func quotient(_ a: Double, _ b: Double, _ reason: String) -> Reading {
      b > 0 ? .ratio(a, of: b) : .undefined(reason)
    }
    recording.set("items", .value(Double(items.count)))
    recording.set("accepted", .value(total.accepted))
    recording.set("acceptance-rate", quotient(total.accepted, total.offered, "no item was offered"))
    recording.set("profit", .value(total.profit))
    if let whole {
      recording.set("optimum", .value(whole.value))
      recording.set("ratio", quotient(whole.value, total.profit, "nothing was earned"))
      recording.set("ratio-of-sums", .ratio(whole.value, of: total.profit))
      recording.set("profit-share", quotient(total.profit, whole.value, "hindsight earns nothing"))
      let larger = max(total.profit, whole.value)
      recording.check("profit is at most the optimum", larger, equals: whole.value)
    }
    recording.set("utilisation", .value(run.utilisation))
    recording.set("refused-for-room", .value(total.withoutRoom))
    recording.set("out-of-bounds", .value(total.outside))
    recording.set(
      "constant-window",
      thresholds.map { thresholds in
        let window = widestConstantWindow(thresholds, low: world.low)
        return .value(Double(window.count) / Double(world.items.capacity))
      }
        ?? .undefined("the policy does not go by a threshold"))
    recording.set("worst-prefix-ratio", worstPrefix(run, items))
    for (tenth, tally) in (run.densityTenths + run.arrivalTenths).enumerated() {
      recording.set(
        "acceptance-rate", group: tenth, quotient(tally.accepted, tally.offered, "no item fell into this tenth"))
    }
    if plan.includes("acceptance-rate") {
      recording.add(
        series: OnlineKnapsack.acceptance,
        run.buckets.map { quotient($0.accepted, $0.offered, "no item came in this part of the sequence") })
    }
    recording.set("threshold", price(total))
    if thresholds != nil, plan.includes("threshold") {
      recording.add(series: OnlineKnapsack.price, run.buckets.map(price))
    }
    recording.check(
      "weight taken = weight given back + weight held", Double(run.taken), equals: Double(run.givenBack + run.used))
    return recording
  }

  private func worstPrefix(_ run: KnapsackRun, _ items: [KnapsackItem]) -> Reading {
    guard plan.includes("worst-prefix-ratio") else { return .undefined("not asked for") }
    guard
      let optima = world.hindsight.prefixValues(of: items, capacity: world.items.capacity)
    else { return .undefined("the bound is known for the whole sequence only") }
    var worst = (optimum: 0.0, profit: 1.0)
    for (optimum, profit) in zip(optima, run.path) where optimum > 0 {
      if profit == 0 { return .undefined("nothing was earned while something could have been") }
      if optimum * worst.profit > worst.optimum * profit { worst = (optimum, profit) }
    }
    return worst.optimum > 0 ? .ratio(worst.optimum, of: worst.profit) : .undefined("hindsight earns nothing")
  }
}
