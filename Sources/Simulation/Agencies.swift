internal import MarketModel
internal import Randomness

/// The agencies of one run. An agency's clients are gathered from the row of the auction into a row of their own, which
/// its rule changes, and put back: groups of one agency may stand anywhere, and nothing is allocated.
///
/// - Complexity: O(clients in the auction) beside the rules' own.
struct Agencies: ~Copyable, Sendable {
  private var rules: Column<any AgencyRule>
  private let needs: [Information]
  private var streams: Column<RandomStream>
  /// The groups of each agency, one list after the other, and where each list begins (agencies + 1).
  private let groups: [Int]
  private let start: [Int]
  /// The number of each of these groups' first client.
  private let firstClient: [Int]
  private var row: Row

  /// One agency's part of an auction (its clients in it).
  private struct Row: ~Copyable, Sendable {
    var count = 0
    var members: Column<Int32>
    var seats: Column<Int32>
    var values: Column<Double>
    var left: Column<Double>
    var bids: Column<Double>
    var awards: Column<Award>
  }

  init(_ market: Marketplace, _ replicate: Replicate) {
    var rules: [any AgencyRule] = []
    var groups: [Int] = []
    var start = [0]
    var firstClient: [Int] = []
    for agency in market.agencies {
      var rule = agency.rule
      rule.begin(market.facts(of: agency, paymentRule: nil))
      rules.append(rule)
      var clients = 0
      for (index, group) in market.groups.enumerated() where agency.clients.contains(group.name) {
        groups.append(index)
        firstClient.append(clients)
        clients += group.count
      }
      start.append(groups.count)
    }
    needs = rules.map(\.needs)
    self.rules = Column(rules)
    self.groups = groups
    self.start = start
    self.firstClient = firstClient
    streams = Column(market.agencies.map { RandomStream(.agency, in: replicate, of: $0.name) })
    let most = rules.isEmpty ? 0 : market.seats
    row = Row(
      members: Column(repeating: 0, count: most), seats: Column(repeating: 0, count: most),
      values: Column(repeating: 0, count: most), left: Column(repeating: 0, count: most),
      bids: Column(repeating: 0, count: most),
      awards: Column(repeating: Award(seat: 0, quantity: 0, payment: 0), count: most))
  }

  @inline(__always) var isEmpty: Bool { rules.count == 0 }

  private mutating func gather(
    _ agency: Int, _ entrants: borrowing Entrants, _ values: borrowing Column<Double>, _ bids: Span<Double>
  ) {
    var count = 0
    for place in start[agency]..<start[agency + 1] {
      let first = Int32(truncatingIfNeeded: firstClient[place])
      for seat in entrants.range(groups[place]) {
        row.members[count] = first &+ entrants.members[seat]
        row.seats[count] = Int32(truncatingIfNeeded: seat)
        row.values[count] = values[seat]
        row.left[count] = entrants.left[seat]
        row.bids[count] = bids[seat]
        count &+= 1
      }
    }
    row.count = count
  }

  /// Lets each agency change what its clients bid.
  @inline(never) mutating func bid(
    on opportunity: Opportunity, _ entrants: borrowing Entrants, values: borrowing Column<Double>,
    into bids: inout MutableSpan<Double>
  ) {
    for agency in rules.indices {
      gather(agency, entrants, values, bids.span)
      if row.count == 0 { continue }
      Self.bid(&rules[agency], opportunity, row.count, row.members, row.values, row.left, &row.bids, &streams[agency])
      for i in 0..<row.count { bids[Int(row.seats[i])] = row.bids[i] }
    }
  }

  private static func bid(
    _ rule: inout any AgencyRule, _ opportunity: Opportunity, _ count: Int, _ members: borrowing Column<Int32>,
    _ values: borrowing Column<Double>, _ left: borrowing Column<Double>, _ bids: inout Column<Double>,
    _ stream: inout RandomStream
  ) {
    let round = Round(
      opportunity: opportunity, members: members.span.extracting(first: count),
      values: values.span.extracting(first: count), left: left.span.extracting(first: count))
    var whole = bids.mutableSpan
    var part = whole._mutatingExtracting(0..<count)
    rule.bid(in: round, into: &part, using: &stream)
  }

  /// Tells the agencies that learn what their clients learn.
  @inline(never) mutating func observe(
    _ opportunity: Opportunity, _ entrants: borrowing Entrants, values: borrowing Column<Double>,
    bids: borrowing Column<Double>, _ outcome: borrowing Outcome, price: Double?, tellsAll: Bool
  ) {
    for agency in rules.indices where needs[agency] != .nothing {
      gather(agency, entrants, values, bids.span)
      if row.count == 0 { continue }
      var count = 0
      for k in 0..<outcome.count {
        var award = outcome[k]
        for i in 0..<row.count where row.seats[i] == award.seat {
          award.seat = Int32(truncatingIfNeeded: i)
          row.awards[count] = award
          count &+= 1
          break
        }
      }
      Self.tell(
        &rules[agency], opportunity, row, awards: count, price: price,
        allBids: bids.span.extracting(first: tellsAll ? entrants.seats : 0))
    }
  }

  private static func tell(
    _ rule: inout any AgencyRule, _ opportunity: Opportunity, _ row: borrowing Row, awards: Int, price: Double?,
    allBids: Span<Double>
  ) {
    let feedback = Feedback(
      opportunity: opportunity, members: row.members.span.extracting(first: row.count),
      values: row.values.span.extracting(first: row.count), bids: row.bids.span.extracting(first: row.count),
      awards: row.awards.span.extracting(first: awards), price: price, allBids: allBids)
    rule.observe(feedback)
  }
}
