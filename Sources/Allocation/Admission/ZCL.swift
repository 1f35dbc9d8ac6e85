public import MarketModel
public import Randomness

/// Accepts an item whose density is at least Φ(z) = (U e / L)ᶻ (L / e), z the share of capacity taken, L and U the bounds.
///
/// No online policy does better in the worst case: the optimum is at most ln(U/L) + 1 times its profit, up to one item's
/// weight. Its threshold is constant (every item passes) while z < 1/(ln(U/L) + 1).
/// - Complexity: O(1) an item; O(capacity) at the start.
///
/// Source: Zhou, Chakrabarty and Lukose 2008.
public struct ZCL: AdmissionPolicy {
  public static let card = Card(
    "zcl", label: "ZCL", "Takes what is denser than an exponential threshold on the capacity taken.",
    holds: [.timeFair(within: 0.25)], fails: [.timeFair(within: 0.5), .timeFair],
    source: "Zhou, Chakrabarty and Lukose 2008")
  public private(set) var thresholds: [Double]?

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) {
    thresholds = tabulate(facts) { exponentialThreshold($0, low: facts.low, high: facts.high) }
  }
}
