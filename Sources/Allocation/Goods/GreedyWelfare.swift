public import MarketModel
public import Randomness

/// Each item goes to whom it is worth most, or costs least: the highest sum of utilities there is.
///
/// Values of different agents are compared as the world's normalisation counts them.
///
/// **Ties**: the agent with the lowest number.
/// - Complexity: O(*n*) an item.
///
/// Source: folklore; with independent and alike values it is free of envy with high probability (Dickerson, Goldman,
/// Karp, Procaccia and Sandholm 2014).
public struct GreedyWelfare: AllotmentPolicy {
  public static let card = Card(
    "greedy-welfare", "Gives each item to whom it is worth most, or costs least.", source: "folklore")

  private var scales: [Double] = []
  private var isChores = false

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    isChores = facts.traits.isChores
    scales = facts.scales.map { isChores ? -$0 : $0 }
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    var best = 0
    var most = -Double.infinity
    for agent in scales.indices {
      let worth = Double(item.values[agent]) * scales[agent]
      if worth > most { (best, most) = (agent, worth) }
    }
    return best
  }
}
