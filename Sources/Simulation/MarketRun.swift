internal import EventEngine
internal import MarketModel
internal import Randomness

/// What can happen in a repeated auction. At equal times the earlier case happens first.
enum MarketEvent: BitwiseCopyable, Sendable {
  case refill(group: Int32)
  case arrive(group: Int32)
  case depart(group: Int32)
  case settle(slot: Int32)
  case feedback(slot: Int32)
  case opportunity

  var rank: UInt8 {
    switch self {
    case .refill: 0
    case .depart: 1
    case .arrive: 2
    case .settle: 3
    case .feedback: 4
    case .opportunity: 5
    }
  }
}

/// One replicate of a repeated auction: the clock, and who acts when.
struct MarketRun: ~Copyable {
  private let prepared: PreparedAuctions
  private var queue = EventQueue<MarketEvent>()
  private var arrivals: any ArrivalProcess
  private let mechanism: any AuctionMechanism
  private var cast: Cast
  private var entrants: Entrants
  private var doorman: Doorman
  private var doorStreams: DoorStreams
  private var ledger: Ledger
  private var recorder: Recorder
  private var pending = DelayedFeedback()
  /// (seats).
  private var values: Column<Double>
  private var signals: Column<Double>
  private var bids: Column<Double>
  private var outcome: Outcome
  private var own: Column<Award>
  private var ties: TieBreaker
  private var arrivalStream: RandomStream
  private var segmentStream: RandomStream
  private var commonStream: RandomStream
  private var settlementStream: RandomStream
  private let segmentSampler: DiscreteSampler?
  private let flags: Flags
  private let start: [Int]
  private let duration: Double
  private let most: Int
  private var number = 0
  private var bucket = 0
  /// The bucket ends before this auction (horizon in auctions) or time.
  private var bucketEndsAt: Int
  private var bucketEndTime: Double
  /// Mean balances at the end of each bucket (groups with a budget × buckets).
  private var paths: [[Double]]
  /// Whether another opportunity is scheduled.
  private var goesOn = true

  /// What a run does without, so that the common case pays nothing for it.
  private struct Flags: Sendable {
    /// The same bidders in every auction, and nothing but auctions changes balances: seats are bidders.
    var isStatic: Bool
    var caps: Bool
    var hasBudgets: Bool
    /// Less than one whole item is for sale.
    var sellsParts: Bool
    var settlesAtOnce: Bool
    var hearsAtOnce: Bool
    var breaksTiesAtRandom: Bool
  }

  init(_ prepared: PreparedAuctions, _ replicate: Replicate) {
    self.prepared = prepared
    let world = prepared.world
    let groups = world.bidderGroups
    var start = [0]
    for group in prepared.market.groups { start.append(group.bidders.upperBound) }
    self.start = start
    let bidders = prepared.market.bidders
    let settlesAtOnce = world.settlementDelay == 0 && world.fallsDue >= 1
    let isStatic =
      settlesAtOnce && world.eligibility == .all
      && groups.allSatisfy {
        $0.participation >= 1 && $0.arrives <= 0 && $0.departs == .infinity && $0.budgetPeriod == nil
      }
    flags = Flags(
      isStatic: isStatic, caps: world.overBudget == .cap, hasBudgets: groups.contains { $0.budget != nil },
      sellsParts: prepared.market.supply < 1, settlesAtOnce: settlesAtOnce,
      hearsAtOnce: world.feedbackDelay == 0, breaksTiesAtRandom: world.ties == .random)
    let seats = world.eligibility == .sample ? min(world.sampleSize, bidders) : bidders
    entrants = Self.entrants(prepared, start, seats: seats, isStatic: isStatic)
    doorman = Doorman(world, start: start)
    doorStreams = DoorStreams(
      eligibility: RandomStream(.eligibility, in: replicate),
      participation: groups.map { RandomStream(.participation, in: replicate, of: $0.name) })
    cast = Cast(world, replicate, start: start)
    arrivals = world.arrivals
    mechanism = world.mechanism
    ledger = Ledger(prepared.market)
    recorder = Recorder(prepared, seats: seats, monitor: replicate.monitor)
    values = Column(repeating: 0, count: seats)
    signals = Column(repeating: 0, count: seats)
    bids = Column(repeating: Ballot.noBid, count: seats)
    outcome = Outcome(seats: seats)
    own = Column(repeating: Award(seat: 0, quantity: 0, payment: 0), count: seats)
    ties = TieBreaker(seats: flags.breaksTiesAtRandom ? seats : 0, stream: RandomStream(.ties, in: replicate))
    arrivalStream = RandomStream(.arrivals, in: replicate)
    segmentStream = RandomStream(.segments, in: replicate)
    commonStream = RandomStream(.common, in: replicate)
    settlementStream = RandomStream(.settlement, in: replicate)
    segmentSampler = world.segments.isEmpty ? nil : DiscreteSampler(weights: world.segments.map(\.share))
    switch world.horizon {
    case .auctions(let count):
      (most, duration) = (count, .infinity)
      bucketEndsAt = PreparedAuctions.bucketEnd(1, of: prepared.market.buckets, count)
      bucketEndTime = .infinity
    case .time(let seconds):
      (most, duration) = (.max, seconds)
      bucketEndsAt = .max
      bucketEndTime = seconds / Double(prepared.market.buckets)
    }
    paths = prepared.market.groups.map { _ in [] }
  }

  private static func entrants(_ prepared: PreparedAuctions, _ start: [Int], seats: Int, isStatic: Bool) -> Entrants {
    let groups = prepared.market.groups
    let budgets = groups.flatMap { Array(repeating: $0.budget ?? .greatestFiniteMagnitude, count: $0.bidders.count) }
    let reserves = zip(groups, prepared.world.bidderGroups).flatMap {
      Array(repeating: $1.reserve, count: $0.bidders.count)
    }
    let hasReserves = reserves.contains { $0 > 0 }
    let hasGroups = prepared.world.mechanism.needsGroups
    if isStatic {
      let groupAt = groups.indices.flatMap { Array(repeating: Int32($0), count: groups[$0].bidders.count) }
      return Entrants(
        seats: seats, seatStart: Column(start), members: Column(groups.flatMap { 0..<Int32($0.bidders.count) }),
        bidderAt: Column(Array(0..<Int32(seats))), left: Column(budgets), reserves: Column(hasReserves ? reserves : []),
        groups: Column(hasGroups ? groupAt : []))
    }
    return Entrants(
      seats: 0, seatStart: Column(repeating: 0, count: start.count), members: Column(repeating: 0, count: seats),
      bidderAt: Column(repeating: 0, count: seats), left: Column(repeating: 0, count: seats),
      reserves: Column(repeating: 0, count: hasReserves ? seats : 0),
      groups: Column(repeating: 0, count: hasGroups ? seats : 0))
  }
}

// MARK: - The event loop

extension MarketRun {
  mutating func play() throws -> Recording {
    schedule()
    while let event = queue.pop() {
      switch event.payload {
      case .opportunity:
        try auction(at: event.time)
        number &+= 1
        scheduleOpportunity(after: event.time)
      case .refill(let group): refill(Int(group), at: event.time)
      case .arrive(let group): doorman.admit(Int(group), true)
      case .depart(let group): doorman.admit(Int(group), false)
      case .settle(let slot): if let fact = ledger.settle(slot) { try recorder.recordLate(fact) }
      case .feedback(let slot): hear(slot)
      }
    }
    return try finish()
  }

  private mutating func schedule() {
    for (index, group) in prepared.world.bidderGroups.enumerated() {
      let number = Int32(index)
      if group.arrives > 0 { push(.arrive(group: number), at: group.arrives) }
      if group.departs < .infinity { push(.depart(group: number), at: group.departs) }
      if let period = group.budgetPeriod { push(.refill(group: number), at: period) }
    }
    scheduleOpportunity(after: 0)
  }

  @inline(__always) private mutating func scheduleOpportunity(after time: Double) {
    let next = number < most ? arrivals.next(after: time, using: &arrivalStream) : .infinity
    goesOn = next <= duration && next < .infinity
    if goesOn { queue.push(.opportunity, at: next, rank: MarketEvent.opportunity.rank) }
  }

  private mutating func push(_ event: MarketEvent, at time: Double) { queue.push(event, at: time, rank: event.rank) }

  /// Refills go on as long as there are opportunities.
  private mutating func refill(_ group: Int, at time: Double) {
    if !goesOn { return }
    // What was left at the end of a bucket is noted before it is filled up again.
    if time > bucketEndTime { turnBucket(at: time) }
    ledger.refill(group)
    guard let period = prepared.world.bidderGroups[group].budgetPeriod, time + period > time else { return }
    push(.refill(group: Int32(group)), at: time + period)
  }
}

// MARK: - One auction

extension MarketRun {
  @inline(__always) private mutating func auction(at time: Double) throws {
    var opportunity = Opportunity(number: number, time: time)
    if number >= bucketEndsAt || time > bucketEndTime { turnBucket(at: time) }
    if let segmentSampler { opportunity.segment = Int32(segmentSampler.sample(using: &segmentStream)) }
    if cast.needsCommonDraw { opportunity.common = commonStream.unit() }
    if !flags.isStatic { doorman.seat(opportunity, in: &entrants, balances: ledger.balances, streams: &doorStreams) }
    cast.draw(for: opportunity, entrants, into: &values, signals: &signals)
    if cast.hasSignals {
      cast.bid(on: opportunity, entrants, values: signals, into: &bids, caps: flags.caps)
    } else {
      cast.bid(on: opportunity, entrants, values: values, into: &bids, caps: flags.caps)
    }
    decide()
    if !flags.caps { resolveOverBudget() }
    try settle(time)
    try recorder.record(
      opportunity, seats: entrants.seats, bucket: Int32(truncatingIfNeeded: bucket), reserveBound: outcome.reserveBound,
      values: values)
    if cast.learns { tell(opportunity) }
  }

  @inline(__always) private mutating func decide() {
    if flags.breaksTiesAtRandom {
      ties.run(mechanism, entrants, bids, &outcome)
    } else {
      Self.run(mechanism, entrants, bids, &outcome)
    }
  }

  @inline(__always) private static func run(
    _ mechanism: any AuctionMechanism, _ entrants: borrowing Entrants, _ bids: borrowing Column<Double>,
    _ outcome: inout Outcome
  ) {
    let seats = entrants.seats
    let reserves = entrants.reserves.span
    let groups = entrants.groups.span
    let ballot = Ballot(
      bids: bids.span.extracting(first: seats),
      reserves: reserves.isEmpty ? reserves : reserves.extracting(first: seats),
      groups: groups.isEmpty ? groups : groups.extracting(first: seats))
    mechanism.run(ballot, into: &outcome)
  }

  /// Takes the payments from the balances and records them, or reserves them until they fall due.
  @inline(__always) private mutating func settle(_ time: Double) throws {
    var draw = 1.0
    if !flags.settlesAtOnce { draw = settlementStream.unit() }
    // One whole item to one seat breaks neither supply nor seats; that is the common case.
    if outcome.count > 1 || flags.sellsParts { try checkTogether() }
    for k in 0..<outcome.count {
      let award = outcome[k]
      let seat = Int(award.seat)
      // The common case first, without a product to wait for.
      let isPlain = award.quantity == 1 && award.payment >= 0 && award.payment <= bids[seat]
      if !isPlain && !isLawful(award) { throw lawBroken(award, bid: bids[seat]) }
      let left = entrants.left[seat]
      let payment = award.payment > left ? left : award.payment
      if flags.hasBudgets { entrants.left[seat] = left - payment }
      let bidder = entrants.bidderAt[seat]
      if flags.hasBudgets && !flags.isStatic { ledger.balances[Int(bidder)] = left - payment }
      if flags.settlesAtOnce {
        // Written field by field: a fact that is built first and then copied costs a stalled load.
        recorder.record(
          bidder: bidder, group: entrants.group(of: seat), bucket: bucket, value: values[seat],
          quantity: award.quantity, payment: payment)
      } else {
        let fact = AwardFact(
          bidder: bidder, group: Int32(truncatingIfNeeded: entrants.group(of: seat)),
          bucket: Int32(truncatingIfNeeded: bucket), value: values[seat], quantity: award.quantity, payment: payment)
        try settleLater(fact, time, draw)
      }
    }
  }

  @inline(never) private mutating func settleLater(_ fact: AwardFact, _ time: Double, _ draw: Double) throws {
    let slot = ledger.reserve(fact, fallsDue: draw < prepared.world.fallsDue)
    let delay = prepared.world.settlementDelay
    if delay > 0 { return push(.settle(slot: slot), at: time + delay) }
    if let due = ledger.settle(slot) { recorder.record(due) }
  }

  /// A payment is at most the bid times the quantity, up to rounding, and at most the bid for nothing.
  @inline(never) private func isLawful(_ award: Award) -> Bool {
    let bid = bids[Int(award.seat)]
    let most = award.quantity > 0 ? bid * award.quantity : bid
    return award.payment >= 0 && award.payment <= most * (1 + 1e-12) && award.quantity >= 0
      && award.quantity <= prepared.market.supply * (1 + 1e-12)
  }

  private func checkTogether() throws(LawBroken) {
    guard let breach = outcome.breach(ofSupply: prepared.market.supply) else { return }
    throw LawBroken("the mechanism '\(type(of: mechanism).card.id)' broke its law in auction \(number): \(breach)")
  }

  private func lawBroken(_ award: Award, bid: Double) -> LawBroken {
    LawBroken(
      "the mechanism '\(type(of: mechanism).card.id)' broke its law in auction \(number): seat \(award.seat), which bid "
        + "\(shortest(bid)), got \(shortest(award.quantity)) for \(shortest(award.payment))")
  }
}

// MARK: - Less frequent things

extension MarketRun {
  /// Winners that cannot pay lose: the item is sold again without them, or stays unsold.
  @inline(never) private mutating func resolveOverBudget() {
    let sellsAgain = prepared.world.overBudget == .disqualify
    var k = 0
    while k < outcome.count {
      let seat = Int(outcome[k].seat)
      if outcome[k].payment <= entrants.left[seat] {
        k += 1
      } else if sellsAgain {
        bids[seat] = Ballot.noBid
        decide()
        k = 0
      } else {
        outcome.strike(k)
      }
    }
  }

  @inline(never) private mutating func turnBucket(at time: Double) {
    let buckets = prepared.market.buckets
    while bucket < buckets - 1 && (number >= bucketEndsAt || time > bucketEndTime) {
      closeBucket()
      bucket += 1
      switch prepared.world.horizon {
      case .auctions(let count): bucketEndsAt = PreparedAuctions.bucketEnd(bucket + 1, of: buckets, count)
      case .time(let seconds): bucketEndTime = seconds * Double(bucket + 1) / Double(buckets)
      }
    }
    if bucket == buckets - 1 {
      bucketEndsAt = .max
      bucketEndTime = .infinity
    }
  }

  private mutating func closeBucket() {
    if flags.isStatic { storeBalances() }
    for (index, group) in prepared.market.groups.enumerated() where group.budget != nil {
      paths[index].append(ledger.meanBalance(index))
    }
  }

  /// While seats are bidders the balances live in the seats' row.
  private mutating func storeBalances() { for i in 0..<entrants.seats { ledger.balances[i] = entrants.left[i] } }

  @inline(never) private mutating func tell(_ opportunity: Opportunity) {
    let information = prepared.world.information
    if flags.hearsAtOnce {
      if cast.hasSignals {
        cast.observe(opportunity, entrants, values: signals, bids: bids, outcome, information: information, own: &own)
      } else {
        cast.observe(opportunity, entrants, values: values, bids: bids, outcome, information: information, own: &own)
      }
      return
    }
    let memory =
      cast.hasSignals
      ? DelayedFeedback.Memory(opportunity, entrants, values: signals, bids: bids, outcome)
      : DelayedFeedback.Memory(opportunity, entrants, values: values, bids: bids, outcome)
    push(.feedback(slot: pending.keep(memory)), at: opportunity.time + prepared.world.feedbackDelay)
  }

  private mutating func hear(_ slot: Int32) {
    guard let memory = pending.take(slot) else { return }
    let past = Entrants(
      seats: memory.members.count, seatStart: Column(memory.seatStart), members: Column(memory.members),
      bidderAt: Column(memory.bidderAt), left: Column(memory.left), reserves: Column([]), groups: Column([]))
    var told = Outcome(seats: memory.awards.count)
    for award in memory.awards { told.award(Int(award.seat), quantity: award.quantity, payment: award.payment) }
    cast.observe(
      memory.opportunity, past, values: Column(memory.values), bids: Column(memory.bids), told,
      information: prepared.world.information, own: &own)
  }

  private mutating func finish() throws -> Recording {
    while bucket < prepared.market.buckets - 1 {
      closeBucket()
      bucket += 1
    }
    closeBucket()
    if flags.isStatic { storeBalances() }
    var recording = Recording(prepared.plan)
    try recorder.finish(ledger, into: &recording)
    for (index, path) in paths.enumerated() {
      guard let last = path.last else { continue }
      recording.set(RepeatedAuction.balance.name, group: index, .value(last))
      recording.add(series: RepeatedAuction.balance, group: index, path.map(Reading.value))
    }
    return recording
  }
}
