internal import MarketModel

/// Auctions of which bidders have not heard yet.
struct DelayedFeedback: ~Copyable, Sendable {
  /// A copy of everything an auction's feedback speaks of.
  struct Memory: Sendable {
    var opportunity: Opportunity
    var seatStart: [Int]
    var members: [Int32]
    var bidderAt: [Int32]
    var left: [Double]
    var values: [Double]
    var bids: [Double]
    var awards: [Award]
  }

  private var waiting: [Memory?] = []
  private var free: [Int32] = []

  mutating func keep(_ memory: Memory) -> Int32 {
    if let slot = free.popLast() {
      waiting[Int(slot)] = memory
      return slot
    }
    waiting.append(memory)
    return Int32(waiting.count - 1)
  }

  mutating func take(_ slot: Int32) -> Memory? {
    free.append(slot)
    let memory = waiting[Int(slot)]
    waiting[Int(slot)] = nil
    return memory
  }
}

extension DelayedFeedback.Memory {
  init(
    _ opportunity: Opportunity, _ entrants: borrowing Entrants, values: borrowing Column<Double>,
    bids: borrowing Column<Double>, _ outcome: borrowing Outcome
  ) {
    let seats = entrants.seats
    self.opportunity = opportunity
    seatStart = entrants.seatStart.indices.map { _ in 0 }
    for group in seatStart.indices { seatStart[group] = entrants.seatStart[group] }
    members = copy(entrants.members, seats)
    bidderAt = copy(entrants.bidderAt, seats)
    left = copy(entrants.left, seats)
    self.values = copy(values, seats)
    self.bids = copy(bids, seats)
    awards = []
    for k in 0..<outcome.count { awards.append(outcome[k]) }
  }
}

private func copy<Element>(_ column: borrowing Column<Element>, _ count: Int) -> [Element] {
  var row: [Element] = []
  row.reserveCapacity(count)
  for i in 0..<count { row.append(column[i]) }
  return row
}
