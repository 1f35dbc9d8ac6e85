internal import MarketModel
internal import Statistics

/// The best bids of a ballot: the winner's seat (-1: nobody bids), its bid, and the runners-up's, 0 where there is none.
struct TopBids {
  var seat = -1
  /// Below every bid and above every number that is no bid.
  var first = TopBids.belowAll
  var second = 0.0
  var third = 0.0

  static let belowAll = -Double.leastNonzeroMagnitude

  /// Takes one more seat in; **ties** stay with the earlier one.
  @inline(__always) mutating func take(_ bid: Double, at candidate: Int) {
    if bid > first {
      third = second
      second = first > 0 ? first : 0
      first = bid
      seat = candidate
    } else if bid > second {
      third = second
      second = bid
    } else if bid > third {
      third = bid
    }
  }
}

/// The highest bid, its first seat and the second-highest bid (`third` stays 0). Bids are finite; negative: no bid.
@inline(__always) func topTwo(_ bids: Span<Double>) -> TopBids {
  bids.count < 32 ? topTwoOfFew(bids) : topTwoOfMany(bids)
}

/// One pass of selects, which the compiler keeps free of branches.
@inline(__always) private func topTwoOfFew(_ bids: Span<Double>) -> TopBids {
  var first = TopBids.belowAll
  var second = 0.0
  var winner = -1
  for seat in bids.indices {
    let bid = bids[seat]
    let leads = bid > first
    let lower = leads ? first : bid
    second = lower > second ? lower : second
    winner = leads ? seat : winner
    first = leads ? bid : first
  }
  return TopBids(seat: winner, first: first, second: second)
}

/// The maximum by four chains, its first seat by search, the maximum of the rest by four chains: from 32 bids on this is
/// twice as fast as one chain.
@inline(never) private func topTwoOfMany(_ bids: Span<Double>) -> TopBids {
  let first = largest(of: bids, or: Ballot.noBid)
  if first < 0 { return TopBids() }
  let seat = firstSeat(of: first, in: bids)
  let left = largest(of: bids.extracting(0..<seat))
  let right = largest(of: bids.extracting((seat + 1)..<bids.count))
  return TopBids(seat: seat, first: first, second: left > right ? left : right)
}

/// The first seat of a bid that is there. Adding up all its seats takes no branch; mostly there is one.
@inline(__always) private func firstSeat(of bid: Double, in bids: Span<Double>) -> Int {
  var sum = 0
  var seats = 0
  var i = 0
  let count = bids.count
  while i < count {
    let isIt = bids[unchecked: i] == bid ? -1 : 0
    sum &+= isIt & i
    seats &-= isIt
    i &+= 1
  }
  if seats == 1 { return sum }
  var seat = 0
  while bids[seat] != bid { seat &+= 1 }
  return seat
}
