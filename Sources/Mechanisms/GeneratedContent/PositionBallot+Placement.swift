internal import MarketModel

// A page of sponsored search as a placement problem, and back.

extension PositionBallot {
  /// The ads of all seats; nil where the rates are not chances, which the world does not allow.
  var placementProblem: PlacementProblem? {
    let positions = rates.positions
    var clickRates: [Double] = []
    clickRates.reserveCapacity(bids.count * positions)
    for seat in bids.indices {
      for position in 0..<positions { clickRates.append(rates[seat, position]) }
    }
    return try? PlacementProblem(ads: bids.count, positions: positions, clickRates: clickRates, most: most)
  }

  /// What a click is said to be worth (seats): 0 for a seat that does not bid, or bids less than its reserve.
  var competingBids: [Double] {
    var values: [Double] = []
    values.reserveCapacity(bids.count)
    for seat in bids.indices { values.append(bids[seat] > 0 && bids[seat] >= lowestBid(of: seat) ? bids[seat] : 0) }
    return values
  }

  /// Personal reserves (seats) — empty when there are none.
  var personalReserves: [Double] {
    var copy: [Double] = []
    for seat in reserves.indices { copy.append(reserves[seat]) }
    return copy
  }

  /// The seat's own reserve; 0 without.
  func lowestBid(of seat: Int) -> Double { reserves.isEmpty ? 0 : reserves[seat] }
}

extension Placements {
  /// Writes a placement down; a price is at least the seat's reserve and at most its bid, whatever the rounding.
  mutating func write(_ lines: [AdPlacement.Line], prices: [Double], _ ballot: borrowing PositionBallot) {
    clear()
    for seat in ballot.bids.indices where ballot.bids[seat] >= 0 && ballot.bids[seat] < ballot.lowestBid(of: seat) {
      reserveBound = true
    }
    for (line, price) in zip(lines, prices) {
      let lowest = ballot.lowestBid(of: line.ad)
      if lowest > 0 && price <= lowest { reserveBound = true }
      place(line.ad, at: line.position, price: min(max(price, lowest), ballot.bids[line.ad]))
    }
  }

  mutating func write(_ payments: PlacementPayments, _ ballot: borrowing PositionBallot) {
    write(payments.placement.lines, prices: payments.perClick, ballot)
  }
}

/// Whether pages must have the users a mechanism is made for.
struct UserKind: Sendable {
  private let law: ClickLaw
  private let acceptsAny: Bool

  init(_ law: ClickLaw, _ settings: inout Settings) {
    self.law = law
    acceptsAny = settings.flag(
      "any-users", default: false,
      "Also place ads for users of another kind, as if they were of this one; the promises do not hold then.")
  }

  /// Why such users are not the mechanism's; nil when they are.
  func objection(to page: PageFacts) -> (problem: String, remedy: String)? {
    if acceptsAny { return nil }
    if page.clickModel.law != law {
      return (
        "the mechanism takes users to click by `\(law.rawValue)`, and these do not",
        "write `click-model: \(law.rawValue)`, or `any-users: true` to place ads all the same"
      )
    }
    if law == .cascade && (page.saysWhetherUsersGoOn || !stopsAtClicks(page.clickModel, page.examination.count)) {
      return (
        "the mechanism takes users to stop at a click and go on otherwise, and these have chances of their own",
        "remove the continuations, or write `any-users: true` to place ads all the same"
      )
    }
    return nil
  }

  /// Whether a user of a cascade goes on after an ad just when it was not clicked: asked of the model for two rates.
  private func stopsAtClicks(_ model: any ClickModel, _ positions: Int) -> Bool {
    (0..<positions).allSatisfy { position in
      [0.25, 0.5].allSatisfy { rate in
        let ads = Column([
          ShownAd(position: Int32(position), alone: rate), ShownAd(position: Int32((position + 1) % positions), alone: 1),
        ])
        var rates = Column([0.0, 0])
        var row = rates.mutableSpan
        model.rates(of: ads.span, into: &row)
        return abs(rates[1] - (1 - rate)) < 1e-12
      }
    }
  }
}
