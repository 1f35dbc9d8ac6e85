internal import EventEngine
internal import MarketModel
internal import Randomness

/// One replicate of a sponsored search: who acts when.
struct SearchRun: ~Copyable {
  private let world: SponsoredSearch
  private let sale: SponsoredSearch.Sale
  private var stage: Stage
  private let mechanism: any PositionMechanism
  private var qualities: Qualities
  private var placements: Placements
  private let examination: Column<Double>
  private var users: Users
  private var books: SearchBooks
  private var rankings: Rankings
  /// The highest values of an impression, best first, while the highest welfare is found (slots that can be filled).
  private var highest: Column<Double>
  /// What those that learn are told (seats).
  private var outcome: Outcome
  private var lots: RandomStream
  /// (groups).
  private let valuePerUnit: [Double]
  private let conversionRates: [Double]
  private let goals: [SponsoredSearch.Goal]
  private let flags: Flags

  /// What a run does without, so that the common case pays nothing for it.
  private struct Flags: Sendable {
    var convertsValues: Bool
    var isExpected: Bool
    var needsLot: Bool
    var isComplete: Bool
    /// Whether the highest welfare is asked for.
    var wantsBest: Bool
    var ranks: Bool
  }

  init(_ prepared: PreparedSearch, _ replicate: Replicate) {
    world = prepared.world
    sale = world.sale
    let isExpected = world.payment.counting == .expected
    stage = Stage(
      prepared.market, replicate, settlesAtOnce: isExpected, needsGroups: true, lines: 2 * sale.most)
    var mechanism = sale.mechanism
    mechanism.begin(world.page(training: Training(world, mechanism.trainingDraws).draw(replicate)))
    self.mechanism = mechanism
    qualities = Qualities(world, replicate, isStatic: stage.flags.isStatic)
    placements = Placements(room: sale.examination.count)
    examination = Column(sale.examination)
    users = Users(world, replicate)
    books = SearchBooks(world, prepared.market)
    rankings = Rankings(world, prepared.market)
    highest = Column(repeating: 0, count: sale.most)
    outcome = Outcome(seats: sale.examination.count)
    lots = RandomStream(.ties, in: replicate)
    valuePerUnit = world.advertisers.map(\.valuePerUnit)
    conversionRates = world.advertisers.map(\.conversionRate)
    goals = world.advertisers.map(\.goal)
    flags = Flags(
      convertsValues: valuePerUnit.contains { $0 != 1 }, isExpected: isExpected, needsLot: mechanism.needsLot,
      isComplete: stage.cast.foresees,
      wantsBest: prepared.plan.includes("efficiency") || prepared.plan.includes("expected-efficiency"),
      ranks: rankings.isWanted)
  }

  mutating func play() throws -> Recording {
    stage.schedule()
    while let event = stage.queue.pop() {
      if case .opportunity = event.payload {
        try page(at: event.time)
        stage.next(after: event.time)
      } else {
        try stage.handle(event.payload, at: event.time)
      }
    }
    var recording = try stage.finish()
    books.finish(into: &recording)
    rankings.finish(into: &recording)
    return recording
  }
}

// MARK: - One page

extension SearchRun {
  @inline(__always) private mutating func page(at time: Double) throws {
    let opportunity = stage.open(at: time)
    if flags.convertsValues { convertValues() }
    qualities.draw(for: opportunity, stage.entrants)
    if flags.isComplete {
      stage.bid(on: opportunity, quality: qualities.quality, examination: examination)
    } else {
      stage.bid(on: opportunity)
    }
    try decide()
    if !stage.flags.caps { try resolveOverBudget() }
    try show()
    if flags.isExpected { settleExpected() } else { settleDrawn(time) }
    if flags.ranks { rankings.fold(stage.bids, qualities.quality, stage.entrants) }
    let best =
      flags.wantsBest
      ? Self.best(stage.values, qualities.quality, sale.examination, &highest, seats: stage.entrants.seats) : 0
    try stage.close(opportunity, reserveBound: placements.reserveBound, best: best)
    books.closePage(bucket: stage.bucket, worth: flags.wantsBest ? worth() : 0, best: best)
    if stage.cast.learns { tell(opportunity) }
  }

  /// From here on values are per click.
  @inline(never) private mutating func convertValues() {
    for group in valuePerUnit.indices where valuePerUnit[group] != 1 {
      for seat in stage.entrants.range(group) {
        stage.values[seat] *= valuePerUnit[group]
        stage.signals[seat] *= valuePerUnit[group]
      }
    }
  }

  @inline(__always) private mutating func decide() throws {
    Self.run(
      mechanism, stage.entrants, stage.bids, qualities.quality, qualities.matrix, examination, most: sale.most,
      lot: flags.needsLot ? lots.next() : 0, &placements)
    if let breach = breach() {
      throw LawBroken(
        "the mechanism '\(type(of: mechanism).card.id)' broke its law on page \(stage.number): \(breach)")
    }
  }

  @inline(__always) private static func run(
    _ mechanism: any PositionMechanism, _ entrants: borrowing Entrants, _ bids: borrowing Column<Double>,
    _ quality: borrowing Column<Double>, _ matrix: borrowing Column<Double>, _ examination: borrowing Column<Double>,
    most: Int, lot: UInt64, _ placements: inout Placements
  ) {
    let seats = entrants.seats
    let reserves = entrants.reserves.span
    let table = matrix.span
    let ballot = PositionBallot(
      bids: bids.span.extracting(first: seats),
      reserves: reserves.isEmpty ? reserves : reserves.extracting(first: seats),
      groups: entrants.groups.span.extracting(first: seats),
      rates: ClickRates(
        examination: examination.span, quality: quality.span.extracting(first: seats),
        matrix: table.isEmpty ? table : table.extracting(first: seats &* examination.count)),
      most: most, lot: lot)
    placements.clear()
    mechanism.run(ballot, into: &placements)
  }

  /// What the placements break of the socket's law, in words; nil: nothing.
  ///
  /// - Complexity: O(ads²), for few ads faster than a set.
  @inline(__always) private func breach() -> String? {
    let count = placements.count
    if count > sale.most { return "it placed \(count) ads where \(sale.most) may be" }
    for k in 0..<count {
      let line = placements[k]
      let seat = Int(line.seat)
      guard seat >= 0, seat < stage.entrants.seats, stage.bids[seat] >= 0 else {
        return "it placed seat \(seat), which does not bid"
      }
      guard line.position >= 0, Int(line.position) < examination.count else {
        return "there is no position \(line.position)"
      }
      if !(line.price >= 0 && line.price <= stage.bids[seat] * (1 + 1e-12)) {
        return "seat \(seat), which bid \(shortest(stage.bids[seat])), would pay \(shortest(line.price)) for a click"
      }
      for other in 0..<k {
        if placements[other].seat == line.seat { return "seat \(seat) was placed twice" }
        if placements[other].position == line.position { return "two ads stand at position \(line.position)" }
      }
    }
    return nil
  }

  /// Shows the page to the user: the chance of a click for each ad.
  @inline(__always) private mutating func show() throws {
    for k in 0..<placements.count {
      let line = placements[k]
      let position = Int(line.position)
      let seat = Int(line.seat)
      let alone =
        qualities.matrix.count == 0
        ? qualities.quality[seat] * examination[position]
        : qualities.matrix[seat &* examination.count &+ position]
      if !(alone >= 0 && alone <= 1) {
        throw LawBroken("the ad of seat \(seat) has the click rate \(shortest(alone)) on page \(stage.number)")
      }
      var ad = ShownAd(position: line.position, alone: alone)
      if qualities.saysWhetherUsersGoOn {
        ad.goesOn = qualities.goesOn(
          after: Int(stage.entrants.members[seat]), of: Int(stage.entrants.groups[seat]), at: position)
      }
      users.ads[k] = ad
    }
    users.look(at: placements.count)
  }

  /// Each ad counts at its click rate.
  @inline(__always) private mutating func settleExpected() {
    for k in 0..<placements.count {
      let line = placements[k]
      let seat = Int(line.seat)
      let rate = users.rates[k]
      let payment = stage.charge(seat, line.price * rate)
      stage.record(seat, quantity: rate, payment: payment)
      let conversions = conversionRates[Int(stage.entrants.groups[seat])] * rate
      books.record(
        line, bidder: Int(stage.entrants.bidderAt[seat]), clicks: rate, conversions: conversions,
        payment: payment)
    }
  }

  /// Users click and buy, at once or later.
  @inline(never) private mutating func settleDrawn(_ time: Double) {
    users.click(placements.count)
    for k in 0..<placements.count {
      let line = placements[k]
      let seat = Int(line.seat)
      let group = Int(stage.entrants.groups[seat])
      let fate = users.fate(of: k, conversionRate: conversionRates[group])
      let (price, due, wait) = bill(line, fate, rate: users.rates[k], group)
      let goal = goals[group]
      let (worth, worthAfter) =
        goal == .click ? (fate.isClicked, fate.clickAfter) : (fate.isConverted, fate.conversionAfter)
      let value = goal == .click ? stage.values[seat] : stage.values[seat] / conversionRates[group]
      let payment = stage.charge(seat, price)
      if worth && due && wait == worthAfter {
        stage.keep(seat, value: value, quantity: 1, payment: payment, fallsDue: true, for: wait, from: time)
      } else {
        if payment > 0 {
          stage.keep(seat, value: 0, quantity: 0, payment: payment, fallsDue: due, for: wait, from: time)
        }
        if worth {
          stage.keep(seat, value: value, quantity: 1, payment: 0, fallsDue: true, for: worthAfter, from: time)
        }
      }
      books.record(
        line, bidder: Int(stage.entrants.bidderAt[seat]), clicks: fate.isClicked ? 1 : 0,
        conversions: fate.isConverted ? 1 : 0, payment: due ? payment : 0)
    }
  }

  /// What is reserved for an ad, whether it falls due, and when that is known [s after the impression].
  @inline(__always) private func bill(
    _ line: Placement, _ fate: Users.Fate, rate: Double, _ group: Int
  ) -> (price: Double, due: Bool, wait: Double) {
    switch world.payment.occasion {
    case .impression: (line.price * rate, true, 0)
    case .click: (line.price, fate.isClicked, fate.clickAfter)
    case .conversion: (line.price / conversionRates[group], fate.isConverted, fate.conversionAfter)
    }
  }
}

// MARK: - Less frequent things

extension SearchRun {
  /// Advertisers that cannot pay for a click (or conversion) are not shown: the page is sold again without them, or the
  /// slot stays empty.
  @inline(never) private mutating func resolveOverBudget() throws {
    let sellsAgain = world.market.overBudget == .disqualify
    var k = 0
    while k < placements.count {
      let seat = Int(placements[k].seat)
      let group = Int(stage.entrants.groups[seat])
      let unit = world.payment.occasion == .conversion && !flags.isExpected ? 1 / conversionRates[group] : 1
      if placements[k].price * unit <= stage.entrants.left[seat] {
        k += 1
      } else if sellsAgain {
        stage.bids[seat] = PositionBallot.noBid
        try decide()
        k = 0
      } else {
        placements.strike(k)
      }
    }
  }

  /// The highest welfare of a separable page: the highest values of an impression get the best slots.
  ///
  /// Few slots are kept in order by comparing with each, without a branch that would mostly be guessed wrongly.
  @inline(__always) private static func best(
    _ values: borrowing Column<Double>, _ quality: borrowing Column<Double>, _ examination: [Double],
    _ highest: inout Column<Double>, seats: Int
  ) -> Double {
    let slots = highest.count
    var row = highest.mutableSpan
    for k in 0..<slots { row[k] = 0 }
    for seat in 0..<seats {
      // Vectors, of which one lane counts: of plain numbers the compiler makes a branch again.
      var worth = SIMD2(repeating: values[seat] * quality[seat])
      if slots > 8 && worth[0] <= row[slots &- 1] { continue }
      for k in 0..<slots {
        let held = SIMD2(repeating: row[k])
        let isHigher = worth .> held
        row[k] = held.replacing(with: worth, where: isHigher)[0]
        worth.replace(with: held, where: isHigher)
      }
    }
    var sum = 0.0
    for k in 0..<slots { sum += row[k] * examination[k] }
    return sum
  }

  /// What the clicks of this page are worth in expectation.
  @inline(__always) private func worth() -> Double {
    var sum = 0.0
    for k in 0..<placements.count { sum += stage.values[Int(placements[k].seat)] * users.rates[k] }
    return sum
  }

  /// What advertisers hear of a page: its click rates and expected payments.
  @inline(never) private mutating func tell(_ opportunity: Opportunity) {
    outcome.clear()
    for k in 0..<placements.count {
      let line = placements[k]
      outcome.award(Int(line.seat), quantity: users.rates[k], payment: line.price * users.rates[k])
    }
    stage.tell(opportunity, outcome)
  }
}
