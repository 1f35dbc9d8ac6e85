import Outcry

// One small world of each kind that later work needs, written with the public interface alone: events on `EventQueue`,
// randomness from named streams, readings through `Recording`. They show that a new kind of market needs no change of
// the engine or its sockets.

extension World {
  /// A plan of these measures with nothing else.
  func plan(_ request: RecordingRequest) -> RecordingPlan {
    RecordingPlan(measures: request.chosen(from: measures))
  }
}

/// A generalised second-price auction of slots with given click rates: each pays the next bid for a click.
///
/// Source: Edelman, Ostrovsky and Schwarz 2007.
struct SketchedSlots: AuctionMechanism {
  static let card = Card("sketched-slots", "Slots by bid, each at the next bid.", source: "Edelman et al. 2007")
  let supply: [Double]
  init(_ settings: inout Settings) {
    self.init(settings.numbers("rates", otherwise: "0.2, 0.1", "Click rates.") ?? [0.2, 0.1])
  }
  init(_ rates: [Double]) { supply = rates }

  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    var ranked: [(bid: Double, seat: Int)] = []
    for seat in ballot.bids.indices where ballot.bids[seat] >= 0 { ranked.append((ballot.bids[seat], seat)) }
    ranked.sort { ($1.bid, $0.seat) < ($0.bid, $1.seat) }
    for (rank, rate) in supply.enumerated() where rank < ranked.count {
      let price = rank + 1 < ranked.count ? ranked[rank + 1].bid : 0
      outcome.award(ranked[rank].seat, quantity: rate, payment: price * rate)
    }
  }
}

/// A position auction every second; users click after a delay, and a click is charged when it happens.
struct SketchedPositionAuction: World {
  static let card = Card("sketched-positions", "Slots are auctioned; clicks come later.", source: "test")
  private enum Happening { case impression, click(price: Double) }

  let bids: [Double]
  let delay: Double
  let impressions: Int
  let mechanism = SketchedSlots([0.2, 0.1])

  init(_ settings: inout Settings) {
    bids = settings.numbers("bids", otherwise: "10, 4, 2", "Bids for a click.") ?? [10, 4, 2]
    delay = settings.number("delay", in: .nonNegative, default: 30.5, unit: .time, "From impression to click.")
    impressions = settings.integer("impressions", in: 1...1_000_000, default: 20_000, "How many.")
  }

  var measures: [Measure] {
    [
      Measure("revenue", .ratioOfMeans, "Charges per impression."),
      Measure("on-time", .mean, "Clicks before the last impression."),
    ]
  }
  var headline: [String] { ["revenue", "on-time"] }

  func prepare(_ request: RecordingRequest) -> any PreparedWorld { Prepared(world: self, plan: plan(request)) }

  private struct Prepared: PreparedWorld {
    let world: SketchedPositionAuction
    let plan: RecordingPlan
    var stepsPerReplicate: Int? { world.impressions }

    func play(_ replicate: Replicate) throws -> Recording {
      var queue = EventQueue<Happening>()
      var users = RandomStream(.settlement, in: replicate)
      var outcome = Outcome(seats: world.bids.count)
      let row = Column(world.bids)
      let none = Column<Double>([])
      var (shown, charged, onTime) = (0, 0.0, 0)
      queue.push(.impression, at: 1, rank: 1)
      while let event = queue.pop() {
        switch event.payload {
        case .impression:
          world.mechanism.run(Ballot(bids: row.span, reserves: none.span), into: &outcome)
          for k in 0..<outcome.count where users.flip(outcome[k].quantity) {
            queue.push(.click(price: outcome[k].payment / outcome[k].quantity), at: event.time + world.delay)
          }
          shown += 1
          try replicate.monitor.advance(by: 1)
          if shown < world.impressions { queue.push(.impression, at: event.time + 1, rank: 1) }
        case .click(let price):
          charged += price
          if shown < world.impressions { onTime += 1 }
        }
      }
      var recording = Recording(plan)
      recording.set("revenue", .ratio(charged, of: Double(shown)))
      recording.set("on-time", .value(Double(onTime)))
      return recording
    }
  }
}

/// Replays prices at their times against a bidder with one bid and one budget.
struct SketchedReplay: World {
  static let card = Card("sketched-replay", "A log is replayed against one bid.", source: "test")
  let log: [(time: Double, price: Double)]
  let bid: Double
  let budget: Double

  init(_ settings: inout Settings) {
    let prices = settings.numbers("prices", otherwise: "none", "Market prices.") ?? [0]
    log = prices.enumerated().map { (Double($0), $1) }
    bid = settings.number("bid", default: 5, "The bid.")
    budget = settings.number("budget", default: 10, "The budget.")
  }

  var measures: [Measure] { [Measure("won", .mean, "Auctions won."), Measure("cost", .mean, "Their cost.")] }
  var headline: [String] { ["won", "cost"] }
  func prepare(_ request: RecordingRequest) -> any PreparedWorld { Prepared(world: self, plan: plan(request)) }

  private struct Prepared: PreparedWorld {
    let world: SketchedReplay
    let plan: RecordingPlan
    var stepsPerReplicate: Int? { world.log.count }

    func play(_ replicate: Replicate) throws -> Recording {
      var queue = EventQueue<Int32>()
      for (row, entry) in world.log.enumerated() { queue.push(Int32(row), at: entry.time) }
      var (won, left) = (0.0, world.budget)
      while let event = queue.pop() {
        let price = world.log[Int(event.payload)].price
        if min(world.bid, left) >= price {
          won += 1
          left -= price
        }
      }
      var recording = Recording(plan)
      recording.set("won", .value(won))
      recording.set("cost", .value(world.budget - left))
      return recording
    }
  }
}

/// An online knapsack whose items are taken while there is room and give their room back after a while.
struct SketchedAllocation: World {
  static let card = Card(
    "sketched-allocation", "Requests take capacity for a while, or are turned away.", source: "test")
  private enum Happening { case request, release }

  let capacity: Int
  /// Requests per second, and seconds that a taken one stays.
  let rate: Double
  let stay: Double
  let requests: Int

  init(_ settings: inout Settings) {
    capacity = settings.integer("capacity", in: 1...1000, default: 2, "Requests it can hold.")
    rate = settings.number("rate", in: .positive, default: 1, "Requests per second.")
    stay = settings.number("stay", in: .positive, default: 1, unit: .time, "How long one is held.")
    requests = settings.integer("requests", in: 1...1_000_000, default: 20_000, "How many come.")
  }

  var measures: [Measure] { [Measure("refused", .ratioOfMeans, "Share of requests turned away.")] }
  var headline: [String] { ["refused"] }
  func prepare(_ request: RecordingRequest) -> any PreparedWorld { Prepared(world: self, plan: plan(request)) }

  private struct Prepared: PreparedWorld {
    let world: SketchedAllocation
    let plan: RecordingPlan
    var stepsPerReplicate: Int? { world.requests }

    func play(_ replicate: Replicate) throws -> Recording {
      var queue = EventQueue<Happening>()
      var stream = RandomStream(.arrivals, in: replicate)
      let gap = ExponentialSampler()
      var (seen, refused, held) = (0, 0, 0)
      queue.push(.request, at: gap.sample(using: &stream) / world.rate, rank: 1)
      while let event = queue.pop() {
        switch event.payload {
        case .release: held -= 1
        case .request:
          seen += 1
          if held < world.capacity {
            held += 1
            queue.push(.release, at: event.time + world.stay)
          } else {
            refused += 1
          }
          if seen < world.requests {
            queue.push(.request, at: event.time + gap.sample(using: &stream) / world.rate, rank: 1)
          }
        }
      }
      var recording = Recording(plan)
      recording.set("refused", .ratio(Double(refused), of: Double(seen)))
      return recording
    }
  }
}

/// Riders and drivers arrive at random; each window ends with a matching of those that came in it, the rest leave.
struct SketchedMatching: World {
  static let card = Card("sketched-matching", "Two sides arrive and are matched window by window.", source: "test")
  private enum Happening { case rider, driver, window }

  let window: Double
  let windows: Int

  init(_ settings: inout Settings) {
    window = settings.number("window", in: .positive, default: 1, unit: .time, "Time between matchings.")
    windows = settings.integer("windows", in: 1...1_000_000, default: 10_000, "How many.")
  }

  var measures: [Measure] { [Measure("matches", .mean, "Pairs per window.")] }
  var headline: [String] { ["matches"] }
  func prepare(_ request: RecordingRequest) -> any PreparedWorld { Prepared(world: self, plan: plan(request)) }

  private struct Prepared: PreparedWorld {
    let world: SketchedMatching
    let plan: RecordingPlan
    var stepsPerReplicate: Int? { world.windows }

    func play(_ replicate: Replicate) throws -> Recording {
      var queue = EventQueue<Happening>()
      var riders = RandomStream(.arrivals, in: replicate, of: "riders")
      var drivers = RandomStream(.arrivals, in: replicate, of: "drivers")
      let gap = ExponentialSampler()
      var (waitingRiders, waitingDrivers, matches, done) = (0, 0, 0, 0)
      queue.push(.rider, at: gap.sample(using: &riders))
      queue.push(.driver, at: gap.sample(using: &drivers))
      queue.push(.window, at: world.window, rank: 1)
      while done < world.windows, let event = queue.pop() {
        switch event.payload {
        case .rider:
          waitingRiders += 1
          queue.push(.rider, at: event.time + gap.sample(using: &riders))
        case .driver:
          waitingDrivers += 1
          queue.push(.driver, at: event.time + gap.sample(using: &drivers))
        case .window:
          matches += min(waitingRiders, waitingDrivers)
          (waitingRiders, waitingDrivers) = (0, 0)
          done += 1
          queue.push(.window, at: event.time + world.window, rank: 1)
        }
      }
      var recording = Recording(plan)
      recording.set("matches", .value(Double(matches) / Double(done)))
      return recording
    }
  }
}
