public import FairDivision
public import MarketModel

/// Agents take turns in a fixed order; each takes the item it reports to like most, of chores the cheapest.
///
/// **Ties**: the lower item. See `Valuations.roundRobin(order:)`.
public struct RoundRobinRule: AllocationRule {
  public static let card = Card(
    "round-robin", "Agents take turns, agent 0 first; each takes the item it likes most of those left.",
    holds: [.envyFreeUpToOne, .proportionalUpToOne],
    fails: [.truthful, .envyFree, .envyFreeUpToAny, .proportional, .maximinShares, .paretoEfficient, .efficient],
    source: "standard; EF1 as in Caragiannis et al. 2019")

  public init(_ settings: inout Settings) {}

  public func divisions(_ valuations: Valuations) -> [Chance<Bundles>] { [Chance(1, valuations.roundRobin())] }
}
