internal import MarketModel

/// Who sits where in the row of the current auction: seats ordered by bidder, groups side by side.
struct Entrants: ~Copyable, Sendable {
  /// Seats taken.
  var seats: Int
  /// The first seat of each group, and the end of the last (groups + 1).
  var seatStart: Column<Int>
  /// Number within the group, and in the market (seats).
  var members: Column<Int32>
  var bidderAt: Column<Int32>
  /// What the bidder's balance holds [money] (seats).
  var left: Column<Double>
  /// Personal reserves (seats) — empty when nobody has one.
  var reserves: Column<Double>
  /// The group of each seat (seats) — empty unless the mechanism asks for it.
  var groups: Column<Int32>

  @inline(__always) func range(_ group: Int) -> Range<Int> { seatStart[group]..<seatStart[group + 1] }

  /// The group of a seat.
  @inline(__always) func group(of seat: Int) -> Int {
    var group = 0
    while seat >= seatStart[group + 1] { group &+= 1 }
    return group
  }
}

extension Entrants {
  /// The row of a market; with everybody in it where it is static: then seats are bidders.
  init(_ market: PreparedMarket, _ start: [Int], isStatic: Bool, hasGroups: Bool, needsReserves: Bool) {
    let groups = market.facts.groups
    let seats = market.terms.seats
    let budgets = groups.flatMap { Array(repeating: $0.budget ?? .greatestFiniteMagnitude, count: $0.bidders.count) }
    let reserves = zip(groups, market.terms.groups).flatMap { Array(repeating: $1.reserve, count: $0.bidders.count) }
    let hasReserves = needsReserves || reserves.contains { $0 > 0 }
    if isStatic {
      let groupAt = groups.indices.flatMap { Array(repeating: Int32($0), count: groups[$0].bidders.count) }
      self.init(
        seats: seats, seatStart: Column(start), members: Column(groups.flatMap { 0..<Int32($0.bidders.count) }),
        bidderAt: Column(Array(0..<Int32(seats))), left: Column(budgets), reserves: Column(hasReserves ? reserves : []),
        groups: Column(hasGroups ? groupAt : []))
    } else {
      self.init(
        seats: 0, seatStart: Column(repeating: 0, count: start.count), members: Column(repeating: 0, count: seats),
        bidderAt: Column(repeating: 0, count: seats), left: Column(repeating: 0, count: seats),
        reserves: Column(repeating: 0, count: hasReserves ? seats : 0),
        groups: Column(repeating: 0, count: hasGroups ? seats : 0))
    }
  }
}
