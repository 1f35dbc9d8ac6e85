public import MarketModel
public import Randomness

/// Items go round in the order of arrival: item t to agent t mod n, whatever anybody thinks of it.
///
/// A baseline that looks at nothing. Not the round robin in which agents choose: that knows all items.
/// - Complexity: O(1) an item.
///
/// Source: the folklore.
public struct RoundRobinArrivals: AllotmentPolicy {
  public static let card = Card(
    "round-robin", "Gives the items in turn, as they come, whatever they are worth.", source: "folklore")

  public init(_ settings: inout Settings) {}

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    item.number % item.values.count
  }
}
