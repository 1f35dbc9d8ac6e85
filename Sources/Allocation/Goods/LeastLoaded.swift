public import MarketModel
public import Randomness

/// Each item goes to whoever is worst off: the agent with the least so far, or of chores the one that would end with
/// the least cost.
///
/// What an agent has counts as a part of what it is entitled to. For chores that all agents see alike this is Graham's
/// list scheduling, with at most 2 − 1/n times the smallest possible maximum.
///
/// **Edge cases**: a good goes to nobody to whom it is worth nothing, unless that is everybody: then to agent 0.
/// **Ties**: of goods, the agent to whom the item is worth most; then the lowest number.
/// - Complexity: O(*n*) an item.
///
/// Source: Graham 1966 for identical chores; for goods the greedy max-min rule, folklore.
public struct LeastLoaded: AllotmentPolicy {
  public static let card = Card(
    "least-loaded", "Gives each item to whoever is worst off.", source: "Graham 1966; for goods folklore")

  private var scales: [Double] = []
  /// What a unit counts against the entitlement (agents).
  private var parts: [Double] = []
  private var isChores = false

  public init(_ settings: inout Settings) {}
  init() {}

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    isChores = facts.traits.isChores
    scales = facts.scales
    parts = facts.scales.indices.map { facts.scales[$0] / facts.entitlements[$0] }
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    var best = 0
    var least = (load: Double.infinity, worth: 0.0)
    for agent in scales.indices where isChores || item.values[agent] > 0 {
      let value = Double(item.values[agent])
      let worth = value * scales[agent]
      let load = (item.holdings.own[agent] + (isChores ? value : 0)) * parts[agent]
      if load < least.load || (load == least.load && !isChores && worth > least.worth) {
        (best, least) = (agent, (load, worth))
      }
    }
    return best
  }
}
