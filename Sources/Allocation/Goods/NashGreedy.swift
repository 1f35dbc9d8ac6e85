#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Each good goes where it raises Nash welfare most: the weighted sum of the logarithms of utilities.
///
/// With what an agent has, uᵢ, the item's worth vᵢ and the entitlement bᵢ it goes to who gains most by
/// bᵢ · ln((uᵢ + vᵢ)/uᵢ). An agent that has nothing yet gains without end, so such agents come first, by vᵢ.
///
/// **Ties**: the agent with the lowest number, also for an item nobody wants.
/// - Complexity: O(*n*) an item.
///
/// Source: the greedy rule for the objective of Nash 1950.
public struct NashGreedy: AllotmentPolicy {
  public static let card = Card(
    "nash-greedy", "Gives each good where it raises the product of utilities most.",
    source: "greedy for Nash 1950")

  private var scales: [Double] = []
  private var entitlements: [Double] = []
  private var isEqual = true

  public init(_ settings: inout Settings) {}

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    traits.isChores
      ? ("the product of costs is no measure of welfare", "choose another policy, or write `items: goods`") : nil
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    scales = facts.scales
    entitlements = facts.entitlements
    isEqual = facts.traits.isEqual
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    var best = 0
    var most = (isFirst: false, gain: 0.0)
    for agent in scales.indices where item.values[agent] > 0 {
      let value = Double(item.values[agent])
      let has = item.holdings.own[agent]
      let isFirst = has == 0
      // With equal entitlements the quotient orders as its logarithm does, and is exact where quotients are.
      let gain =
        isFirst ? value * scales[agent] : isEqual ? value / has : entitlements[agent] * log((has + value) / has)
      if (isFirst && !most.isFirst) || (isFirst == most.isFirst && gain > most.gain) {
        (best, most) = (agent, (isFirst, gain))
      }
    }
    return best
  }
}
