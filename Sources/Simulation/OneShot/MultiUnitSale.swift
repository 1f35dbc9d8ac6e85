public import MarketModel
internal import Randomness
internal import Statistics

/// Several units of one good, sold at once in each round to bidders drawn anew.
///
/// A bidder of a group draws one value for each unit it wants; further units are worth less, so the values count in
/// descending order. Groups bid their values, a fixed part of them, or the equilibrium of the discriminatory auction.
public struct MultiUnitSale: World {
  public static let card = Card(
    "multi-unit-sale", "Several units of one good are sold at once to bidders drawn anew each round.",
    source: "ours; the formats as in Krishna 2009, chapter 12",
    example: ["bidders": [["name": "bidders", "count": 4]]])

  enum Strategy: String, CaseIterable, Sendable {
    case truthful
    case scaled
    /// Of n bidders who want one unit each, with values uniform from 0 to h: the expectation of the value that would just
    /// lose to v, given that it does.
    case discriminatoryEquilibrium = "discriminatory-equilibrium"
  }

  struct Group: Sendable {
    var name: String
    var count: Int
    var wanted: Int
    var values: any ValueModel
    var strategy: Strategy
    var scale: Double

    init(_ settings: inout Settings) {
      name = settings.text("name", "What the group is called in results; its random stream goes by it.")
      count = settings.integer("count", in: 1...10_000, default: 1, unit: .bidders, "How many bidders it has.")
      wanted = settings.integer("wants", in: 1...1000, default: 1, "How many units each of them wants.")
      values = settings.privateValues("What units are worth to each of them, drawn for each unit.")
      strategy = settings.choice("strategy", default: Strategy.truthful, "How they bid.")
      scale = settings.number(
        "scale", in: .share, default: 1, unit: .share, "What part of its values a bidder with the strategy scaled bids."
      )
    }
  }

  let rounds: Int
  let mechanism: any MultiUnitAuction
  let bidderGroups: [Group]
  /// The values that discriminatory equilibria are about: uniform from 0 to this.
  private let high: [Double]

  public init(_ settings: inout Settings) {
    rounds = settings.rounds()
    let mechanism: any MultiUnitAuction = settings.component(
      "mechanism", .multiUnit, default: "uniform-price", "How the units are sold.")
    let groups = settings.list("bidders", of: "bidder group", atLeast: 1, "Groups of like bidders.") { Group(&$0) }
    self.mechanism = mechanism
    bidderGroups = groups
    for name in repeated(groups.map(\.name)) {
      settings.fail("bidders", "two groups are called \(quoted(name))", remedy: "give each its own name")
    }
    high = groups.map { group in
      if case .uniform(0, let high) = group.values.distribution?.form { return high }
      return 0
    }
    for (index, group) in groups.enumerated() where group.strategy == .discriminatoryEquilibrium {
      settings.check(
        groups.allSatisfy { $0.wanted == 1 } && high[index] > 0 && high.allSatisfy { $0 == high[index] }, "bidders",
        "the equilibrium of \(quoted(group.name)) needs bidders who all want one unit, with equal uniform values from 0",
        remedy: "write `wants: 1` and the same `values` for every group, or choose another strategy")
    }
  }

  public var groups: [String] { bidderGroups.map(\.name) }

  public var measures: [Measure] {
    OneShotTally.measures(
      welfare: "What units are worth to the bidders who get them.",
      traded: Measure("sold", unit: Unit("units/round"), .mean, "Units sold."))
  }

  public var headline: [String] { ["revenue", "welfare", "efficiency", "surplus", "sold"] }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld {
    OneShotRounds(
      plan: RecordingPlan(measures: request.chosen(from: measures), groups: groups), rounds: rounds,
      playing: { try play($0, advance: $1) }, traded: "sold")
  }

  private func play(_ replicate: Replicate, advance: (Int) throws -> Void) throws -> OneShotTally {
    var drawn = bidderGroups.map { DrawnGroup($0.values, draws: $0.count * $0.wanted, name: $0.name, in: replicate) }
    var own = RandomStream(.mechanism, in: replicate)
    var tally = OneShotTally(groups: bidderGroups.count)
    for round in 0..<rounds {
      var values: [[Double]] = []
      var groupOf: [Int] = []
      for (index, group) in bidderGroups.enumerated() {
        let row = drawn[index].draw(round)
        for bidder in 0..<group.count {
          values.append(row[(bidder * group.wanted)..<((bidder + 1) * group.wanted)].sorted(by: >))
          groupOf.append(index)
        }
      }
      let outcome = mechanism.sample(
        values.indices.map { bids(values[$0], groupOf[$0]) }, using: &own)
      for (bidder, worth) in values.enumerated() {
        let units = outcome.quantity(of: bidder)
        tally.sides[groupOf[bidder]].value += worth.prefix(Int(units)).reduce(0, +)
        tally.sides[groupOf[bidder]].paid += outcome.payment(of: bidder)
        tally.sides[groupOf[bidder]].traded += units
      }
      tally.best += values.flatMap { $0 }.sorted(by: >).prefix(mechanism.units).reduce(0, +)
      tally.rounds += 1
      try advance(round)
    }
    return tally
  }

  private func bids(_ values: [Double], _ group: Int) -> [Double] {
    switch bidderGroups[group].strategy {
    case .truthful: values
    case .scaled: values.map { $0 * bidderGroups[group].scale }
    case .discriminatoryEquilibrium: values.map { equilibriumBid($0, high: high[group]) }
    }
  }

  /// E[Y | Y < v] for Y the k-th highest of the n − 1 other values, k the units for sale: Y/h has the beta distribution
  /// with parameters n − k and k. With no more bidders than units a bid of 0 wins.
  private func equilibriumBid(_ value: Double, high: Double) -> Double {
    let bidders = bidderGroups.reduce(0) { $0 + $1.count }
    let losers = Double(bidders - mechanism.units)
    if losers <= 0 || value <= 0 { return 0 }
    let odds = (high - value) / value
    let units = Double(mechanism.units)
    let below = incompleteBeta(losers, units, odds: odds)
    if below <= 0 { return 0 }
    return high * losers / Double(bidders) * incompleteBeta(losers + 1, units, odds: odds) / below
  }
}
