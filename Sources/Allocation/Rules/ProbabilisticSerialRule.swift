public import FairDivision
public import MarketModel

/// All agents eat at the same speed, each the item it likes best of those left; a lottery over whole divisions then gives
/// every item to every agent with the part it ate.
///
/// Every division that can come is EF1. See `Valuations.probabilisticSerialLottery()`.
public struct ProbabilisticSerialRule: AllocationRule {
  public static let card = Card(
    "probabilistic-serial", "All eat at the same speed what they like best; lots are drawn with the parts eaten.",
    holds: [.envyFreeInExpectation, .envyFreeUpToOne, .proportionalUpToOne],
    fails: [
      .truthful, .truthfulInExpectation, .envyFree, .envyFreeUpToAny, .proportional, .maximinShares, .paretoEfficient,
      .efficient,
    ],
    source: "Bogomolnaia and Moulin 2001; the lottery of Aziz, Freeman, Shah and Vaish 2020")

  public init(_ settings: inout Settings) {}

  public var isRandom: Bool { true }

  public func divisions(_ valuations: Valuations) -> [Chance<Bundles>] {
    valuations.probabilisticSerialLottery().terms.map { Chance($0.probability, $0.bundles) }
  }
}
