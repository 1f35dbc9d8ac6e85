public import FairDivision
public import MarketModel

/// Each item to whom it is worth most, or costs least: the greatest sum of utilities, whoever gets it.
///
/// **Ties**: the lower agent.
public struct UtilitarianRule: AllocationRule {
  public static let card = Card(
    "utilitarian", "Each item goes to the agent to whom it is worth most, or whom it costs least.",
    holds: [.efficient, .paretoEfficient],
    fails: [
      .truthful, .envyFree, .envyFreeInExpectation, .envyFreeUpToOne, .envyFreeUpToAny, .proportional,
      .proportionalUpToOne, .maximinShares,
    ],
    source: "standard")

  public init(_ settings: inout Settings) {}

  public func divisions(_ valuations: Valuations) -> [Chance<Bundles>] { [Chance(1, valuations.utilitarian())] }
}
