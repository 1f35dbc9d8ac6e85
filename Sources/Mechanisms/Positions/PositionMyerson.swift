public import MarketModel
internal import Statistics

/// The revenue-optimal auction of slots: ads are placed by ironed virtual value × quality, and pay what makes bidding one's
/// value a dominant strategy.
///
/// With φ̄ the ironed virtual value of an advertiser's value per click and scores s = φ̄(bid) · quality in descending order,
/// the ads with φ̄ ≥ 0 fill the slots. The ad in slot k pays per click Σₗ₌ₖ (αₗ − αₗ₊₁) · φ̄⁻¹(max(0, sₗ₊₁/quality)) / αₖ: the
/// integral of the lowest bids that win each slot.
///
/// What the seller knows of values is each group's distribution, or samples of it: `draws` values drawn before the first
/// page, ironed as they are. Personal reserves count as well: a bid below its own is dropped.
///
/// **Ties** of scores: the lower seat; the threshold of a seat that would lose the tie is where higher virtual values begin.
/// **Edge cases**: nobody's virtual value reaches 0 — nothing is shown. An ad that is never clicked is not placed.
/// - Complexity: O(*n* · slots + slots² log *k*) with *k* ironed pieces or atoms; no allocation.
///
/// Source: Myerson 1981, sections 4 to 6; for slots ours, by the same argument with αₖ as the quantity sold.
public struct PositionMyerson: PositionMechanism {
  public static let card = Card(
    "myerson", label: "Myerson", "Ads are placed by ironed virtual value and pay the lowest bids that win their slots.",
    holds: [.truthful, .individuallyRational, .noPositiveTransfers, .monotone, .myersonPayments], fails: [.efficient],
    source: "Myerson 1981, sections 4 to 6; for slots ours")

  enum Knowledge: String, CaseIterable, Sendable {
    case distribution
    case samples
  }

  private struct Belief: Sendable {
    var virtual: IronedVirtualValue
    var perUnit: Double

    /// The virtual value of a bid per click.
    @inline(__always) func callAsFunction(_ bid: Double) -> Double { perUnit * virtual(bid / perUnit) }

    /// The lowest bid per click whose virtual value reaches `level`, or is above it.
    @inline(__always) func lowestBid(_ level: Double, above isStrict: Bool) -> Double {
      let level = level / perUnit
      return perUnit * (isStrict ? virtual.lowestValue(above: level) : virtual.lowestValue(reaching: level))
    }
  }

  private let knows: Knowledge
  private let draws: Int
  /// (groups).
  private var beliefs: [Belief] = []

  public init(_ settings: inout Settings) {
    knows = settings.choice(
      "knows", default: Knowledge.distribution, "What the seller knows of values: their distributions, or samples.")
    draws = settings.integer(
      "draws", in: 1...1_000_000, default: 1000, unit: Unit("values"), "Samples of each group, where it knows samples.")
  }

  public var trainingDraws: Int { knows == .samples ? draws : 0 }

  public func objection(to page: PageFacts) -> (problem: String, remedy: String)? {
    if let problem = needsSeparableRates(page) { return problem }
    for group in page.groups where knows == .distribution && group.prior.values == nil {
      return (
        "the values of \(quoted(group.prior.name)) have no distribution that the seller could know",
        "write `knows: samples`, or choose values such as uniform, piecewise-uniform, discrete or empirical"
      )
    }
    return nil
  }

  public mutating func begin(_ page: PageFacts) {
    beliefs = page.groups.map { group in
      switch knows {
      case .distribution:
        Belief(
          virtual: IronedVirtualValue(group.prior.values ?? .uniform(low: 0, high: 1)), perUnit: group.valuePerUnit)
      case .samples:
        // Samples are values per click already.
        Belief(
          virtual: IronedVirtualValue(Distribution.empirical(group.training) ?? .uniform(low: 0, high: 1)), perUnit: 1)
      }
    }
  }

  public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    placements.ranking.clear()
    for seat in ballot.bids.indices {
      let bid = ballot.bids[seat]
      let quality = ballot.rates.quality[seat]
      if bid < 0 || quality <= 0 { continue }
      let level = belief(of: seat, ballot)(bid)
      if level >= 0 && bid >= lowest(for: seat, ballot) {
        placements.ranking.take(level * quality, at: seat)
      } else {
        placements.reserveBound = true
      }
    }
    for place in 0..<min(ballot.most, placements.ranking.count) {
      let seat = placements.ranking.seat(place)
      let price = Self.price(
        of: place, belief(of: seat, ballot), lowest: lowest(for: seat, ballot), ballot, placements.ranking)
      placements.place(seat, at: place, price: min(price, ballot.bids[seat]))
    }
  }

  private static func price(
    of place: Int, _ belief: Belief, lowest: Double, _ ballot: borrowing PositionBallot, _ ranking: borrowing Ranking
  ) -> Double {
    let seat = ranking.seat(place)
    let quality = ballot.rates.quality[seat]
    return averageThreshold(from: place, ballot.most, ballot.rates.examination) { slot in
      let next = slot + 1
      let hasRival = next < ranking.count
      let level = hasRival ? ranking.score(next) / quality : 0
      return max(belief.lowestBid(level, above: hasRival && ranking.seat(next) < seat), lowest)
    }
  }

  @inline(__always) private func lowest(for seat: Int, _ ballot: borrowing PositionBallot) -> Double {
    ballot.reserves.isEmpty ? 0 : ballot.reserves[seat]
  }

  @inline(__always) private func belief(of seat: Int, _ ballot: borrowing PositionBallot) -> Belief {
    beliefs[Int(ballot.groups[seat])]
  }
}
