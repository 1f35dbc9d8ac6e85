internal import MarketModel
internal import Randomness

/// One replicate of AuctionNet's market.
struct NetRun: ~Copyable {
  private let world: AuctionNet
  private let replicate: Replicate
  private let advertisers: Int
  private let traffic: [Int]
  private let rates: [NetRates.Advertiser]
  private var bidders: Column<any Autobidder>
  private var valueStreams: Column<RandomStream>
  private var exposureStream: RandomStream
  private var conversionStream: RandomStream
  private let normal = NormalSampler()
  /// Predicted conversion rates (advertisers × opportunities of the tick).
  private var values: Column<Double>
  /// Draws of the tick: whether slots are seen (opportunities), whether they convert (opportunities × slots).
  private var seen: Column<Double>
  private var converts: Column<Double>
  private let exposure: Column<Double>
  private var auctions: SlotAuctions
  private var overspend: Overspend
  private var conversions: Column<Int>
  private var predicted: Column<Double>
  private var number = 0
  var books: NetBooks

  static func play(_ world: AuctionNet, _ replicate: Replicate, _ plan: RecordingPlan) throws -> Recording {
    var run = NetRun(world, replicate)
    for tick in 0..<world.ticks {
      run.play(tick)
      try replicate.monitor.advance(by: run.traffic[tick])
    }
    return run.books.record(plan)
  }

  private init(_ world: AuctionNet, _ replicate: Replicate) {
    self.world = world
    self.replicate = replicate
    let names = world.advertiserGroups.flatMap { group in (0..<group.count).map { "\(group.name)/\($0)" } }
    advertisers = names.count
    var stream = RandomStream(.traffic, in: replicate)
    traffic = world.traffic.draw(ticks: world.ticks, total: world.opportunities, using: &stream)
    let categories = (0..<world.rates.categories).map { category in
      var stream = RandomStream(.traffic, in: replicate, of: "category \(category)")
      return world.rates.drawCategory(ticks: world.ticks, using: &stream)
    }
    rates = names.indices.map { advertiser in
      var stream = RandomStream(.qualities, in: replicate, of: names[advertiser])
      return world.rates.draw(
        ticks: world.ticks, category: categories[advertiser % categories.count],
        isFirst: advertiser < categories.count, using: &stream)
    }
    let terms = world.terms(opportunities: Double(traffic.reduce(0, +)))
    bidders = Column(
      world.bidders.indices.map { advertiser in
        var bidder = world.bidders[advertiser]
        bidder.begin(terms[advertiser])
        return bidder
      })
    valueStreams = Column(names.map { RandomStream(.values, in: replicate, of: $0) })
    exposureStream = RandomStream(.exposure, in: replicate)
    conversionStream = RandomStream(.clicks, in: replicate)
    let room = max(1, traffic.max() ?? 1)
    let slots = world.exposure.count
    values = Column(repeating: 0, count: names.count * room)
    seen = Column(repeating: 0, count: room)
    converts = Column(repeating: 0, count: room * slots)
    exposure = Column(world.exposure)
    auctions = SlotAuctions(slots: slots, advertisers: names.count, room: room, floor: world.floor)
    overspend = Overspend(streams: names.map { RandomStream(.overspend, in: replicate, of: $0) }, room: room)
    conversions = Column(repeating: 0, count: names.count)
    predicted = Column(repeating: 0, count: names.count)
    books = NetBooks(world, terms)
  }
}

// MARK: - One tick

extension NetRun {
  private mutating func play(_ tick: Int) {
    let count = traffic[tick]
    auctions.open(count)
    for advertiser in 0..<advertisers {
      let rates = rates[advertiser]
      Self.draw(
        &values, advertiser * count, count, mean: rates.means[tick], deviation: rates.deviations[tick], normal,
        &valueStreams[advertiser])
      Self.bid(
        &bidders[advertiser], &auctions, values, advertiser * count..<(advertiser + 1) * count, tick,
        left: books.left[advertiser], leastBudget: world.leastBudget)
    }
    Self.fill(&seen, count, &exposureStream)
    Self.fill(&converts, count * auctions.slots, &conversionStream)
    auctions.sell()
    overspend.settle(&auctions, seen: seen, exposure: exposure, left: books.left)
    convert(count)
    for advertiser in 0..<advertisers {
      let cost = overspend.costs[advertiser]
      books.add(
        advertiser, tick: tick, cost: cost, won: overspend.won[advertiser], exposed: overspend.exposed[advertiser],
        conversions: conversions[advertiser], predicted: predicted[advertiser])
      Self.tell(
        &bidders[advertiser], auctions, values, advertiser * count..<(advertiser + 1) * count, tick,
        left: books.left[advertiser], cost: cost, won: overspend.won[advertiser],
        exposed: overspend.exposed[advertiser], conversions: conversions[advertiser])
    }
    books.close(tick, opportunities: count, withdrawn: overspend.withdrawn)
    number += count
  }

  /// Predictions of one advertiser, from 0 to 1.
  private static func draw(
    _ values: inout Column<Double>, _ first: Int, _ count: Int, mean: Double, deviation: Double,
    _ normal: NormalSampler,
    _ stream: inout RandomStream
  ) {
    var row = values.mutableSpan
    var part = row._mutatingExtracting(first..<(first + count))
    var own = stream
    for i in part.indices {
      let value = mean + deviation * normal.sample(using: &own)
      part[unchecked: i] = value > 0 ? (value < 1 ? value : 1) : 0
    }
    stream = own
  }

  private static func bid(
    _ bidder: inout any Autobidder, _ auctions: inout SlotAuctions, _ values: borrowing Column<Double>,
    _ rows: Swift.Range<Int>, _ tick: Int, left: Double, leastBudget: Double
  ) {
    var row = auctions.bids.mutableSpan
    var part = row._mutatingExtracting(rows)
    if left < leastBudget {
      for i in part.indices { part[unchecked: i] = 0 }
      return
    }
    bidder.bid(on: BiddingTick(number: tick, left: left, values: values.span.extracting(rows)), into: &part)
    for i in part.indices {
      let bid = part[unchecked: i]
      part[unchecked: i] = bid > 0 ? (bid < .greatestFiniteMagnitude ? bid : .greatestFiniteMagnitude) : 0
    }
  }

  private static func fill(_ row: inout Column<Double>, _ count: Int, _ stream: inout RandomStream) {
    var whole = row.mutableSpan
    var part = whole._mutatingExtracting(0..<count)
    stream.fill(&part, low: 0, width: 1)
  }

  /// Counts who converts: slots that are seen, whose draw is below the true rate.
  private mutating func convert(_ count: Int) {
    for advertiser in 0..<advertisers {
      conversions[advertiser] = 0
      predicted[advertiser] = 0
    }
    let slots = auctions.slots
    for opportunity in 0..<count {
      for slot in 0..<slots where seen[opportunity] < exposure[slot] {
        let place = opportunity &* slots &+ slot
        let winner = Int(auctions.winners[place])
        if winner < 0 { continue }
        let value = values[winner &* count &+ opportunity]
        predicted[winner] += value
        // Most draws are above any true rate; the others ask for it, from a stream of their own.
        if converts[place] >= value * NetRates.Advertiser.highest { continue }
        var stream = RandomStream(
          seed: replicate.seed, replicate: UInt64(replicate.number), role: StreamRole.success.rawValue,
          index: UInt64((number + opportunity) * slots + slot))
        if converts[place] < rates[winner].trueRate(predicted: value, using: &stream) { conversions[winner] += 1 }
      }
    }
  }

  private static func tell(
    _ bidder: inout any Autobidder, _ auctions: borrowing SlotAuctions, _ values: borrowing Column<Double>,
    _ rows: Swift.Range<Int>, _ tick: Int, left: Double, cost: Double, won: Int, exposed: Int, conversions: Int
  ) {
    bidder.observe(
      TickResult(
        number: tick, left: left, values: values.span.extracting(rows), bids: auctions.bids.span.extracting(rows),
        leastWinning: auctions.leastWinning.span.extracting(first: auctions.count), cost: cost, won: won,
        exposed: exposed, conversions: conversions))
  }
}
