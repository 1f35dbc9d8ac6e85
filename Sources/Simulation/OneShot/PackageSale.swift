public import MarketModel
internal import Randomness

/// Items sold in each round to bidders who name bundles, with values drawn anew.
///
/// Welfare counts what bundles are worth to their bidders, whatever they bid; the best is found by exact winner
/// determination.
public struct PackageSale: World {
  public static let card = Card(
    "package-sale", "Items are sold to bidders who name bundles, drawn anew each round.",
    source: "ours; combinatorial auctions as in Cramton, Shoham and Steinberg 2006")

  let rounds: Int
  let mechanism: any CombinatorialAuction
  let bundles: any BundleModel

  public init(_ settings: inout Settings) {
    rounds = settings.rounds()
    mechanism = settings.component("mechanism", .combinatorial, default: "vcg", "How the items are sold.")
    bundles = settings.component("bundles", .bundleModels, default: "llg", "What bundles are worth to the bidders.")
  }

  public var groups: [String] {
    bundles.roles.reduce(into: []) { names, role in if names.last != role { names.append(role) } }
  }

  public var measures: [Measure] {
    OneShotTally.measures(
      welfare: "What bundles are worth to the bidders who get them.",
      traded: Measure("sold", unit: Unit("items/round"), .mean, "Items sold."))
  }

  public var headline: [String] { ["revenue", "welfare", "efficiency", "surplus", "sold"] }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld {
    OneShotRounds(
      plan: RecordingPlan(measures: request.chosen(from: measures), groups: groups), rounds: rounds,
      playing: { try play($0, advance: $1) }, traded: "sold", stride: 1)
  }

  private func play(_ replicate: Replicate, advance: (Int) throws -> Void) throws -> OneShotTally {
    let names = groups
    let groupOf = bundles.roles.map { role in names.firstIndex(of: role) ?? 0 }
    var values = RandomStream(.values, in: replicate)
    var own = RandomStream(.mechanism, in: replicate)
    var tally = OneShotTally(groups: names.count)
    for round in 0..<rounds {
      let types = bundles.draw(using: &values)
      let outcome = mechanism.sample(bundles.reports(types), using: &own)
      for (bidder, type) in types.enumerated() {
        let bundle = outcome.bundle(of: bidder)
        tally.sides[groupOf[bidder]].value += type.value(of: bundle)
        tally.sides[groupOf[bidder]].paid += outcome.payment(of: bidder)
        tally.sides[groupOf[bidder]].traded += Double(bundle.count)
      }
      tally.best += WinnerDetermination(types).solve().value
      tally.rounds += 1
      try advance(round)
    }
    return tally
  }
}
