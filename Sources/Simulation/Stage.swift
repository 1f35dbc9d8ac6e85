internal import EventEngine
internal import MarketModel
internal import Randomness

/// What can happen in a market. At equal times the earlier case happens first.
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

/// One replicate's clock, bidders, balances and records: what a market needs whatever is sold in it.
///
/// A run opens an auction on it, lets the groups bid, decides and settles by rules of its own, and closes it.
struct Stage: ~Copyable {
  let market: PreparedMarket
  var queue = EventQueue<MarketEvent>()
  private var arrivals: any ArrivalProcess
  var cast: Cast
  var entrants: Entrants
  private var doorman: Doorman
  private var doorStreams: DoorStreams
  var ledger: Ledger
  var recorder: Recorder
  private var pending = DelayedFeedback()
  /// (seats).
  var values: Column<Double>
  var signals: Column<Double>
  var bids: Column<Double>
  private var own: Column<Award>
  private var arrivalStream: RandomStream
  private var segmentStream: RandomStream
  private var commonStream: RandomStream
  private let segmentSampler: DiscreteSampler?
  let flags: Flags
  private let duration: Double
  private let most: Int
  private(set) var number = 0
  private(set) var bucket = 0
  /// The bucket ends before this auction (horizon in auctions) or time.
  private var bucketEndsAt: Int
  private var bucketEndTime: Double
  /// Mean balances at the end of each bucket (groups with a budget × buckets).
  private var paths: [[Double]]
  /// Whether another opportunity is scheduled.
  private var goesOn = true

  /// What a run does without, so that the common case pays nothing for it.
  struct Flags: Sendable {
    /// The same bidders in every auction, and nothing but auctions changes balances: seats are bidders.
    var isStatic: Bool
    var caps: Bool
    var hasBudgets: Bool
    var settlesAtOnce: Bool
    var hearsAtOnce: Bool
  }

  /// - Parameters:
  ///   - settlesAtOnce: whether every payment is made in its auction.
  ///   - needsGroups: whether the mechanism must be told the group of each seat.
  ///   - needsReserves: whether every seat has a reserve that the run may raise.
  ///   - lines: how many awards an auction can have that are settled at once.
  init(
    _ market: PreparedMarket, _ replicate: Replicate, settlesAtOnce: Bool, needsGroups: Bool,
    needsReserves: Bool = false,
    lines: Int
  ) {
    self.market = market
    let terms = market.terms
    let groups = terms.groups
    let start = market.start
    let isStatic = settlesAtOnce && terms.isFixed && groups.allSatisfy { $0.budgetPeriod == nil }
    flags = Flags(
      isStatic: isStatic, caps: terms.overBudget == .cap, hasBudgets: groups.contains { $0.budget != nil },
      settlesAtOnce: settlesAtOnce, hearsAtOnce: terms.feedbackDelay == 0)
    let seats = terms.seats
    entrants = Entrants(market, start, isStatic: isStatic, hasGroups: needsGroups, needsReserves: needsReserves)
    doorman = Doorman(terms, start: start)
    doorStreams = DoorStreams(
      eligibility: RandomStream(.eligibility, in: replicate),
      participation: groups.map { RandomStream(.participation, in: replicate, of: $0.name) })
    cast = Cast(terms, replicate, start: start)
    arrivals = terms.arrivals
    ledger = Ledger(market.facts)
    recorder = Recorder(market, lines: lines, monitor: replicate.monitor)
    values = Column(repeating: 0, count: seats)
    signals = Column(repeating: 0, count: seats)
    bids = Column(repeating: Ballot.noBid, count: seats)
    own = Column(repeating: Award(seat: 0, quantity: 0, payment: 0), count: seats)
    arrivalStream = RandomStream(.arrivals, in: replicate)
    segmentStream = RandomStream(.segments, in: replicate)
    commonStream = RandomStream(.common, in: replicate)
    segmentSampler = terms.segments.isEmpty ? nil : DiscreteSampler(weights: terms.segments.map(\.share))
    switch terms.horizon {
    case .auctions(let count):
      (most, duration) = (count, .infinity)
      bucketEndsAt = PreparedMarket.bucketEnd(1, of: market.facts.buckets, count)
      bucketEndTime = .infinity
    case .time(let seconds):
      (most, duration) = (.max, seconds)
      bucketEndsAt = .max
      bucketEndTime = seconds / Double(market.facts.buckets)
    }
    paths = groups.map { _ in [] }
  }
}

// MARK: - Events

extension Stage {
  mutating func schedule() {
    for (index, group) in market.terms.groups.enumerated() {
      let number = Int32(index)
      if group.arrives > 0 { push(.arrive(group: number), at: group.arrives) }
      if group.departs < .infinity { push(.depart(group: number), at: group.departs) }
      if let period = group.budgetPeriod { push(.refill(group: number), at: period) }
    }
    scheduleOpportunity(after: 0)
  }

  /// Ends an auction: the next one can be drawn.
  @inline(__always) mutating func next(after time: Double) {
    number &+= 1
    scheduleOpportunity(after: time)
  }

  @inline(__always) private mutating func scheduleOpportunity(after time: Double) {
    let next = number < most ? arrivals.next(after: time, using: &arrivalStream) : .infinity
    goesOn = next <= duration && next < .infinity
    if goesOn { queue.push(.opportunity, at: next, rank: MarketEvent.opportunity.rank) }
  }

  mutating func push(_ event: MarketEvent, at time: Double) { queue.push(event, at: time, rank: event.rank) }

  /// Everything but an opportunity, which the run handles by itself.
  mutating func handle(_ event: MarketEvent, at time: Double) throws {
    switch event {
    case .opportunity: preconditionFailure("an opportunity is the run's own business")
    case .refill(let group): try refill(Int(group), at: time)
    case .arrive(let group): doorman.admit(Int(group), true)
    case .depart(let group): doorman.admit(Int(group), false)
    case .settle(let slot): if let fact = ledger.settle(slot) { try recorder.recordLate(fact) }
    case .feedback(let slot): hear(slot)
    }
  }

  /// Refills go on as long as there are opportunities. There may be many between two of these: a run can be stopped then.
  private mutating func refill(_ group: Int, at time: Double) throws {
    if !goesOn { return }
    try recorder.pause()
    // What was left at the end of a bucket is noted before it is filled up again.
    if time > bucketEndTime { turnBucket(at: time) }
    ledger.refill(group)
    guard let period = market.terms.groups[group].budgetPeriod, time + period > time else { return }
    push(.refill(group: Int32(group)), at: time + period)
  }
}

// MARK: - One auction

extension Stage {
  /// Opens an auction: its bidders sit down and learn what it is worth to them.
  @inline(__always) mutating func open(at time: Double) -> Opportunity {
    var opportunity = Opportunity(number: number, time: time)
    if number >= bucketEndsAt || time > bucketEndTime { turnBucket(at: time) }
    if let segmentSampler { opportunity.segment = Int32(segmentSampler.sample(using: &segmentStream)) }
    if cast.needsCommonDraw { opportunity.common = commonStream.unit() }
    if !flags.isStatic { doorman.seat(opportunity, in: &entrants, balances: ledger.balances, streams: &doorStreams) }
    cast.draw(for: opportunity, entrants, into: &values, signals: &signals)
    return opportunity
  }

  /// Collects the bids.
  @inline(__always) mutating func bid(on opportunity: Opportunity) {
    if cast.hasSignals {
      cast.bid(on: opportunity, entrants, values: signals, into: &bids, caps: flags.caps)
    } else {
      cast.bid(on: opportunity, entrants, values: values, into: &bids, caps: flags.caps)
    }
  }

  /// Collects the bids for a page of ads, of bidders who may know everybody's values.
  mutating func bid(
    on opportunity: Opportunity, quality: borrowing Column<Double>, examination: borrowing Column<Double>
  ) {
    cast.bid(
      on: opportunity, entrants, values: values, quality: quality, examination: examination, into: &bids,
      caps: flags.caps)
  }

  /// Takes a payment from a seat's balance, as much of it as is left, and says how much that was.
  @inline(__always) mutating func charge(_ seat: Int, _ payment: Double) -> Double {
    let left = entrants.left[seat]
    let paid = payment > left ? left : payment
    if flags.hasBudgets { entrants.left[seat] = left - paid }
    if flags.hasBudgets && !flags.isStatic { ledger.balances[Int(entrants.bidderAt[seat])] = left - paid }
    return paid
  }

  /// Records an award that is settled at once; its money was charged.
  @inline(__always) mutating func record(_ seat: Int, quantity: Double, payment: Double) {
    // Written field by field: a fact that is built first and then copied costs a stalled load.
    recorder.record(
      bidder: entrants.bidderAt[seat], group: entrants.group(of: seat), bucket: bucket, value: values[seat],
      quantity: quantity, payment: payment)
  }

  /// Keeps an award of an auction at `time`, whose money was charged, for a while: then it is recorded, or the money
  /// given back.
  @inline(never) mutating func keep(
    _ seat: Int, value: Double, quantity: Double, payment: Double, fallsDue: Bool, for delay: Double, from time: Double
  ) {
    let fact = AwardFact(
      bidder: entrants.bidderAt[seat], group: Int32(truncatingIfNeeded: entrants.group(of: seat)),
      bucket: Int32(truncatingIfNeeded: bucket), value: value, quantity: quantity, payment: payment)
    let slot = ledger.reserve(fact, fallsDue: fallsDue)
    if delay > 0 { return push(.settle(slot: slot), at: time + delay) }
    if let due = ledger.settle(slot) { recorder.record(due) }
  }

  /// Records everybody's bids, for the metrics that ask for them.
  @inline(never) mutating func recordBids(lowestPrice: Double) {
    recorder.record(entrants, values: values, bids: bids, bucket: bucket, lowestPrice: lowestPrice)
  }

  /// Closes an auction; `best` is the highest welfare that any allocation could have had.
  @inline(__always) mutating func close(_ opportunity: Opportunity, reserveBound: Bool, best: Double) throws {
    try recorder.record(
      opportunity, seats: entrants.seats, bucket: Int32(truncatingIfNeeded: bucket), reserveBound: reserveBound,
      best: best)
  }
}

// MARK: - Less frequent things

extension Stage {
  @inline(never) private mutating func turnBucket(at time: Double) {
    let buckets = market.facts.buckets
    while bucket < buckets - 1 && (number >= bucketEndsAt || time > bucketEndTime) {
      closeBucket()
      bucket += 1
      switch market.terms.horizon {
      case .auctions(let count): bucketEndsAt = PreparedMarket.bucketEnd(bucket + 1, of: buckets, count)
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
    for (index, group) in market.facts.groups.enumerated() where group.budget != nil {
      paths[index].append(ledger.meanBalance(index))
    }
  }

  /// While seats are bidders the balances live in the seats' row.
  private mutating func storeBalances() { for i in 0..<entrants.seats { ledger.balances[i] = entrants.left[i] } }

  /// Tells those that learn, at once or later.
  @inline(never) mutating func tell(_ opportunity: Opportunity, _ outcome: borrowing Outcome) {
    let information = market.terms.information
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
    push(.feedback(slot: pending.keep(memory)), at: opportunity.time + market.terms.feedbackDelay)
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
      information: market.terms.information, own: &own)
  }

  /// The records of the whole run.
  mutating func finish() throws -> Recording {
    while bucket < market.facts.buckets - 1 {
      closeBucket()
      bucket += 1
    }
    closeBucket()
    if flags.isStatic { storeBalances() }
    var recording = Recording(market.plan)
    try recorder.finish(ledger, into: &recording)
    for (index, path) in paths.enumerated() {
      guard let last = path.last else { continue }
      recording.set(Marketplace.balance.name, group: index, .value(last))
      recording.add(series: Marketplace.balance, group: index, path.map(Reading.value))
    }
    return recording
  }
}
