public import MarketModel
public import Randomness

/// Each item goes to an agent drawn by lot, with the probability of its entitlement.
///
/// With T items of values in [0, 1] the largest envy is about √(T/n) up to logarithms, and an adversary forces about as
/// much on any rule (Benadè, Kazachkov, Procaccia and Psomas 2018).
/// - Complexity: O(1) an item for equal entitlements, else O(*n*).
///
/// Source: folklore.
public struct RandomAllotment: AllotmentPolicy {
  public static let card = Card(
    "random", label: "by lot", "Gives each item to an agent drawn by lot.", source: "folklore")

  private var entitlements: [Double] = []
  private var isEqual = true

  public var isRandom: Bool { true }

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    entitlements = facts.entitlements
    isEqual = facts.traits.isEqual
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    if isEqual { return stream.index(below: entitlements.count) }
    var rest = stream.unit()
    for agent in entitlements.indices {
      rest -= entitlements[agent]
      if rest < 0 { return agent }
    }
    return entitlements.count - 1
  }
}
