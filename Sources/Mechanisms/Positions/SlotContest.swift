#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import MarketModel

/// Ranking for slots: by bid × qualityˢ, with reserves per click.
///
/// With s = 1 the score is what an impression brings, with s = 0 it is the bid, between them quality counts less. A seat's
/// reserve is the highest of the anonymous one, its own, and what was learned for its group; a reserve on scores becomes
/// reserve/qualityˢ per click.
///
/// **Eager**: bids below their reserve are dropped before ranking. **Lazy**: all are ranked, and those below their reserve
/// leave their slot empty. **Ties**: the lower seat. **Edge cases**: with s > 0 an ad that is never clicked is not placed.
struct SlotContest: Sendable {
  let squash: Double
  let reserve: Double
  let rule: ReserveRule
  let isOnScores: Bool
  let monopoly: MonopolyReserves
  /// (groups) — empty where nothing was learned.
  private var learned: [Double] = []

  enum Basis: String, CaseIterable, Sendable {
    case bid
    case score
  }

  /// - Parameter squashes: whether the exponent can be chosen; else it is 1.
  init(_ settings: inout Settings, squashes: Bool) {
    squash =
      squashes
      ? settings.number(
        "squash", in: Bounds(0, 10), default: 1,
        "Ads are ranked by bid × quality to this power: 1 by what an impression brings, 0 by bid alone.") : 1
    reserve = settings.number(
      "reserve", in: .nonNegative, default: 0, unit: .money, "Lowest price per click that is accepted from anybody.")
    let basis = settings.choice(
      "reserve-on", default: Basis.bid, "Whether the reserve is compared with bids, or with what ads are ranked by.")
    isOnScores = basis == .score
    rule = settings.choice(
      "reserve-rule", default: ReserveRule.eager,
      "Whether bids below their reserve are dropped before ads are ranked (eager) or leave their slot empty (lazy).")
    monopoly = MonopolyReserves(&settings)
  }

  mutating func learn(_ page: PageFacts) { learned = monopoly.learn(page) }

  /// Ranks the seats; says whether a reserve kept a bid out.
  @inline(__always) func rank(_ ballot: borrowing PositionBallot, into ranking: inout Ranking) -> Bool {
    ranking.clear()
    if squash == 1 && !hasReserves(ballot) {
      for seat in ballot.bids.indices {
        let quality = ballot.rates.quality[seat]
        if ballot.bids[seat] >= 0 && quality > 0 { ranking.take(ballot.bids[seat] * quality, at: seat) }
      }
      return false
    }
    return rankCarefully(ballot, into: &ranking)
  }

  @inline(never) private func rankCarefully(_ ballot: borrowing PositionBallot, into ranking: inout Ranking) -> Bool {
    var isBound = false
    for seat in ballot.bids.indices {
      let bid = ballot.bids[seat]
      let weight = weight(of: seat, ballot)
      if bid < 0 || weight <= 0 { continue }
      if rule == .eager && bid < lowest(for: seat, ballot) {
        isBound = true
      } else {
        ranking.take(bid * weight, at: seat)
      }
    }
    return isBound
  }

  @inline(__always) func hasReserves(_ ballot: borrowing PositionBallot) -> Bool {
    reserve > 0 || !ballot.reserves.isEmpty || !learned.isEmpty
  }

  /// qualityˢ of a seat.
  @inline(__always) func weight(of seat: Int, _ ballot: borrowing PositionBallot) -> Double {
    let quality = ballot.rates.quality[seat]
    if squash == 1 { return quality }
    return squash == 0 ? 1 : pow(quality, squash)
  }

  /// The lowest price per click at which a seat can buy.
  @inline(__always) func lowest(for seat: Int, _ ballot: borrowing PositionBallot) -> Double {
    if !hasReserves(ballot) { return 0 }
    var lowest = isOnScores ? reserve / weight(of: seat, ballot) : reserve
    if !ballot.reserves.isEmpty { lowest = max(lowest, ballot.reserves[seat]) }
    if !learned.isEmpty { lowest = max(lowest, learned[Int(ballot.groups[seat])]) }
    return lowest
  }

  /// Fills the slots in the order of the ranking, at prices that `price` says; a price never exceeds the bid.
  /// - Parameter price: the price per click by place, seat, weight and lowest price.
  @inline(__always) func fill(
    _ ballot: borrowing PositionBallot, _ placements: inout Placements,
    _ price: (_ place: Int, _ weight: Double, _ lowest: Double, _ ranking: borrowing Ranking) -> Double
  ) {
    placements.reserveBound = rank(ballot, into: &placements.ranking)
    for place in 0..<min(ballot.most, placements.ranking.count) {
      let seat = placements.ranking.seat(place)
      let bid = ballot.bids[seat]
      let lowest = lowest(for: seat, ballot)
      if bid < lowest {
        placements.reserveBound = true
        continue
      }
      let asked = price(place, weight(of: seat, ballot), lowest, placements.ranking)
      if lowest > 0 && asked <= lowest { placements.reserveBound = true }
      placements.place(seat, at: place, price: asked < bid ? asked : bid)
    }
  }
}

extension Ranking {
  /// The score in a place; 0 beyond the last.
  @inline(__always) func scoreOrNothing(_ place: Int) -> Double { place < count ? score(place) : 0 }
}
