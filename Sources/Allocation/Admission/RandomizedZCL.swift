public import MarketModel
public import Randomness

/// Draws u uniformly from [0, 1] once and then asks for the constant density Φ(u) of ZCL.
///
/// In expectation as good as ZCL in the worst case, and its threshold never changes; a single run may earn nothing.
/// - Complexity: O(1) an item.
///
/// Source: Lechowicz et al. 2024.
public struct RandomizedZCL: AdmissionPolicy {
  public static let card = Card(
    "zcl-randomized", label: "ZCL randomized", "Takes what is denser than one threshold of ZCL, drawn at the start.",
    holds: [.timeFair(within: 1)], fails: [.timeFair], source: "Lechowicz et al. 2024")
  public private(set) var thresholds: [Double]?

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) {
    let drawn = exponentialThreshold(stream.unit(), low: facts.low, high: facts.high)
    thresholds = tabulate(facts) { _ in drawn }
  }
}
