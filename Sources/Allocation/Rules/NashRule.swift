public import FairDivision
public import MarketModel

/// The division of goods with the greatest product of utilities: maximum Nash welfare, by exact search.
///
/// As many agents as can be have something they value; over those the product is greatest. A search that takes more steps
/// than the limit ends with the best division found. See `Valuations.maximumNashWelfare(nodes:)`.
public struct NashRule: AllocationRule {
  public static let card = Card(
    "maximum-nash-welfare", "The division of goods with the greatest product of utilities.",
    holds: [.envyFreeUpToOne, .proportionalUpToOne, .paretoEfficient],
    fails: [.truthful, .envyFree, .envyFreeUpToAny, .proportional, .maximinShares, .efficient],
    source: "Caragiannis, Kurokawa, Moulin, Procaccia, Shah and Wang 2019")

  private let limit: Int

  public init(_ settings: inout Settings) {
    limit = settings.integer(
      "limit", in: 1...1_000_000_000, default: 20_000_000, "Steps of the search; then the best division found counts.")
  }

  public var kinds: [ItemKind] { [.goods] }

  public func divisions(_ valuations: Valuations) -> [Chance<Bundles>] {
    guard let division = valuations.maximumNashWelfare(nodes: limit) else {
      preconditionFailure("the greatest product is a rule for goods: ask `objection` first")
    }
    return [Chance(1, division.bundles)]
  }
}
