package import MarketModel
package import Randomness

/// Sees to it that nobody's wins of a tick cost more than it has left.
///
/// An advertiser that is over withdraws ⌈(cost − left) / cost · wins⌉ of its winning bids, drawn at random, and these
/// opportunities are sold again; that may take others over, so it is repeated until nobody is. Every turn withdraws a bid of
/// each advertiser that is over, so it ends.
///
/// - Complexity: O(opportunities · slots) a turn, and a sale for each bid withdrawn.
package struct Overspend: ~Copyable, Sendable {
  /// What each advertiser's slots that are seen cost [money], its wins, and those seen (advertisers).
  package private(set) var costs: Column<Double>
  package private(set) var won: Column<Int>
  package private(set) var exposed: Column<Int>
  /// Bids withdrawn so far.
  package private(set) var withdrawn = 0
  private var streams: Column<RandomStream>
  /// The opportunities that an advertiser won.
  private var wins: Column<Int32>
  private var again: Column<Bool>

  /// - Parameters:
  ///   - streams: one per advertiser.
  ///   - room: the most opportunities of a tick.
  package init(streams: [RandomStream], room: Int) {
    costs = Column(repeating: 0, count: streams.count)
    won = Column(repeating: 0, count: streams.count)
    exposed = Column(repeating: 0, count: streams.count)
    self.streams = Column(streams)
    wins = Column(repeating: 0, count: room)
    again = Column(repeating: false, count: room)
  }

  /// Settles a tick that was sold.
  /// - Parameters:
  ///   - seen: a draw per opportunity (opportunities); slot k is seen when it is below `exposure[k]`.
  ///   - left: of each advertiser's budget [money] (advertisers).
  package mutating func settle(
    _ auctions: inout SlotAuctions, seen: borrowing Column<Double>, exposure: borrowing Column<Double>,
    left: borrowing Column<Double>
  ) {
    count(auctions, seen, exposure)
    while true {
      var isOver = false
      for advertiser in costs.indices where costs[advertiser] > left[advertiser] {
        isOver = true
        withdraw(advertiser, left[advertiser], &auctions)
      }
      if !isOver { return }
      for opportunity in 0..<auctions.count where again[opportunity] {
        auctions.sellAgain(opportunity)
        again[opportunity] = false
      }
      count(auctions, seen, exposure)
    }
  }

  /// Adds up costs from the start, so that no rounding is left of what was sold again.
  private mutating func count(
    _ auctions: borrowing SlotAuctions, _ seen: borrowing Column<Double>, _ exposure: borrowing Column<Double>
  ) {
    for advertiser in costs.indices {
      costs[advertiser] = 0
      won[advertiser] = 0
      exposed[advertiser] = 0
    }
    for opportunity in 0..<auctions.count {
      let draw = seen[opportunity]
      for slot in 0..<auctions.slots {
        let place = opportunity &* auctions.slots &+ slot
        let winner = Int(auctions.winners[place])
        if winner < 0 { continue }
        won[winner] &+= 1
        if draw < exposure[slot] {
          costs[winner] += auctions.prices[place]
          exposed[winner] &+= 1
        }
      }
    }
  }

  private mutating func withdraw(_ advertiser: Int, _ left: Double, _ auctions: inout SlotAuctions) {
    var found = 0
    for place in 0..<(auctions.count * auctions.slots) where Int(auctions.winners[place]) == advertiser {
      wins[found] = Int32(truncatingIfNeeded: place / auctions.slots)
      found += 1
    }
    // Bids without bound may cost more than the largest number: then all.
    let share = costs[advertiser].isFinite ? (costs[advertiser] - left) / costs[advertiser] : 1
    let number = min(found, max(1, Int((share * Double(found)).rounded(.up))))
    for k in 0..<number {
      let drawn = k + streams[advertiser].index(below: found - k)
      let opportunity = Int(wins[drawn])
      wins[drawn] = wins[k]
      auctions.bids[advertiser * auctions.count + opportunity] = 0
      again[opportunity] = true
    }
    withdrawn += number
  }
}
