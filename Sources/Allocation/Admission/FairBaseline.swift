#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Baseline[α]: every item passes until the share α of the capacity is taken, then ZCL's threshold, squeezed into the rest.
///
/// The threshold is L for z < α and Φ((z − ℓ)/(1 − ℓ)) from there, with ℓ = α + α/ln(U/L) − 1/ln(U/L), so that it
/// starts at L. It is as fair as ECT[α] and has a worse worst case, U/(αL + (U−L)(1−α)/ln(U/L)).
///
/// **Edge cases**: α = 1 — every item that fits is taken.
/// - Complexity: O(1) an item; O(capacity) at the start.
///
/// Source: Lechowicz et al. 2024, where it is what ECT is compared with.
public struct FairBaseline: AdmissionPolicy {
  public static let card = Card(
    "baseline", label: "baseline",
    "Takes everything up to a share of the capacity, then what ZCL's threshold, squeezed, lets pass.",
    holds: [.timeFair(within: 0.5)], fails: [.timeFair(within: 0.75), .timeFair],
    source: "Lechowicz et al. 2024",
    exceptions: [
      Card.Exception(["alpha": 0.75], holds: [.timeFair(within: 0.75)], fails: [.timeFair(within: 1)]),
      Card.Exception(["alpha": 1], holds: [.timeFair(within: 1)], fails: []),
    ])
  let alpha: Double
  public private(set) var thresholds: [Double]?

  public init(_ settings: inout Settings) {
    alpha = settings.number(
      "alpha", in: Bounds(0, 1, includesLower: false), default: 0.5, unit: .share,
      "Share of the capacity for which the threshold is constant: at least 1/(ln(U/L)+1).")
  }

  public func objection(low: Double, high: Double) -> (problem: String, remedy: String)? {
    fairnessObjection(alpha, low: low, high: high)
  }

  /// The worst ratio of optimum to profit for densities in [low, high].
  public static func worstRatio(alpha: Double, low: Double, high: Double) -> Double {
    high / (alpha * low + (high - low) * (1 - alpha) / log(high / low))
  }

  public mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) {
    let spread = log(facts.high / facts.low)
    let start = alpha + alpha / spread - 1 / spread
    let alpha = alpha
    thresholds = tabulate(facts) {
      $0 < alpha || alpha == 1
        ? facts.low : exponentialThreshold(($0 - start) / (1 - start), low: facts.low, high: facts.high)
    }
  }
}
