internal import MarketModel
internal import Randomness
internal import Statistics

/// One replicate of AuctionGym's market.
struct GymRun: ~Copyable {
  let world: AuctionGym
  private let mechanism: any AuctionMechanism
  private let agents: Int
  private let participants: Int
  private let hidden: Int
  private let observed: Int
  /// (agents).
  private let groupOf: Column<Int32>
  private var allocators: Column<any AdAllocator>
  private var shadings: Column<any BidShading>
  private let isComplete: Column<Bool>
  private let learns: Column<Bool>
  private var allocatorStreams: Column<RandomStream>
  private var shadingStreams: Column<RandomStream>
  private let catalogue: GymCatalogue
  private var participation: RandomStream
  private var contexts: RandomStream
  private var clicks: RandomStream
  private let normal = NormalSampler()
  /// The agents in random order; the first are in the auction.
  private var order: Column<Int32>
  /// The user, constant last, as it is and as agents see it.
  private var user: Column<Double>
  private var seen: Column<Double>
  /// True click rates of one agent's ads.
  private var rates: Column<Double>
  /// (participants).
  private var bids: Column<Double>
  private var entries: Column<Entry>
  private var outcome: Outcome
  /// What each agent that learns went through in this iteration (agents × rounds), and how much of it there is.
  private var records: Column<AdRecord>
  private var users: Column<Double>
  private var filled: Column<Int>
  /// (groups × iterations).
  private(set) var tallies: Column<GymTally>

  /// One participant's choice.
  private struct Entry: BitwiseCopyable, Sendable {
    var agent: Int32 = 0
    var ad: Int32 = 0
    var value = 0.0
    var estimate = 0.0
    var shading = 0.0
    var rate = 0.0
    var best = 0.0
  }

  init(_ world: AuctionGym, _ replicate: Replicate) {
    self.world = world
    mechanism = world.mechanism
    let groups = world.agentGroups
    let names = groups.flatMap { group in (0..<group.count).map { "\(group.name)/\($0)" } }
    agents = names.count
    participants = world.participants
    hidden = world.users.hidden
    observed = world.users.observed
    groupOf = Column(groups.indices.flatMap { Array(repeating: Int32($0), count: groups[$0].count) })
    catalogue = GymCatalogue(world, names, replicate)
    var allocators: [any AdAllocator] = []
    var shadings: [any BidShading] = []
    for group in groups {
      for _ in 0..<group.count {
        var allocator = group.allocator
        allocator.begin(
          AgentFacts(values: catalogue.values(of: allocators.count), features: world.users.observed + 1))
        var shading = group.shading
        shading.begin()
        allocators.append(allocator)
        shadings.append(shading)
      }
    }
    let learns = allocators.indices.map { allocators[$0].learns || shadings[$0].learns }
    isComplete = Column(allocators.map { $0.foresight == .complete })
    self.learns = Column(learns)
    self.allocators = Column(allocators)
    self.shadings = Column(shadings)
    allocatorStreams = Column(names.map { RandomStream(.estimates, in: replicate, of: $0) })
    shadingStreams = Column(names.map { RandomStream(.bids, in: replicate, of: $0) })
    participation = RandomStream(.eligibility, in: replicate)
    contexts = RandomStream(.contexts, in: replicate)
    clicks = RandomStream(.clicks, in: replicate)
    order = Column((0..<agents).map { Int32($0) })
    user = Column(repeating: 1, count: hidden + 1)
    seen = Column(repeating: 1, count: observed + 1)
    rates = Column(repeating: 0, count: catalogue.mostAds)
    bids = Column(repeating: 0, count: participants)
    entries = Column(repeating: Entry(), count: participants)
    outcome = Outcome(seats: participants)
    let room = learns.contains(true) ? agents * world.rounds : 0
    records = Column(
      repeating: AdRecord(
        ad: 0, hasWon: false, isClicked: false, value: 0, estimate: 0, shading: 0, price: 0), count: room)
    users = Column(repeating: 0, count: room * (observed + 1))
    filled = Column(repeating: 0, count: agents)
    tallies = Column(repeating: GymTally(), count: groups.count * world.iterations)
  }

  static func play(_ world: AuctionGym, _ replicate: Replicate, _ plan: RecordingPlan) throws -> Recording {
    var run = GymRun(world, replicate)
    for iteration in 0..<world.iterations { try run.play(iteration, replicate.monitor) }
    return run.record(plan)
  }

  /// Plays one iteration, after which those that learn do.
  private mutating func play(_ iteration: Int, _ monitor: Monitor) throws {
    var left = world.rounds
    while left > 0 {
      let count = min(left, 500)
      for _ in 0..<count { try playRound(iteration) }
      left -= count
      try monitor.advance(by: count)
    }
    for agent in 0..<agents where learns[agent] {
      let first = agent * world.rounds
      Self.teach(
        &allocators[agent], &shadings[agent], records, users, first..<(first + filled[agent]), features: observed + 1)
      filled[agent] = 0
    }
  }

  private static func teach(
    _ allocator: inout any AdAllocator, _ shading: inout any BidShading, _ records: borrowing Column<AdRecord>,
    _ users: borrowing Column<Double>, _ rows: Range<Int>, features: Int
  ) {
    let log = AdLog(
      records: records.span.extracting(rows),
      users: users.span.extracting((rows.lowerBound * features)..<(rows.upperBound * features)), features: features)
    if allocator.learns { allocator.learn(log) }
    if shading.learns { shading.learn(log) }
  }
}

// MARK: - One round

extension GymRun {
  @inline(__always) private mutating func playRound(_ iteration: Int) throws {
    drawUser()
    for seat in 0..<participants {
      let place = seat &+ participation.index(below: agents &- seat)
      let agent = order[place]
      order[place] = order[seat]
      order[seat] = agent
      try enter(Int(agent), seat)
    }
    Self.run(mechanism, bids, &outcome)
    try settle(iteration)
  }

  @inline(__always) private mutating func drawUser() {
    let deviation = world.users.deviation
    for i in 0..<hidden { user[i] = deviation * normal.sample(using: &contexts) }
    for i in 0..<observed { seen[i] = user[i] }
  }

  /// One agent chooses an ad and bids.
  @inline(__always) private mutating func enter(_ agent: Int, _ seat: Int) throws {
    let ads = catalogue.ads(of: agent)
    let best = Self.rate(catalogue, ads, user, &rates)
    let choice = Self.choose(
      &allocators[agent], seen, rates, isComplete[agent] ? ads.count : 0, &allocatorStreams[agent])
    if !(choice.ad >= 0 && choice.ad < ads.count && choice.estimate >= 0 && choice.estimate <= 1) {
      throw lawBroken(agent, choice.ad, choice.estimate)
    }
    let value = catalogue.values[ads.lowerBound + choice.ad]
    let shading = shadings[agent].factor(value: value, estimate: choice.estimate, using: &shadingStreams[agent])
    let bid = shading * value * choice.estimate
    bids[seat] = bid >= 0 ? min(bid, .greatestFiniteMagnitude) : Ballot.noBid
    entries[seat] = Entry(
      agent: Int32(truncatingIfNeeded: agent), ad: Int32(truncatingIfNeeded: choice.ad), value: value,
      estimate: choice.estimate, shading: shading, rate: rates[choice.ad], best: best)
  }

  /// Writes the true click rates of an agent's ads, and says what the best of them is worth.
  @inline(__always) private static func rate(
    _ catalogue: borrowing GymCatalogue, _ ads: Range<Int>, _ user: borrowing Column<Double>,
    _ rates: inout Column<Double>
  ) -> Double {
    let x = user.span
    let coefficients = catalogue.coefficients.span
    var row = rates.mutableSpan
    var part = row._mutatingExtracting(0..<ads.count)
    for ad in part.indices {
      var sum = 0.0
      let base = (ads.lowerBound &+ ad) &* x.count
      for i in x.indices { sum += coefficients[base &+ i] * x[i] }
      part[ad] = sum
    }
    logistic(&part)
    var best = 0.0
    for ad in part.indices {
      let worth = part[ad] * catalogue.values[ads.lowerBound &+ ad]
      best = worth > best ? worth : best
    }
    return best
  }

  @inline(__always) private static func choose(
    _ allocator: inout any AdAllocator, _ seen: borrowing Column<Double>, _ rates: borrowing Column<Double>,
    _ count: Int, _ stream: inout RandomStream
  ) -> (ad: Int, estimate: Double) {
    allocator.choose(for: seen.span, rates: rates.span.extracting(first: count), using: &stream)
  }

  @inline(__always) private static func run(
    _ mechanism: any AuctionMechanism, _ bids: borrowing Column<Double>, _ outcome: inout Outcome
  ) {
    mechanism.run(Ballot(bids: bids.span, reserves: Span()), into: &outcome)
  }

  /// Charges, shows the ad, and writes down what everybody learnt.
  @inline(__always) private mutating func settle(_ iteration: Int) throws {
    let chance = clicks.unit()
    var winner = -1
    var price = 0.0
    for k in 0..<outcome.count {
      let award = outcome[k]
      let seat = Int(award.seat)
      // An all-pay auction charges losers too.
      if !(award.payment >= 0 && award.payment <= bids[seat] * (1 + 1e-12)) { throw lawBroken(award) }
      if award.quantity > 0 {
        winner = seat
        price = award.payment
      } else {
        charge(seat, award.payment, 0, iteration)
      }
    }
    let isClicked = winner >= 0 && chance < entries[winner].rate
    if winner >= 0 { charge(winner, price, isClicked ? entries[winner].value : 0, iteration) }
    for seat in 0..<participants { note(seat, seat == winner, price, isClicked, iteration) }
  }

  @inline(__always) private mutating func charge(_ seat: Int, _ payment: Double, _ gross: Double, _ iteration: Int) {
    let place = Int(groupOf[Int(entries[seat].agent)]) &* world.iterations &+ iteration
    tallies[place].paid += payment
    tallies[place].gross += gross
    tallies[place].surplus += gross - payment
  }

  @inline(__always) private mutating func note(
    _ seat: Int, _ hasWon: Bool, _ price: Double, _ isClicked: Bool, _ iteration: Int
  ) {
    let entry = entries[seat]
    let agent = Int(entry.agent)
    let place = Int(groupOf[agent]) &* world.iterations &+ iteration
    let worth = entry.rate * entry.value
    let error = entry.estimate - entry.rate
    var tally = tallies[place]
    tally.asked += 1
    tally.allocation += entry.best - worth
    tally.estimation += error * entry.value
    tally.squares += error * error
    tally.shading += entry.shading
    if hasWon {
      tally.won += 1
      tally.clicks += isClicked ? 1 : 0
      tally.expected += worth
      tally.overbid += price - highestOther(seat)
      tally.bias += entry.rate > 0 ? entry.estimate / entry.rate : 0
    } else if price < worth && price > bids[seat] {
      tally.underbid += price - bids[seat]
    }
    tallies[place] = tally
    if !learns[agent] { return }
    let row = agent * world.rounds + filled[agent]
    filled[agent] += 1
    records[row] = AdRecord(
      ad: entry.ad, hasWon: hasWon, isClicked: hasWon && isClicked, value: entry.value, estimate: entry.estimate,
      shading: entry.shading, price: price)
    for i in seen.indices { users[row * seen.count + i] = seen[i] }
  }

  /// The second-highest bid of an auction that `seat` won; 0 where nobody else bid.
  @inline(__always) private func highestOther(_ seat: Int) -> Double {
    var highest = 0.0
    for other in 0..<participants where other != seat && bids[other] > highest { highest = bids[other] }
    return highest
  }

  @inline(never) private func lawBroken(_ agent: Int, _ ad: Int, _ estimate: Double) -> LawBroken {
    LawBroken(
      "the allocator '\(type(of: allocators[agent]).card.id)' broke its law: it chose ad \(ad) of "
        + "\(catalogue.ads(of: agent).count), counted from 0, and the click rate \(shortest(estimate))")
  }

  @inline(never) private func lawBroken(_ award: Award) -> LawBroken {
    LawBroken(
      "the mechanism '\(type(of: mechanism).card.id)' broke its law: a seat that bid "
        + "\(shortest(bids[Int(award.seat)])) was charged \(shortest(award.payment))")
  }
}
