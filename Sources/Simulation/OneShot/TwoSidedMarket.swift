public import MarketModel
internal import Randomness

/// Buyers who want one unit and sellers who have one, drawn anew in each round; a double auction brings them together.
///
/// Welfare is the gains from trade: what units are worth to the buyers who get them, less what they cost the sellers who
/// part with them. An agent of value (or cost) v reports intercept + slope · v, at least 0.
///
/// In bilateral trade with values and costs uniform from 0 to 1 and the price halfway, buyers of slope 2/3 and intercept 1/12
/// and sellers of slope 2/3 and intercept 1/4 are in equilibrium.
public struct TwoSidedMarket: World {
  public static let card = Card(
    "two-sided-market", "Buyers and sellers of single units, drawn anew each round, meet in a double auction.",
    source: "ours; linear equilibrium: Chatterjee and Samuelson 1983")

  struct Side: Sendable {
    var count: Int
    var values: any ValueModel
    var slope: Double
    var intercept: Double

    init(_ settings: inout Settings, _ values: String) {
      count = settings.integer("count", in: 1...10_000, default: 5, "How many of them there are.")
      self.values = settings.privateValues(values)
      slope = settings.number("slope", in: .nonNegative, default: 1, "They report intercept + slope × value.")
      intercept = settings.number("intercept", default: 0, unit: .money, "They report intercept + slope × value.")
    }

    func report(_ value: Double) -> Double { max(0, intercept + slope * value) }
  }

  let rounds: Int
  let mechanism: any DoubleAuction
  let buyers: Side
  let sellers: Side

  public init(_ settings: inout Settings) {
    rounds = settings.rounds()
    mechanism = settings.component("mechanism", .doubleAuctions, default: "mcafee", "How they trade.")
    buyers = settings.section("buyers", "Agents who want a unit.") {
      Side(&$0, "What a unit is worth to each of them.")
    }
    sellers = settings.section("sellers", "Agents who have a unit.") {
      Side(&$0, "What a unit is worth to each of them.")
    }
  }

  public var groups: [String] { ["buyers", "sellers"] }

  public var measures: [Measure] {
    OneShotTally.measures(
      welfare: "Gains from trade: value to buyers who get a unit, less cost to sellers who part with one.",
      traded: Measure("trades", unit: Unit("units/round"), .mean, "Units that change hands."))
  }

  public var headline: [String] { ["welfare", "efficiency", "revenue", "surplus", "trades"] }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld {
    OneShotRounds(
      plan: RecordingPlan(measures: request.chosen(from: measures), groups: groups), rounds: rounds,
      playing: { try play($0, advance: $1) }, traded: "trades")
  }

  private func play(_ replicate: Replicate, advance: (Int) throws -> Void) throws -> OneShotTally {
    var demand = DrawnGroup(buyers.values, draws: buyers.count, name: "buyers", in: replicate)
    var supply = DrawnGroup(sellers.values, draws: sellers.count, name: "sellers", in: replicate)
    var own = RandomStream(.mechanism, in: replicate)
    var tally = OneShotTally(groups: 2)
    for round in 0..<rounds {
      let values = demand.draw(round)
      let costs = supply.draw(round)
      let offers = values.map { Offer.buys(at: buyers.report($0)) } + costs.map { Offer.sells(at: sellers.report($0)) }
      let outcome = mechanism.sample(offers, using: &own)
      for (agent, worth) in (values + costs).enumerated() {
        let side = agent < values.count ? 0 : 1
        let units = outcome.quantity(of: agent)
        tally.sides[side].value += worth * units
        tally.sides[side].paid += outcome.payment(of: agent)
        // A unit is counted once, with its buyer.
        if units > 0 { tally.sides[side].traded += units }
      }
      tally.best += highestGains(values, costs)
      tally.rounds += 1
      try advance(round)
    }
    return tally
  }
}

/// The gains when every pair with gains trades, the best buyer with the best seller and so on.
private func highestGains(_ values: [Double], _ costs: [Double]) -> Double {
  zip(values.sorted(by: >), costs.sorted()).reduce(0) { $0 + max(0, $1.0 - $1.1) }
}
