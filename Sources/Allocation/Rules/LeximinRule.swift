public import FairDivision
public import MarketModel

/// The division that is best for the worst-off agent, then for the second, and so on (leximin), by exact search.
///
/// Reported values are compared between agents as they are. A search that takes more steps than the limit ends with the
/// best division found. See `Valuations.leximinDivision(nodes:)`.
public struct LeximinRule: AllocationRule {
  public static let card = Card(
    "leximin", "The division that is best for the worst-off agent, then for the second, and so on.",
    holds: [.paretoEfficient],
    fails: [
      .truthful, .envyFree, .envyFreeUpToOne, .envyFreeUpToAny, .proportional, .proportionalUpToOne, .maximinShares,
      .efficient,
    ],
    source: "Sen 1970; Dubins and Spanier 1961")

  private let limit: Int

  public init(_ settings: inout Settings) {
    limit = settings.integer(
      "limit", in: 1...1_000_000_000, default: 20_000_000, "Steps of the search; then the best division found counts.")
  }

  public func divisions(_ valuations: Valuations) -> [Chance<Bundles>] {
    [Chance(1, valuations.leximinDivision(nodes: limit).bundles)]
  }
}
