internal import MarketModel
internal import Randomness

/// The streams that decide who is in.
struct DoorStreams: Sendable {
  var eligibility: RandomStream
  /// (groups).
  var participation: [RandomStream]
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
  private let takesPart: Bool
  private var isIn: [Bool]
  /// Bidders that may be asked to each segment's opportunities, ascending: one list after the other.
  private var candidates: Column<Int32>
  /// Where each list begins, and the end of the last (segments + 1, or 2).
  private var listStart: [Int]
  /// Whether there is one list and everybody is in it: then a bidder's place in it is its number.
  private var isWhole = false
  /// (groups).
  private let hasBudget: [Bool]
  private var sampler: Sampler

  init(_ market: Marketplace, start: [Int]) {
    groups = market.groups
    self.start = start
    segments = market.eligibility == .all ? [] : market.segments.map(\.name)
    sampleSize = market.eligibility == .sample ? market.sampleSize : nil
    takesPart = market.groups.allSatisfy { $0.participation >= 1 }
    isIn = market.groups.map { $0.arrives <= 0 }
    sampler = Sampler(size: sampleSize ?? 0, of: sampleSize == nil ? 0 : start[start.count - 1])
    hasBudget = market.groups.map { $0.budget != nil }
    let lists = Self.lists(groups, start, segments, isIn)
    listStart = Self.starts(lists)
    candidates = Column(lists.flatMap { $0 })
    isWhole = lists.count == 1 && candidates.count == start[start.count - 1]
  }

  /// Lets a group in or out.
  mutating func admit(_ group: Int, _ isIn: Bool) {
    self.isIn[group] = isIn
    let lists = Self.lists(groups, start, segments, self.isIn)
    listStart = Self.starts(lists)
    candidates = Column(lists.flatMap { $0 })
    isWhole = lists.count == 1 && candidates.count == start[start.count - 1]
  }

  private static func lists(
    _ groups: [BidderGroup], _ start: [Int], _ segments: [String], _ isIn: [Bool]
  ) -> [[Int32]] {
    func bidders(where wants: (BidderGroup) -> Bool) -> [Int32] {
      groups.indices.filter { isIn[$0] && wants(groups[$0]) }.flatMap { Int32(start[$0])..<Int32(start[$0 + 1]) }
    }
    if segments.isEmpty { return [bidders { _ in true }] }
    return segments.map { segment in bidders { $0.segments.isEmpty || $0.segments.contains(segment) } }
  }

  private static func starts(_ lists: [[Int32]]) -> [Int] {
    lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  /// Seats the bidders of one opportunity.
  mutating func seat(
    _ opportunity: Opportunity, in entrants: inout Entrants, balances: borrowing Column<Double>,
    streams: inout DoorStreams
  ) {
    let list = listStart.count == 2 ? 0 : Int(opportunity.segment)
    let range = listStart[list]..<listStart[list + 1]
    entrants.seats = 0
    entrants.seatStart[0] = 0
    var group = 0
    if let size = sampleSize {
      let drawn = sampler.draw(min(size, range.count), below: range.count, using: &streams.eligibility)
      for i in 0..<drawn {
        let place = range.lowerBound &+ Int(sampler[i])
        take(isWhole ? Int32(truncatingIfNeeded: place) : candidates[place], &group, &entrants, balances, &streams)
      }
    } else {
      for i in range { take(candidates[i], &group, &entrants, balances, &streams) }
    }
    while group < groups.count {
      group += 1
      entrants.seatStart[group] = entrants.seats
    }
  }

  /// Gives a bidder the next seat, unless it does not take part. Bidders come in ascending order.
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
    entrants.left[seat] = hasBudget[group] ? balances[Int(bidder)] : .greatestFiniteMagnitude
    if entrants.reserves.count > 0 { entrants.reserves[seat] = groups[group].reserve }
    if entrants.groups.count > 0 { entrants.groups[seat] = Int32(truncatingIfNeeded: group) }
    entrants.seats = seat &+ 1
  }
}
