#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness
internal import Statistics

/// ECT[α]: every item passes until the share α of the capacity is taken, then an exponential threshold up to U.
///
/// Ψ(z) = L for z < α and U e^{β(z−1)} from there, with β = W₀(U(1−α)/(Lα))/(1−α). It satisfies α-conditional
/// time-independent fairness, and the optimum is at most β times its profit, up to one item's weight; no deterministic
/// policy with that fairness has a smaller worst case.
///
/// **Edge cases**: α = 1 — every item that fits is taken, β = U/L; α = 1/(ln(U/L)+1) — β = ln(U/L)+1, as for ZCL.
/// - Complexity: O(1) an item; O(capacity) at the start.
///
/// Source: Lechowicz et al. 2024.
public struct ExtendedConstant: AdmissionPolicy {
  public static let card = Card(
    "ect", label: "ECT",
    "Takes everything up to a share of the capacity, then what an exponential threshold lets pass.",
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

  /// β, the worst ratio of optimum to profit for densities in [low, high]: U/L for α = 1.
  public static func worstRatio(alpha: Double, low: Double, high: Double) -> Double {
    alpha == 1 ? high / low : lambertW(high * (1 - alpha) / (low * alpha)) / (1 - alpha)
  }

  public mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) {
    let beta = Self.worstRatio(alpha: alpha, low: facts.low, high: facts.high)
    let alpha = alpha
    thresholds = tabulate(facts) { $0 < alpha || alpha == 1 ? facts.low : facts.high * exp(beta * ($0 - 1)) }
  }
}
