internal import MarketModel
internal import Randomness

/// The groups' value models and strategies, with their streams.
struct Cast: ~Copyable, Sendable {
  private var valueModels: Column<any ValueModel>
  private var strategies: Column<any BidderStrategy>
  private let needs: Column<Information>
  /// Per group, or per bidder of the market.
  private var valueStreams: Column<RandomStream>
  private var bidStreams: Column<RandomStream>
  private let start: [Int]
  private let perBidder: Bool
  /// Whether some group sees signals instead of values.
  let hasSignals: Bool
  let needsCommonDraw: Bool
  /// Whether some group has a budget to keep to.
  private let hasBudgets: Bool
  /// Whether some group learns.
  let learns: Bool
  /// (groups): whether it knows everybody's values before it bids.
  private let foresight: [Bool]
  /// Whether some group does.
  let foresees: Bool
  private var agencies: Agencies
  private let deviation: Deviation?

  init(_ market: Marketplace, _ replicate: Replicate, start: [Int]) {
    let groups = market.groups
    self.start = start
    perBidder = market.streams == .bidder
    valueModels = Column(groups.map(\.values))
    var begun: [any BidderStrategy] = []
    for group in groups {
      var strategy = group.strategy
      strategy.begin(market.facts(of: group))
      begun.append(strategy)
    }
    strategies = Column(begun)
    needs = Column(begun.map(\.needs))
    agencies = Agencies(market, replicate)
    deviation = market.deviation
    learns = begun.contains { $0.needs != .nothing } || market.agencies.contains { $0.rule.needs != .nothing }
    foresight = begun.map { $0.foresight == .complete }
    foresees = foresight.contains(true)
    hasSignals = groups.contains { $0.values.hasSignals }
    hasBudgets = groups.contains { $0.budget != nil }
    needsCommonDraw = groups.contains { $0.values.needsCommonDraw }
    bidStreams = Column(groups.map { RandomStream(.bids, in: replicate, of: $0.name) })
    valueStreams = Column(
      perBidder
        ? groups.flatMap { group in
          (0..<group.count).map { RandomStream(.values, in: replicate, of: "\(group.name)/\($0)") }
        }
        : groups.map { RandomStream(.values, in: replicate, of: $0.name) })
  }

  var groups: Int { valueModels.count }

  /// Draws everybody's value, before anything that a variant may change.
  @inline(__always) mutating func draw(
    for opportunity: Opportunity, _ entrants: borrowing Entrants, into values: inout Column<Double>,
    signals: inout Column<Double>
  ) {
    if hasSignals || perBidder { return drawApart(for: opportunity, entrants, into: &values, signals: &signals) }
    var row = values.mutableSpan
    for group in valueModels.indices {
      let range = entrants.range(group)
      var part = row._mutatingExtracting(range)
      valueModels[group].draw(
        for: opportunity, members: entrants.members.span.extracting(range), into: &part, using: &valueStreams[group])
    }
  }

  @inline(never) private mutating func drawApart(
    for opportunity: Opportunity, _ entrants: borrowing Entrants, into values: inout Column<Double>,
    signals: inout Column<Double>
  ) {
    var valueRow = values.mutableSpan
    var signalRow = signals.mutableSpan
    for group in valueModels.indices {
      let range = entrants.range(group)
      if !perBidder {
        var part = valueRow._mutatingExtracting(range)
        var seen = signalRow._mutatingExtracting(range)
        valueModels[group].drawSignals(
          for: opportunity, members: entrants.members.span.extracting(range), into: &seen, values: &part,
          using: &valueStreams[group])
        continue
      }
      for seat in range {
        var part = valueRow._mutatingExtracting(seat..<(seat + 1))
        var seen = signalRow._mutatingExtracting(seat..<(seat + 1))
        valueModels[group].drawSignals(
          for: opportunity, members: entrants.members.span.extracting(seat..<(seat + 1)), into: &seen, values: &part,
          using: &valueStreams[Int(entrants.bidderAt[seat])])
      }
    }
  }

  /// Collects bids, then cleans them: what is not a number of at least 0 is no bid, a bidder without money does not bid,
  /// and a bid is capped at the balance when `caps`.
  @inline(__always) mutating func bid(
    on opportunity: Opportunity, _ entrants: borrowing Entrants, values: borrowing Column<Double>,
    into bids: inout Column<Double>, caps: Bool
  ) {
    var row = bids.mutableSpan
    for group in strategies.indices {
      let range = entrants.range(group)
      var part = row._mutatingExtracting(range)
      let round = Round(
        opportunity: opportunity, members: entrants.members.span.extracting(range),
        values: values.span.extracting(range), left: entrants.left.span.extracting(range))
      strategies[group].bid(in: round, into: &part, using: &bidStreams[group])
    }
    if let deviation { Self.deviate(deviation, entrants, values, &row) }
    tidy(&row, entrants, caps: caps)
    if agencies.isEmpty { return }
    agencies.bid(on: opportunity, entrants, values: values, into: &row)
    tidy(&row, entrants, caps: caps)
  }

  @inline(never) private static func deviate(
    _ deviation: Deviation, _ entrants: borrowing Entrants, _ values: borrowing Column<Double>,
    _ row: inout MutableSpan<Double>
  ) {
    for seat in entrants.range(deviation.group) where entrants.members[seat] == 0 {
      row[seat] = deviation.factor * values[seat]
    }
  }

  /// The same for a page of ads, where those groups that ask for it see everybody's values.
  @inline(never) mutating func bid(
    on opportunity: Opportunity, _ entrants: borrowing Entrants, values: borrowing Column<Double>,
    quality: borrowing Column<Double>, examination: borrowing Column<Double>, into bids: inout Column<Double>,
    caps: Bool
  ) {
    var row = bids.mutableSpan
    for group in strategies.indices {
      let range = entrants.range(group)
      var part = row._mutatingExtracting(range)
      let round = Round(
        opportunity: opportunity, members: entrants.members.span.extracting(range),
        values: values.span.extracting(range), left: entrants.left.span.extracting(range))
      if foresight[group] {
        let page = CompleteRound(
          round: round, firstSeat: range.lowerBound, values: values.span.extracting(first: entrants.seats),
          quality: quality.span.extracting(first: entrants.seats), examination: examination.span)
        strategies[group].bid(in: page, into: &part, using: &bidStreams[group])
      } else {
        strategies[group].bid(in: round, into: &part, using: &bidStreams[group])
      }
    }
    tidy(&row, entrants, caps: caps)
  }

  @inline(__always) private func tidy(
    _ row: inout MutableSpan<Double>, _ entrants: borrowing Entrants, caps: Bool
  ) {
    let left = entrants.left.span
    let seats = entrants.seats
    precondition(seats <= left.count && seats <= row.count, "more seats than the row holds")
    if !hasBudgets {
      for i in 0..<seats {
        let bid = row[unchecked: i]
        let finite = bid > .greatestFiniteMagnitude ? .greatestFiniteMagnitude : bid
        row[unchecked: i] = bid >= 0 ? finite : -1
      }
      return
    }
    if !caps { return Self.clean(&row, left, seats) }
    for i in 0..<seats {
      let bid = row[unchecked: i]
      let balance = left[unchecked: i]
      let capped = bid > balance ? balance : bid
      row[unchecked: i] = bid >= 0 && balance > 0 ? capped : -1
    }
  }

  @inline(never) private static func clean(_ row: inout MutableSpan<Double>, _ left: Span<Double>, _ seats: Int) {
    for i in 0..<seats { row[i] = row[i] >= 0 && left[i] > 0 ? min(row[i], .greatestFiniteMagnitude) : Ballot.noBid }
  }

  /// Tells the groups that learn what their regime grants.
  mutating func observe(
    _ opportunity: Opportunity, _ entrants: borrowing Entrants, values: borrowing Column<Double>,
    bids: borrowing Column<Double>, _ outcome: borrowing Outcome, information: Information, own: inout Column<Award>
  ) {
    var price: Double?
    for k in 0..<outcome.count where outcome[k].quantity > 0 {
      price = max(price ?? 0, outcome[k].payment / outcome[k].quantity)
    }
    for group in strategies.indices where needs[group] != .nothing {
      let range = entrants.range(group)
      var count = 0
      for k in 0..<outcome.count {
        var award = outcome[k]
        let seat = Int(award.seat)
        if range.contains(seat) {
          award.seat = Int32(truncatingIfNeeded: seat - range.lowerBound)
          own[count] = award
          count += 1
        }
      }
      let feedback = Feedback(
        opportunity: opportunity, members: entrants.members.span.extracting(range),
        values: values.span.extracting(range), bids: bids.span.extracting(range),
        awards: own.span.extracting(first: count), price: information >= .winningPrice ? price : nil,
        allBids: bids.span.extracting(first: information >= .allBids ? entrants.seats : 0))
      strategies[group].observe(feedback)
    }
    if agencies.isEmpty { return }
    agencies.observe(
      opportunity, entrants, values: values, bids: bids, outcome, price: information >= .winningPrice ? price : nil,
      tellsAll: information >= .allBids)
  }
}
