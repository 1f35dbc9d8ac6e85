internal import MarketModel
internal import Randomness

/// Random tie-breaking: mechanisms let the lower seat win, so they are shown the bids in random order.
///
/// - Complexity: O(*n*) draws an auction.
struct TieBreaker: ~Copyable, Sendable {
  /// The true seat at each place of the shuffled row.
  private var seatAt: Column<Int32>
  private var bids: Column<Double>
  private var reserves: Column<Double>
  private var groups: Column<Int32>
  private var stream: RandomStream

  init(seats: Int, stream: RandomStream) {
    seatAt = Column(repeating: 0, count: seats)
    bids = Column(repeating: 0, count: seats)
    reserves = Column(repeating: 0, count: seats)
    groups = Column(repeating: 0, count: seats)
    self.stream = stream
  }

  mutating func run(
    _ mechanism: any AuctionMechanism, _ entrants: borrowing Entrants, _ row: borrowing Column<Double>,
    _ outcome: inout Outcome
  ) {
    let seats = entrants.seats
    let hasReserves = entrants.reserves.count > 0
    let hasGroups = entrants.groups.count > 0
    for i in 0..<seats { seatAt[i] = Int32(truncatingIfNeeded: i) }
    Self.shuffle(&seatAt, seats, &stream)
    for i in 0..<seats {
      bids[i] = row[Int(seatAt[i])]
      if hasReserves { reserves[i] = entrants.reserves[Int(seatAt[i])] }
      if hasGroups { groups[i] = entrants.groups[Int(seatAt[i])] }
    }
    let ballot = Ballot(
      bids: bids.span.extracting(first: seats), reserves: reserves.span.extracting(first: hasReserves ? seats : 0),
      groups: groups.span.extracting(first: hasGroups ? seats : 0))
    mechanism.run(ballot, into: &outcome)
    for k in 0..<outcome.count { outcome[k].seat = seatAt[Int(outcome[k].seat)] }
  }

  private static func shuffle(_ row: inout Column<Int32>, _ count: Int, _ stream: inout RandomStream) {
    var span = row.mutableSpan
    var part = span._mutatingExtracting(0..<count)
    stream.shuffle(&part)
  }
}
