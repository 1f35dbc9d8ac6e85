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
