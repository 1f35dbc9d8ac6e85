internal import MarketModel

/// The bids of a locally envy-free equilibrium of the generalised second-price auction, worked out from everybody's values.
///
/// Advertisers are ranked by s = value per click × quality, s₁ ≥ s₂ ≥ …, the slots by how often they are looked at, α₁ ≥ α₂ ≥ …
/// with α = 0 after the last of K. In scores (bid × quality), place k = 2 … K + 1 bids bₖ with
///
///     αₖ₋₁ · bₖ = (αₖ₋₁ − αₖ) · s + αₖ · bₖ₊₁,
///
/// where s = sₖ for the lowest such equilibrium (k does not mind whether it gets its slot or the one above at that one's
/// price) and s = sₖ₋₁ for the highest (the one above does not mind whether it falls to k's slot). Place 1 bids its value,
/// in the highest twice its value, because place 2 may bid as much as place 1's value; it pays place 2's bid all the same.
/// Those after place K + 1 bid their values; an advertiser that does not exist bids 0.
///
/// **Ties**: the lower seat stands higher. **Edge cases**: where the slot above is never looked at, the value is bid. Two
/// slots that are looked at equally often make equal bids, and the tie may go to the lower value.
struct EnvyFreeBids: Sendable {
  enum Bound: Sendable {
    case lowest
    case highest
  }

  private let bound: Bound
  /// Seats and scores of the first K + 1 places, and what they bid in scores.
  private var seats: [Int] = []
  private var scores: [Double] = []
  private var bids: [Double] = []

  init(_ bound: Bound) { self.bound = bound }

  /// Writes the bids of a page's own seats.
  mutating func bid(in page: borrowing CompleteRound, into row: inout MutableSpan<Double>) {
    rank(page)
    workOut(page.examination)
    for i in row.indices {
      let seat = page.seats.lowerBound + i
      row[i] = page.values[seat]
      if let place = seats.firstIndex(of: seat), page.quality[seat] > 0 { row[i] = bids[place] / page.quality[seat] }
    }
  }

  private mutating func rank(_ page: borrowing CompleteRound) {
    seats.removeAll(keepingCapacity: true)
    scores.removeAll(keepingCapacity: true)
    let room = page.examination.count + 1
    for seat in page.values.indices {
      let score = page.values[seat] * page.quality[seat]
      var place = scores.count
      while place > 0 && score > scores[place - 1] { place -= 1 }
      if place == room { continue }
      seats.insert(seat, at: place)
      scores.insert(score, at: place)
      if scores.count > room {
        seats.removeLast()
        scores.removeLast()
      }
    }
  }

  private mutating func workOut(_ examination: Span<Double>) {
    bids = scores
    if bound == .highest && !bids.isEmpty { bids[0] *= 2 }
    var next = 0.0
    for place in scores.indices.dropFirst().reversed() {
      let above = examination[place - 1]
      let own = place < examination.count ? examination[place] : 0
      let score = bound == .lowest ? scores[place] : scores[place - 1]
      if above > 0 { bids[place] = ((above - own) * score + own * next) / above }
      next = bids[place]
    }
  }
}
