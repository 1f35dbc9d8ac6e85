public import FairDivision
public import MarketModel

/// Items one after the other: a good to an agent whom nobody envies, a chore to one who envies nobody; cycles of envy are
/// resolved by handing bundles on.
///
/// With top-trading cycles it is EF1 for chores too; with any cycle it is for goods only. See
/// `Valuations.envyCycleElimination(order:cycles:)`.
public struct EnvyCycleRule: AllocationRule {
  public static let card = Card(
    "envy-cycle", "A good goes to an agent whom nobody envies, a chore to one who envies nobody; cycles are resolved.",
    holds: [.envyFreeUpToOne, .proportionalUpToOne],
    fails: [.truthful, .envyFree, .envyFreeUpToAny, .proportional, .maximinShares, .paretoEfficient, .efficient],
    source: "Lipton, Markakis, Mossel and Saberi 2004; Bhaskar, Sricharan and Vaish 2021",
    exceptions: [.init(["cycles": "any"], fails: [.envyFreeUpToOne])])

  private let cycles: EnvyCycles

  public init(_ settings: inout Settings) {
    cycles = settings.choice(
      "cycles", default: EnvyCycles.topTrading,
      "Which cycles are resolved: those on which everybody gets what it likes best, or any that is found.")
  }

  public func divisions(_ valuations: Valuations) -> [Chance<Bundles>] {
    [Chance(1, valuations.envyCycleElimination(cycles: cycles).bundles)]
  }
}
