public import MarketModel
public import Randomness

/// Takes every item that fits.
/// - Complexity: O(1) an item.
///
/// Source: folklore; ECT[1] when all densities keep their bounds.
public struct GreedyAdmission: AdmissionPolicy {
  public static let card = Card(
    "greedy-items", label: "greedy", "Takes every item that fits.", holds: [.timeFair(within: 1)],
    fails: [.timeFair], source: "folklore")
  public private(set) var thresholds: [Double]?

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) {
    thresholds = tabulate(facts) { _ in 0 }
  }
}
