internal import EventEngine
internal import MarketModel
internal import Randomness

/// What can happen in an online matching. At equal times the earlier case happens first.
enum MatchingEvent: BitwiseCopyable, Sendable {
  case windowEnds
  case losesPatience(number: Int32)
  case arrives

  var rank: UInt8 {
    switch self {
    case .windowEnds: 0
    case .losesPatience: 1
    case .arrives: 2
    }
  }
}

/// One replicate of an online matching: the clock, and what each arrival comes to.
struct MatchingRun: ~Copyable {
  private let graph: OnlineGraph
  /// (arrivals) — empty when every match succeeds.
  private let coins: [Double]
  private var queue = EventQueue<MatchingEvent>()
  private var arrivals: any ArrivalProcess
  private var arrivalStream: RandomStream
  /// One.
  private var policy: Column<any MatchingPolicy>
  private var policyStream: RandomStream
  private let pace: MatchingPace
  private let patience: Double
  private var side: OfflineSide
  private var tally: MatchingTally
  private let monitor: Monitor
  private var next = 0
  private var bucket = 0
  private var bucketEnd: Int
  private var unreported = 0
  private var held = HeldVertices()
  /// (edges of the arrival).
  private var shares: [Double] = []

  init(_ world: OnlineMatching, _ graph: OnlineGraph, coins: [Double], buckets: Int, _ replicate: Replicate)
    throws
  {
    self.graph = graph
    self.coins = coins
    arrivals = world.arrivals
    arrivalStream = RandomStream(.arrivals, in: replicate)
    policyStream = RandomStream(.matching, in: replicate)
    var policy = world.policy
    try policy.begin(MatchingFacts(graph, withForecast: policy.needsForecast), using: &policyStream)
    pace = policy.pace
    self.policy = Column([policy])
    patience = world.patience
    side = OfflineSide(graph)
    tally = MatchingTally(buckets: buckets)
    bucketEnd = PreparedMarket.bucketEnd(1, of: buckets, graph.arrivals.count)
    monitor = replicate.monitor
  }
}

// MARK: - The event loop

extension MatchingRun {
  mutating func play() throws -> MatchingTally {
    scheduleArrival(after: 0)
    while let event = queue.pop() {
      switch event.payload {
      case .arrives: try arrive(at: event.time)
      case .windowEnds: try endWindow(at: event.time)
      case .losesPatience(let number): if held.remove(Int(number)) { tally.lost += 1 }
      }
    }
    try monitor.advance(by: unreported)
    for vertex in graph.limits.indices { tally.left += side.left[vertex] }
    return tally
  }

  @inline(__always) private mutating func scheduleArrival(after time: Double) {
    if next >= graph.arrivals.count { return }
    let time = graph.times.isEmpty ? arrivals.next(after: time, using: &arrivalStream) : graph.times[next]
    if time < .infinity { queue.push(.arrives, at: time, rank: MatchingEvent.arrives.rank) }
  }

  private mutating func arrive(at time: Double) throws {
    let number = next
    next += 1
    while number >= bucketEnd {
      bucket += 1
      bucketEnd = PreparedMarket.bucketEnd(bucket + 1, of: tally.welfareByBucket.count, graph.arrivals.count)
    }
    switch pace {
    case .atOnce: try decide(number, at: time)
    case .inShares: try split(number, at: time)
    case .inWindows(let length): hold(number, at: time, window: length)
    }
    unreported += 1
    if unreported == 1024 {
      try monitor.advance(by: unreported)
      unreported = 0
    }
    scheduleArrival(after: time)
  }
}

// MARK: - Deciding at once

extension MatchingRun {
  @inline(__always) private mutating func decide(_ number: Int, at time: Double) throws {
    let type = Int(graph.arrivals[number])
    let row = graph.edges(of: type)
    let choice = try Self.choose(&policy, graph, side, number: number, type: type, time: time, &policyStream)
    guard let choice else { return }
    guard choice >= 0 && choice < row.count else {
      throw broken("chose edge \(choice) of \(row.count)")
    }
    try attempt(row.lowerBound + choice, of: number, after: 0)
  }

  @inline(__always) private static func choose(
    _ policy: inout Column<any MatchingPolicy>, _ graph: OnlineGraph, _ side: borrowing OfflineSide, number: Int,
    type: Int, time: Double, _ stream: inout RandomStream
  ) throws -> Int? {
    let row = graph.edges(of: type)
    let arrival = ArrivingVertex(
      number: number, type: type, time: time, offline: graph.offline.span.extracting(row),
      weights: graph.weights.span.extracting(row), probabilities: graph.probabilities.span.extracting(row),
      side: side.view)
    return try policy[0].choose(from: arrival, using: &stream)
  }

  /// Tries an edge after its arrival has waited so long [s].
  @inline(__always) private mutating func attempt(_ edge: Int, of number: Int, after wait: Double) throws {
    let vertex = Int(graph.offline[edge])
    let probability = graph.probabilities[edge]
    guard side.left[vertex] > 0 else { throw broken("matched offline vertex \(vertex), of which nothing is left") }
    guard probability > 0 else { throw broken("matched an edge that cannot succeed") }
    let succeeds = coins.isEmpty || coins[number] < probability
    let value = side.attempt(vertex, weight: graph.weights[edge], probability: probability, succeeds: succeeds)
    tally.attempts += 1
    tally.waited += wait
    if succeeds { tally.matched += 1 }
    tally.welfare += value
    tally.welfareByBucket[bucket] += value
  }

  private func broken(_ deed: String) -> LawBroken {
    LawBroken("the policy '\(type(of: policy[0]).card.id)' \(deed)")
  }
}

// MARK: - Splitting

extension MatchingRun {
  private mutating func split(_ number: Int, at time: Double) throws {
    let type = Int(graph.arrivals[number])
    let row = graph.edges(of: type)
    shares.removeAll(keepingCapacity: true)
    for _ in row { shares.append(0) }
    try Self.split(&policy, graph, side, number: number, type: type, time: time, into: &shares, &policyStream)
    var total = 0.0
    for (share, edge) in zip(shares, row) {
      let vertex = Int(graph.offline[edge])
      let amount = graph.use == .unit ? share : share * graph.weights[edge]
      total += share
      guard share >= 0, total <= 1 + 1e-9, amount <= side.left[vertex] + 1e-9 * side.limits[vertex] else {
        throw broken(
          "gave offline vertex \(vertex) the share \(share), beyond the arrival or what is left of the vertex")
      }
      let value = side.fill(vertex, weight: graph.weights[edge], share: share)
      tally.matched += graph.use == .unit && graph.weights[edge] > 0 ? value / graph.weights[edge] : share
      tally.welfare += value
      tally.welfareByBucket[bucket] += value
    }
    if total > 0 { tally.attempts += 1 }
  }

  private static func split(
    _ policy: inout Column<any MatchingPolicy>, _ graph: OnlineGraph, _ side: borrowing OfflineSide, number: Int,
    type: Int, time: Double, into shares: inout [Double], _ stream: inout RandomStream
  ) throws {
    let row = graph.edges(of: type)
    let arrival = ArrivingVertex(
      number: number, type: type, time: time, offline: graph.offline.span.extracting(row),
      weights: graph.weights.span.extracting(row), probabilities: graph.probabilities.span.extracting(row),
      side: side.view)
    var shares = shares.mutableSpan
    try policy[0].split(arrival, into: &shares, using: &stream)
  }
}

// MARK: - Windows

extension MatchingRun {
  private mutating func hold(_ number: Int, at time: Double, window: Double) {
    if held.isEmpty {
      let end = ((time / window).rounded(.down) + 1) * window
      push(.windowEnds, at: max(end, time))
    }
    held.add(number, at: time)
    // A vertex that leaves at the very end of its window is still matched: the window ends first.
    if patience < .infinity { push(.losesPatience(number: Int32(number)), at: time + patience) }
  }

  private mutating func push(_ event: MatchingEvent, at time: Double) { queue.push(event, at: time, rank: event.rank) }

  private mutating func endWindow(at time: Double) throws {
    if held.isEmpty { return }
    held.gather(graph)
    try Self.assign(&policy, &held, side, &policyStream)
    for i in held.numbers.indices where held.choices[i] >= 0 {
      let place = held.choices[i]
      guard held.starts[i] <= place && place < held.starts[i + 1] else {
        throw broken("gave a held vertex the edge \(place), which is not its own")
      }
      let number = held.numbers[i]
      let edge = graph.edges(of: Int(graph.arrivals[number])).lowerBound + (place - held.starts[i])
      try attempt(edge, of: number, after: time - held.times[i])
    }
    held.removeAll()
  }

  private static func assign(
    _ policy: inout Column<any MatchingPolicy>, _ held: inout HeldVertices, _ side: borrowing OfflineSide,
    _ stream: inout RandomStream
  ) throws {
    let (starts, offline, weights, probabilities) = (held.starts, held.offline, held.weights, held.probabilities)
    let batch = HeldBatch(
      starts: starts.span, offline: offline.span, weights: weights.span, probabilities: probabilities.span,
      side: side.view)
    var choices = held.choices.mutableSpan
    try policy[0].assign(batch, into: &choices, using: &stream)
  }
}
