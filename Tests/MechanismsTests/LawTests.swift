import MarketModel
import Mechanisms
import Randomness
import Testing

/// A random ballot: whole bids 0 … 5 with many ties, and one seat in four that does not bid.
private func randomBids(_ seats: Int, _ stream: inout RandomStream) -> [Double] {
  (0..<seats).map { _ in stream.flip(0.25) ? Ballot.noBid : Double(stream.index(below: 6)) }
}

/// The definition by a plain sort: seats in order of (bid, lower seat first) among those that meet their reserve.
private func naive(
  _ kind: String, _ bids: [Double], _ reserves: [Double], reserve: Double, lazy: Bool
) -> (winner: Int?, price: Double) {
  func own(_ seat: Int) -> Double { max(reserve, reserves.isEmpty ? 0 : reserves[seat]) }
  let seats = bids.indices.filter { bids[$0] >= 0 && (lazy || bids[$0] >= own($0)) }
  let ranked = seats.sorted { (-bids[$0], $0) < (-bids[$1], $1) }
  guard let winner = ranked.first, bids[winner] >= own(winner) else { return (nil, 0) }
  let rank = kind == "second-price" ? 1 : 2
  switch kind {
  case "first-price", "all-pay": return (winner, bids[winner])
  default: return (winner, max(own(winner), ranked.count > rank ? bids[ranked[rank]] : 0))
  }
}

// Seed 1. Myerson's auction takes its reserves from priors, not from settings: MyersonTests.
@Suite struct SocketLawTests {
  @Test(
    "Laws on random ballots: payments within bids, one line a seat, only bidders, one item",
    arguments: mechanisms.map(\.card.id).filter { $0 != "myerson" })
  func laws(kind: String) throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 1)
    for rule: Node in ["eager", "lazy"] {
      let auction = try mechanism(kind, kind == "posted-price" ? ["price": 2] : ["reserve": 1, "reserve-rule": rule])
      for _ in 0..<3000 {
        let seats = stream.index(below: 40)
        let bids = randomBids(seats, &stream)
        let reserves = stream.flip(0.5) ? [] : (0..<seats).map { _ in Double(stream.index(below: 4)) }
        let decision = decide(auction, bids, reserves: reserves)
        #expect(Set(decision.lines.map(\.seat)).count == decision.lines.count)
        #expect(decision.lines.reduce(0) { $0 + $1.quantity } <= auction.supply.reduce(0, +))
        for line in decision.lines {
          #expect(bids[line.seat] >= 0 && line.payment >= 0 && line.quantity >= 0)
          #expect(line.payment <= (line.quantity > 0 ? bids[line.seat] * line.quantity : bids[line.seat]))
        }
        // A pure function: the same again.
        #expect(decide(auction, bids, reserves: reserves) == decision)
      }
    }
  }

  // Seats 1 … 100: up to 31 go one way through the code, more another.
  @Test(
    "Short and long ballots: winner and price are those of a sort",
    arguments: ["first-price", "second-price", "third-price", "all-pay"])
  func longBallots(kind: String) throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 2)
    for rule in ["eager", "lazy"] {
      let auction = try mechanism(kind, ["reserve": 1, "reserve-rule": Node(stringLiteral: rule)])
      for seats in 1...100 {
        for hasReserves in [false, true] {
          for isFine in [false, true] {
            let bids = isFine ? (0..<seats).map { _ in stream.unit() * 4 } : randomBids(seats, &stream)
            let reserves = hasReserves ? (0..<seats).map { _ in Double(stream.index(below: 5)) } : []
            let expected = naive(kind, bids, reserves, reserve: 1, lazy: rule == "lazy")
            let decision = decide(auction, bids, reserves: reserves)
            #expect(decision.winner == expected.winner)
            if let winner = expected.winner { #expect(decision.payment(of: winner) == expected.price) }
          }
        }
      }
    }
  }

  @Test("All seats silent, or all but one, on short and long ballots", arguments: [1, 5, 31, 32, 33, 64, 100])
  func silence(seats: Int) throws {
    let auction = try mechanism("second-price")
    var bids = [Double](repeating: Ballot.noBid, count: seats)
    #expect(decide(auction, bids) == unsold(reserveBound: false))
    for seat in bids.indices {
      bids[seat] = 3
      #expect(decide(auction, bids) == sale(to: seat, at: 0))
      bids[seat] = Ballot.noBid
    }
  }

  @Test("Any negative bid is no bid, not only −1", arguments: mechanisms.map(\.card.id), [3, 40])
  func negative(kind: String, seats: Int) throws {
    for bid in [-0.5, -1e-300, -1, -2, -1e300] {
      let decision = decide(try mechanism(kind), [Double](repeating: bid, count: seats))
      #expect(decision == unsold(reserveBound: false), "\(bid)")
    }
  }
}
