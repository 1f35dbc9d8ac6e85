public import MarketModel
public import Randomness

/// Takes an item whose density is at least a fixed price.
///
/// Left to itself the price is √(L U), the geometric mean of the bounds. The fairest policy there is while there is
/// room (α = 1), and the worst case is bad: see `la-ect` with γ = 1.
/// - Complexity: O(1) an item.
///
/// Source: folklore.
public struct StaticPrice: AdmissionPolicy {
  public static let card = Card(
    "static-price", "Takes what is at least as dense as one price for all.", holds: [.timeFair(within: 1)],
    fails: [.timeFair], source: "folklore")
  let price: Double?
  public private(set) var thresholds: [Double]?

  public init(_ settings: inout Settings) {
    price = settings.optionalNumber(
      "price", in: .nonNegative, unit: .money, otherwise: "the geometric mean of the bounds",
      "Lowest density accepted.")
  }

  public mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) {
    let price = price ?? (facts.low * facts.high).squareRoot()
    thresholds = tabulate(facts) { _ in price }
  }
}
