public import MarketModel
internal import Randomness

/// Ads and slots by lot: the baseline that looks at nothing.
///
/// Seats in random order, of which the first K that bid at least their reserve are placed, in slots that are random too;
/// they are shown in the order of the seats drawn and pay their reserve. The lot is drawn before bids count, so that a bid
/// decides only whether its seat takes part.
///
/// **Ties**: there are none. **Edge cases**: without a reserve everybody takes part that bids 0 or more, and nobody pays.
/// - Complexity: O(n + m) for n seats and m slots; it allocates.
///
/// Source: ours.
public struct RandomPlacement: PositionMechanism {
  public static let card = Card(
    "random-placement", label: "random", "Ads and slots are drawn by lot; everybody placed pays its own reserve.",
    holds: [.truthful, .individuallyRational, .noPositiveTransfers, .monotone, .myersonPayments], fails: [.efficient],
    source: "ours")

  public init(_ settings: inout Settings) {}

  public var needsLot: Bool { true }

  public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    var stream = RandomStream(seed: ballot.lot, replicate: 0, role: 0, index: 0)
    var seats = Array(ballot.bids.indices)
    var positions = Array(0..<ballot.rates.positions)
    shuffle(&seats, &stream)
    shuffle(&positions, &stream)
    let placed = seats.filter { ballot.bids[$0] >= ballot.lowestBid(of: $0) && ballot.bids[$0] >= 0 }
      .prefix(min(ballot.most, positions.count))
    let lines = zip(placed, positions).map { AdPlacement.Line(ad: $0, position: $1) }
    placements.write(lines, prices: lines.map { ballot.lowestBid(of: $0.ad) }, ballot)
  }

  private func shuffle(_ numbers: inout [Int], _ stream: inout RandomStream) {
    for last in numbers.indices.reversed().dropLast() { numbers.swapAt(last, stream.index(below: last + 1)) }
  }
}
