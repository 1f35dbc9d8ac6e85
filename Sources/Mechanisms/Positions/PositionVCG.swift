public import MarketModel

/// Vickrey, Clarke and Groves for slots: ads are placed so that welfare is highest, and each pays what its presence costs
/// the others.
///
/// With separable rates α (slots) × quality and scores s = bid × quality in descending order, the ad in slot k pays per
/// impression Σₗ₌ₖ (αₗ − αₗ₊₁) · sₗ₊₁ over the slots, with α = 0 after the last; per click that is divided by its click
/// rate. With reserves each term is at least (αₗ − αₗ₊₁) · reserve · quality: the ad's price is then the integral of the
/// lowest bids that win each slot, so bidding one's value stays a dominant strategy, eager or lazy.
///
/// Only for rates that are separable: where ads take clicks from each other other placements are best.
///
/// **Ties**: the lower seat. **Edge cases**: one bidder — it pays its reserve; a slot that is never looked at costs
/// nothing; fewer ads than slots — the last slots stay empty.
/// - Complexity: O(*n* · slots) for *n* bids in the worst case, O(slots²) with reserves; no allocation.
///
/// Source: Vickrey 1961; Clarke 1971; Groves 1973; for slots Edelman, Ostrovsky and Schwarz 2007, section II.
public struct PositionVCG: PositionMechanism {
  public static let card = Card(
    "vcg", label: "VCG", "The best placement of ads; each pays what its presence costs the others.",
    holds: [
      .truthful, .individuallyRational, .noPositiveTransfers, .efficient, .monotone, .myersonPayments,
      .sellsAboveReserve,
    ],
    source: "Vickrey 1961; Clarke 1971; Groves 1973; for slots Edelman, Ostrovsky and Schwarz 2007",
    exceptions: [.init(["reserve-rule": "lazy"], fails: [.efficient, .sellsAboveReserve])])

  private var contest: SlotContest

  public init(_ settings: inout Settings) { contest = SlotContest(&settings, squashes: false) }

  public var trainingDraws: Int { contest.monopoly.trainingDraws }
  public mutating func begin(_ page: PageFacts) { contest.learn(page) }

  public func objection(to page: PageFacts) -> (problem: String, remedy: String)? { needsSeparableRates(page) }

  @inline(__always) public func run(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    let rates = ballot.rates.examination
    let most = ballot.most
    if contest.hasReserves(ballot) { return runWithReserves(ballot, into: &placements) }
    placements.reserveBound = contest.rank(ballot, into: &placements.ranking)
    let count = min(most, placements.ranking.count)
    for place in 0..<count {
      placements.place(placements.ranking.seat(place), at: place, price: 0)
    }
    // Payments per impression add up from the last slot.
    var payment = 0.0
    for place in (0..<count).reversed() {
      let rate = rates[place]
      let below = place + 1 < most ? rates[place + 1] : 0
      payment += (rate - below) * placements.ranking.scoreOrNothing(place + 1)
      let seat = placements.ranking.seat(place)
      let clicks = rate * ballot.rates.quality[seat]
      let price = clicks > 0 ? payment / clicks : 0
      let bid = ballot.bids[seat]
      placements[place].price = price < bid ? price : bid
    }
  }

  @inline(never) private func runWithReserves(_ ballot: borrowing PositionBallot, into placements: inout Placements) {
    let rates = ballot.rates.examination
    let most = ballot.most
    contest.fill(ballot, &placements) { place, weight, lowest, ranking in
      averageThreshold(from: place, most, rates) { slot in max(ranking.scoreOrNothing(slot + 1) / weight, lowest) }
    }
  }
}

/// Σₗ₌ₖ (αₗ − αₗ₊₁) · threshold(l) / αₖ over the slots from k to the last that is filled, α = 0 after it: the price per click
/// for which a truthful bidder does not mind whether it gets its own slot or a lower one.
@inline(__always) func averageThreshold(
  from place: Int, _ most: Int, _ rates: Span<Double>, _ threshold: (_ slot: Int) -> Double
) -> Double {
  let own = rates[place]
  if own <= 0 { return 0 }
  var sum = 0.0
  for slot in place..<most {
    let below = slot + 1 < most ? rates[slot + 1] : 0
    if rates[slot] > below { sum += (rates[slot] - below) * threshold(slot) }
  }
  return sum / own
}

/// Why a mechanism that takes rates to be separable cannot work on such pages; nil when it can.
func needsSeparableRates(_ page: PageFacts) -> (problem: String, remedy: String)? {
  if !page.isSeparable {
    return (
      "its prices need click rates that are examination × quality, and some group's depend on the position",
      "choose another `quality`, or a mechanism for rates by position"
    )
  }
  if page.clickModel.law != .independent {
    return (
      "its prices need ads that do not take clicks from each other",
      "write `click-model: position-based`, or choose a mechanism for this click model"
    )
  }
  return nil
}
