internal import MarketModel
internal import Randomness

/// A seller at work: it posts a reserve before each auction and learns from what the auction earned.
struct SellerDesk: ~Copyable, Sendable {
  static let reserve = Measure(
    "seller-reserve", label: "reserve set", unit: .money, .mean,
    "Mean reserve that the seller set, over all auctions; undefined for a seller that sets none.")
  static let regret = Measure(
    "seller-regret", label: "regret of the seller", unit: .moneyPerAuction, .mean,
    "Revenue per auction that the best one of the seller's reserves would have earned with the same bids, less what was "
      + "earned.")

  let isActive: Bool
  private var seller: any Seller
  private var stream: RandomStream
  private let reserves: Column<Double>
  private let asksAll: Bool
  /// Whether every auction is run with every reserve.
  private let compares: Bool
  private let isStatic: Bool
  /// What a seat's reserve is without the seller (seats).
  private var personal: Column<Double>
  private var row: Column<Double>
  private var trial: Outcome
  /// What each reserve would have earned in this auction, and in all of them (reserves).
  private var alternatives: Column<Double>
  private var totals: Column<Double>
  private var earned = 0.0
  /// Reserves set, and auctions (buckets).
  private var sums: Column<Double>
  private var counts: Column<Double>

  init(_ seller: any Seller, _ market: PreparedMarket, _ replicate: Replicate, _ stage: borrowing Stage) {
    isActive = seller.isActive
    self.seller = seller
    stream = RandomStream(.seller, in: replicate)
    let seats = seller.isActive ? market.terms.seats : 0
    if seller.isActive {
      self.seller.begin(
        SellerFacts(auctions: market.terms.expectedAuctions, segments: max(1, market.terms.segments.count)))
    }
    reserves = Column(seller.reserves)
    asksAll = seller.feedback == .allArms
    compares = asksAll || market.plan.includes(Self.regret.name)
    isStatic = stage.flags.isStatic
    personal = Column(repeating: 0, count: seats)
    if seller.isActive && stage.flags.isStatic {
      for seat in 0..<seats { personal[seat] = stage.entrants.reserves[seat] }
    }
    row = Column(repeating: 0, count: seats)
    trial = Outcome(seats: seats)
    alternatives = Column(repeating: 0, count: reserves.count)
    totals = Column(repeating: 0, count: reserves.count)
    sums = Column(repeating: 0, count: market.facts.buckets)
    counts = Column(repeating: 0, count: market.facts.buckets)
  }

  /// Raises every seat's reserve to the one that the seller sets.
  @inline(never) mutating func post(
    _ opportunity: Opportunity, on entrants: inout Entrants, bucket: Int
  ) throws(LawBroken) {
    let place = seller.choose(for: opportunity, using: &stream)
    guard place >= 0 && place < reserves.count && reserves[place] >= 0 else {
      throw LawBroken(
        "the seller '\(type(of: seller).card.id)' broke its law in auction \(opportunity.number): it chose number \(place) of "
          + "\(reserves.count) reserves, or that one is not a number of at least 0")
    }
    let reserve = reserves[place]
    sums[bucket] += reserve
    counts[bucket] += 1
    for seat in 0..<entrants.seats {
      if !isStatic { personal[seat] = entrants.reserves[seat] }
      let own = personal[seat]
      entrants.reserves[seat] = own > reserve ? own : reserve
    }
  }

  /// Tells the seller what the auction earned.
  @inline(never) mutating func learn(
    _ opportunity: Opportunity, _ mechanism: any AuctionMechanism, _ entrants: borrowing Entrants,
    bids: borrowing Column<Double>, _ outcome: borrowing Outcome
  ) {
    var revenue = 0.0
    for k in 0..<outcome.count { revenue += outcome[k].payment }
    earned += revenue
    if compares {
      for place in reserves.indices {
        for seat in 0..<entrants.seats { row[seat] = max(personal[seat], reserves[place]) }
        let other = Self.revenue(mechanism, entrants, bids, row, &trial)
        alternatives[place] = other
        totals[place] += other
      }
    }
    Self.tell(&seller, opportunity, revenue, alternatives, asksAll ? reserves.count : 0, &stream)
  }

  private static func tell(
    _ seller: inout any Seller, _ opportunity: Opportunity, _ revenue: Double, _ alternatives: borrowing Column<Double>,
    _ count: Int, _ stream: inout RandomStream
  ) {
    seller.learn(
      opportunity, revenue: revenue, alternatives: alternatives.span.extracting(first: count), using: &stream)
  }

  private static func revenue(
    _ mechanism: any AuctionMechanism, _ entrants: borrowing Entrants, _ bids: borrowing Column<Double>,
    _ reserves: borrowing Column<Double>, _ outcome: inout Outcome
  ) -> Double {
    let seats = entrants.seats
    let groups = entrants.groups.span
    mechanism.run(
      Ballot(
        bids: bids.span.extracting(first: seats), reserves: reserves.span.extracting(first: seats),
        groups: groups.isEmpty ? groups : groups.extracting(first: seats)), into: &outcome)
    var revenue = 0.0
    for k in 0..<outcome.count { revenue += outcome[k].payment }
    return revenue
  }

  borrowing func finish(into recording: inout Recording) {
    if !isActive {
      recording.set(Self.reserve.name, .undefined("the seller sets no reserve"))
      recording.set(Self.regret.name, .undefined("the seller sets no reserve"))
      return
    }
    var sum = 0.0
    var count = 0.0
    var best = 0.0
    for bucket in sums.indices {
      sum += sums[bucket]
      count += counts[bucket]
    }
    for place in totals.indices { best = max(best, totals[place]) }
    recording.set(
      Self.reserve.name, count > 0 ? .value(sum / count) : .undefined("there was no auction"))
    recording.set(
      Self.regret.name, count > 0 ? .value((best - earned) / count) : .undefined("there was no auction"))
    if recording.plan.includes(Self.reserve.name) {
      recording.add(
        series: Self.reserve,
        sums.indices.map {
          counts[$0] > 0 ? .value(sums[$0] / counts[$0]) : .undefined("there was no auction in this bucket")
        })
    }
  }
}
