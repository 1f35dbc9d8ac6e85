internal import EventEngine
internal import MarketModel
internal import Randomness
internal import Statistics

/// One replicate of a repeated auction: who acts when.
struct MarketRun: ~Copyable {
  private let settlementDelay: Double
  private let fallsDue: Double
  private let sellsAgain: Bool
  private var stage: Stage
  private let mechanism: any AuctionMechanism
  private let supply: [Double]
  private let totalSupply: Double
  private var outcome: Outcome
  private var ties: TieBreaker
  private var settlementStream: RandomStream
  private let breaksTiesAtRandom: Bool
  private var desk: SellerDesk

  init(_ prepared: PreparedAuctions, _ replicate: Replicate) {
    let world = prepared.world
    settlementDelay = world.settlementDelay
    fallsDue = world.fallsDue
    sellsAgain = world.market.overBudget == .disqualify
    let seats = world.market.seats
    stage = Stage(
      prepared.market, replicate, settlesAtOnce: world.settlementDelay == 0 && world.fallsDue >= 1,
      needsGroups: world.mechanism.needsGroups, needsReserves: world.seller.isActive, lines: seats)
    mechanism = world.mechanism
    supply = mechanism.supply
    totalSupply = prepared.market.facts.supply
    outcome = Outcome(seats: seats)
    breaksTiesAtRandom = world.ties == .random
    ties = TieBreaker(seats: breaksTiesAtRandom ? seats : 0, stream: RandomStream(.ties, in: replicate))
    settlementStream = RandomStream(.settlement, in: replicate)
    desk = SellerDesk(world.seller, prepared.market, replicate, stage)
  }

  mutating func play() throws -> Recording {
    try playEvents()
    var recording = try stage.finish()
    desk.finish(into: &recording)
    return recording
  }

  /// Plays for what each bidder got and paid alone, and the number of auctions.
  mutating func playForTotals() throws -> (totals: [BidderTotal], auctions: Double) {
    try playEvents()
    return (try stage.recorder.closeBooks(), Double(stage.number))
  }

  private mutating func playEvents() throws {
    stage.schedule()
    while let event = stage.queue.pop() {
      if case .opportunity = event.payload {
        try auction(at: event.time)
        stage.next(after: event.time)
      } else {
        try stage.handle(event.payload, at: event.time)
      }
    }
  }
}

// MARK: - One auction

extension MarketRun {
  @inline(__always) private mutating func auction(at time: Double) throws {
    let opportunity = stage.open(at: time)
    stage.bid(on: opportunity)
    if desk.isActive { try desk.post(opportunity, on: &stage.entrants, bucket: stage.bucket) }
    decide()
    if !stage.flags.caps { resolveOverBudget() }
    if desk.isActive { desk.learn(opportunity, mechanism, stage.entrants, bids: stage.bids, outcome) }
    if stage.recorder.wantsBids { stage.recordBids(lowestPrice: mechanism.lowestPrice) }
    try settle(time)
    let best = Self.best(stage.values, seats: stage.entrants.seats, supply)
    try stage.close(opportunity, reserveBound: outcome.reserveBound, best: best)
    if stage.cast.learns { stage.tell(opportunity, outcome) }
  }

  @inline(__always) private static func best(
    _ values: borrowing Column<Double>, seats: Int, _ supply: [Double]
  ) -> Double {
    let row = values.span.extracting(first: seats)
    return supply.count == 1 ? supply[0] * largest(of: row) : bestWelfare(row, supply)
  }

  @inline(__always) private mutating func decide() {
    if breaksTiesAtRandom {
      ties.run(mechanism, stage.entrants, stage.bids, &outcome)
    } else {
      Self.run(mechanism, stage.entrants, stage.bids, &outcome)
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
    if !stage.flags.settlesAtOnce { draw = settlementStream.unit() }
    // One whole item to one seat breaks neither supply nor seats; that is the common case.
    if outcome.count > 1 || totalSupply < 1 { try checkTogether() }
    for k in 0..<outcome.count {
      let award = outcome[k]
      let seat = Int(award.seat)
      // The common case first, without a product to wait for.
      let isPlain = award.quantity == 1 && award.payment >= 0 && award.payment <= stage.bids[seat]
      if !isPlain && !isLawful(award) { throw lawBroken(award, bid: stage.bids[seat]) }
      let payment = stage.charge(seat, award.payment)
      if stage.flags.settlesAtOnce {
        stage.record(seat, quantity: award.quantity, payment: payment)
      } else {
        stage.keep(
          seat, value: stage.values[seat], quantity: award.quantity, payment: payment, fallsDue: draw < fallsDue,
          for: settlementDelay, from: time)
      }
    }
  }

  /// A payment is at most the bid times the quantity, up to rounding, and at most the bid for nothing.
  @inline(never) private func isLawful(_ award: Award) -> Bool {
    let bid = stage.bids[Int(award.seat)]
    let most = award.quantity > 0 ? bid * award.quantity : bid
    return award.payment >= 0 && award.payment <= most * (1 + 1e-12) && award.quantity >= 0
      && award.quantity <= totalSupply * (1 + 1e-12)
  }

  private func checkTogether() throws(LawBroken) {
    guard let breach = outcome.breach(ofSupply: totalSupply) else { return }
    throw LawBroken(
      "the mechanism '\(type(of: mechanism).card.id)' broke its law in auction \(stage.number): \(breach)")
  }

  private func lawBroken(_ award: Award, bid: Double) -> LawBroken {
    LawBroken(
      "the mechanism '\(type(of: mechanism).card.id)' broke its law in auction \(stage.number): seat \(award.seat), which bid "
        + "\(shortest(bid)), got \(shortest(award.quantity)) for \(shortest(award.payment))")
  }

  /// Winners that cannot pay lose: the item is sold again without them, or stays unsold.
  @inline(never) private mutating func resolveOverBudget() {
    var k = 0
    while k < outcome.count {
      let seat = Int(outcome[k].seat)
      if outcome[k].payment <= stage.entrants.left[seat] {
        k += 1
      } else if sellsAgain {
        stage.bids[seat] = Ballot.noBid
        decide()
        k = 0
      } else {
        outcome.strike(k)
      }
    }
  }
}

/// The highest welfare of one auction with several quantities for sale: the best values get the best quantities.
private func bestWelfare(_ values: Span<Double>, _ supply: [Double]) -> Double {
  var top = [Double](repeating: 0, count: supply.count)
  for i in values.indices {
    var value = values[i]
    for k in top.indices where value > top[k] { swap(&value, &top[k]) }
  }
  var sum = 0.0
  for k in top.indices { sum += top[k] * supply[k] }
  return sum
}
