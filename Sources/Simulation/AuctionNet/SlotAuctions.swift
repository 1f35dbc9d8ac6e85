package import MarketModel

/// The auctions of one tick: who gets the slots of each opportunity, and at what price.
///
/// The bids of each opportunity are ranked; slot k goes to the k-th highest and costs the next bid, if that is above the
/// floor. Bids that are not above 0 are none.
///
/// **Ties**: the lower advertiser.
/// - Complexity: O(bids + insertions · slots) a tick, no allocation.
package struct SlotAuctions: ~Copyable, Sendable {
  package let slots: Int
  private let floor: Double
  private let advertisers: Int
  /// Opportunities of the tick.
  package private(set) var count = 0
  /// (advertisers × opportunities), rows side by side.
  package var bids: Column<Double>
  /// Advertiser of each slot, −1 where unsold, and its price (opportunities × slots).
  package private(set) var winners: Column<Int32>
  package private(set) var prices: Column<Double>
  /// The first bid that gets no slot, or the floor (opportunities).
  package private(set) var leastWinning: Column<Double>
  /// The best bids of a block of opportunities, and whose they are (slots + 1 × block).
  private var best: Column<Double>
  private var owners: Column<Int32>

  private static let block = 128

  /// - Parameter room: the most opportunities of a tick.
  package init(slots: Int, advertisers: Int, room: Int, floor: Double) {
    self.slots = slots
    self.floor = floor
    self.advertisers = advertisers
    bids = Column(repeating: 0, count: advertisers * room)
    winners = Column(repeating: -1, count: room * slots)
    prices = Column(repeating: 0, count: room * slots)
    leastWinning = Column(repeating: 0, count: room)
    best = Column(repeating: 0, count: (slots + 1) * Self.block)
    owners = Column(repeating: -1, count: (slots + 1) * Self.block)
  }

  /// Starts a tick; the caller then writes the bids of advertiser a at a · count + opportunity.
  package mutating func open(_ count: Int) { self.count = count }

  /// Sells all slots of the tick.
  package mutating func sell() {
    var first = 0
    while first < count {
      let size = min(Self.block, count - first)
      rank(first, size)
      for place in 0..<size { award(first + place, place) }
      first += size
    }
  }

  /// Sells the slots of one opportunity again.
  package mutating func sellAgain(_ opportunity: Int) {
    rank(opportunity, 1)
    award(opportunity, 0)
  }

  /// Finds the best bids of a block by insertion.
  private mutating func rank(_ first: Int, _ size: Int) {
    Self.rank(bids, first, size, advertisers: advertisers, stride: count, slots: slots, &best, &owners)
  }

  private static func rank(
    _ bids: borrowing Column<Double>, _ first: Int, _ size: Int, advertisers: Int, stride: Int, slots: Int,
    _ best: inout Column<Double>, _ owners: inout Column<Int32>
  ) {
    var top = best.mutableSpan
    var owner = owners.mutableSpan
    let row = bids.span
    let block = Self.block
    precondition(
      size <= block && first + size <= stride && advertisers * stride <= row.count && top.count == (slots + 1) * block
        && owner.count == top.count, "a block of bids lies outside its tick")
    for place in 0..<((slots + 1) * block) {
      top[unchecked: place] = 0
      owner[unchecked: place] = -1
    }
    let last = slots &* block
    for advertiser in 0..<advertisers {
      let base = advertiser &* stride &+ first
      for place in 0..<size {
        let bid = row[unchecked: base &+ place]
        if !(bid > top[unchecked: last &+ place]) { continue }
        var at = last &+ place
        while at >= block && bid > top[unchecked: at &- block] {
          top[unchecked: at] = top[unchecked: at &- block]
          owner[unchecked: at] = owner[unchecked: at &- block]
          at &-= block
        }
        top[unchecked: at] = bid
        owner[unchecked: at] = Int32(truncatingIfNeeded: advertiser)
      }
    }
  }

  private mutating func award(_ opportunity: Int, _ place: Int) {
    for slot in 0..<slots {
      let price = best[(slot &+ 1) &* Self.block &+ place]
      let isSold = price > floor
      winners[opportunity &* slots &+ slot] = isSold ? owners[slot &* Self.block &+ place] : -1
      prices[opportunity &* slots &+ slot] = isSold ? price : 0
    }
    leastWinning[opportunity] = max(floor, best[slots &* Self.block &+ place])
  }
}
