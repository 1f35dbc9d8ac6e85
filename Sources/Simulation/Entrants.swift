internal import MarketModel
internal import Randomness

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

  @inline(__always) func range(_ group: Int) -> Range<Int> { seatStart[group]..<seatStart[group + 1] }

  /// The group of a seat.
  @inline(__always) func group(of seat: Int) -> Int {
    var group = 0
    while seat >= seatStart[group + 1] { group &+= 1 }
    return group
  }
}

/// Finds the bidders of each opportunity when they are not always the same: by segment, by sample, by who is in the
/// market, by who takes part.
///
/// - Complexity: O(eligible bidders) an auction; O(bidders) when a group arrives or departs.
struct Doorman: ~Copyable, Sendable {
  private let groups: [BidderGroup]
  private let start: [Int]
  private let segments: [String]
  private let sampleSize: Int?
  private var isIn: [Bool]
  /// Bidders that may be asked to each segment's opportunities, ascending (segments, or one list).
  private var candidates: [[Int32]] = []
  private var sample: Column<Int32>
  private var stamp: Column<Int32>
  private let takesPart: Bool

  init(_ world: borrowing RepeatedAuction, start: [Int]) {
    groups = world.bidderGroups
    self.start = start
    segments = world.eligibility == .all ? [] : world.segments.map(\.name)
    sampleSize = world.eligibility == .sample ? world.sampleSize : nil
    isIn = world.bidderGroups.map { $0.arrives <= 0 }
    sample = Column(repeating: 0, count: sampleSize ?? 0)
    stamp = Column(repeating: -1, count: sampleSize == nil ? 0 : start[start.count - 1])
    takesPart = world.bidderGroups.allSatisfy { $0.participation >= 1 }
    candidates = list()
  }

  mutating func admit(_ group: Int, _ isIn: Bool) {
    self.isIn[group] = isIn
    candidates = list()
  }

  private func list() -> [[Int32]] {
    func bidders(where wants: (BidderGroup) -> Bool) -> [Int32] {
      groups.indices.filter { isIn[$0] && wants(groups[$0]) }.flatMap { Int32(start[$0])..<Int32(start[$0 + 1]) }
    }
    if segments.isEmpty { return [bidders { _ in true }] }
    return segments.map { segment in bidders { $0.segments.isEmpty || $0.segments.contains(segment) } }
  }
}

extension Doorman {
  /// Seats the bidders of one opportunity.
  mutating func seat(
    _ opportunity: Opportunity, in entrants: inout Entrants, balances: borrowing Column<Double>,
    streams: inout DoorStreams
  ) {
    let list = candidates.count == 1 ? 0 : Int(opportunity.segment)
    entrants.seats = 0
    var group = 0
    entrants.seatStart[0] = 0
    if let size = sampleSize {
      let drawn = draw(min(size, candidates[list].count), of: list, &streams.eligibility, mark: opportunity.number)
      for i in 0..<drawn { take(sample[i], &group, &entrants, balances, &streams) }
    } else {
      for i in candidates[list].indices { take(candidates[list][i], &group, &entrants, balances, &streams) }
    }
    while group < groups.count {
      group += 1
      entrants.seatStart[group] = entrants.seats
    }
  }

  @inline(__always) private func take(
    _ bidder: Int32, _ group: inout Int, _ entrants: inout Entrants, _ balances: borrowing Column<Double>,
    _ streams: inout DoorStreams
  ) {
    while Int(bidder) >= start[group + 1] {
      group &+= 1
      entrants.seatStart[group] = entrants.seats
    }
    if !takesPart && !streams.participation[group].flip(groups[group].participation) { return }
    let seat = entrants.seats
    entrants.bidderAt[seat] = bidder
    entrants.members[seat] = bidder &- Int32(truncatingIfNeeded: start[group])
    entrants.left[seat] = balances[Int(bidder)]
    if entrants.reserves.count > 0 { entrants.reserves[seat] = groups[group].reserve }
    entrants.seats = seat &+ 1
  }

  /// Draws `size` different bidders of a list into `sample`, ascending.
  ///
  /// Draws until enough differ; from a list that is not much larger than the sample, the ones to leave out are drawn.
  private mutating func draw(_ size: Int, of list: Int, _ stream: inout RandomStream, mark number: Int) -> Int {
    let count = candidates[list].count
    let mark = Int32(truncatingIfNeeded: number)
    if size * 2 > count { return drawMost(size, of: list, &stream, mark) }
    var drawn = 0
    while drawn < size {
      let bidder = candidates[list][stream.index(below: count)]
      if stamp[Int(bidder)] == mark { continue }
      stamp[Int(bidder)] = mark
      sample[drawn] = bidder
      drawn &+= 1
    }
    sortSample(size)
    return size
  }

  private mutating func drawMost(_ size: Int, of list: Int, _ stream: inout RandomStream, _ mark: Int32) -> Int {
    let count = candidates[list].count
    var left = count - size
    while left > 0 {
      let bidder = Int(candidates[list][stream.index(below: count)])
      if stamp[bidder] == mark { continue }
      stamp[bidder] = mark
      left -= 1
    }
    var drawn = 0
    for bidder in candidates[list] where stamp[Int(bidder)] != mark {
      sample[drawn] = bidder
      drawn += 1
    }
    return size
  }

  /// Insertion sort: samples are small, and the sorted order is what ties go by.
  private mutating func sortSample(_ size: Int) {
    var row = sample.mutableSpan
    if size > 64 { return Self.sortLarge(&row, size) }
    for i in 1..<max(size, 1) {
      let bidder = row[i]
      var j = i
      while j > 0 && row[j &- 1] > bidder {
        row[j] = row[j &- 1]
        j &-= 1
      }
      row[j] = bidder
    }
  }

  private static func sortLarge(_ row: inout MutableSpan<Int32>, _ size: Int) {
    var sorted: [Int32] = []
    for i in 0..<size { sorted.append(row[i]) }
    sorted.sort()
    for i in 0..<size { row[i] = sorted[i] }
  }
}

/// The streams that decide who is in.
struct DoorStreams: Sendable {
  var eligibility: RandomStream
  /// (groups).
  var participation: [RandomStream]
}
