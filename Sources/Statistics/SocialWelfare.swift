#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How good a division of utilities u₁, …, uₙ is for everybody together: from their sum, blind to who has it, to the lot of
/// the worst-off.
///
/// The population is whatever the caller passes: all agents, or the winners only. Weights b (entitlements, budgets) are
/// positive and finite; without them all are 1. **Zeros** count: one agent with nothing makes the Nash welfare, and every
/// power mean with p ≤ 0, zero, and α-fairness with α ≥ 1 −∞.
///
/// **Edge cases**: nil for an empty population, for values or weights that are not as said, and, but for the sum and the
/// least, for negative utilities.
/// - Complexity: O(*n*).
public enum SocialWelfare {
  /// Σ bᵢ uᵢ, of any finite utilities.
  public static func utilitarian(_ values: [Double], weights: [Double]? = nil) -> Double? {
    guard !values.isEmpty, values.allSatisfy(\.isFinite), let weights = checked(weights, values.count) else {
      return nil
    }
    return values.indices.reduce(0) { $0 + (weights?[$1] ?? 1) * values[$1] }
  }

  /// min uᵢ/bᵢ, of any finite utilities.
  public static func egalitarian(_ values: [Double], weights: [Double]? = nil) -> Double? {
    guard values.allSatisfy(\.isFinite), let weights = checked(weights, values.count) else { return nil }
    return values.indices.map { values[$0] / (weights?[$0] ?? 1) }.min()
  }

  /// Nash welfare (Π uᵢ^bᵢ)^(1/Σb), the weighted geometric mean, by logarithms; 0 when somebody has nothing.
  ///
  /// Source: Nash 1950; Kaneko and Nakamura 1979.
  public static func nash(_ values: [Double], weights: [Double]? = nil) -> Double? {
    powerMean(values, exponent: 0, weights: weights)
  }

  /// The power mean (Σ bᵢ uᵢᵖ / Σ b)^(1/p) of exponent p.
  ///
  /// p = 1 is the mean, 0 the geometric mean (Nash), −1 the harmonic mean; p = −∞ the least and ∞ the greatest utility.
  public static func powerMean(_ values: [Double], exponent: Double, weights: [Double]? = nil) -> Double? {
    guard !exponent.isNaN, let least = values.min(), let greatest = values.max(), least >= 0, greatest.isFinite,
      values.allSatisfy({ !$0.isNaN }), let weights = checked(weights, values.count)
    else { return nil }
    if greatest == 0 || (least == 0 && exponent <= 0) { return 0 }
    let scaled = values.map { $0 / greatest }
    return greatest * mean(scaled, least / greatest, exponent, weights)
  }

  /// The power mean of values from 0 to 1, the greatest 1, the least positive where the exponent is not.
  static func mean(_ scaled: [Double], _ least: Double, _ exponent: Double, _ weights: [Double]?) -> Double {
    let total = weights?.reduce(0, +) ?? Double(scaled.count)
    func sum(_ term: (Double) -> Double) -> Double {
      scaled.indices.reduce(0) { $0 + (weights?[$1] ?? 1) * term(scaled[$1]) }
    }
    if exponent == 0 { return exp(sum { log($0) } / total) }
    if exponent == -.infinity { return least }
    if exponent == .infinity { return 1 }
    // Powers of ratios to the greatest or the least value lie within 0 ... 1; `expm1` and `log1p` keep exponents near
    // zero exact.
    let reference = exponent > 0 ? 1 : least
    let powers = sum { expm1(exponent * log($0 / reference)) }
    return reference * exp(log1p(powers / total) / exponent)
  }

  /// α-fairness Σ bᵢ uᵢ^(1−α) / (1 − α), for α = 1 Σ bᵢ log uᵢ; what is greatest for it is fair in that degree: α = 0 the
  /// greatest sum, 1 the greatest Nash welfare, and the greater α the more the worst-off count.
  ///
  /// **Edge cases**: α ≥ 1 and somebody with nothing — −∞. α = ∞ — the least utility, which it tends to rank by.
  /// - Precondition: α ≥ 0.
  ///
  /// Source: Mo and Walrand 2000.
  public static func alphaFairness(_ values: [Double], alpha: Double, weights: [Double]? = nil) -> Double? {
    precondition(alpha >= 0, "α is not negative.")
    guard let least = values.min(), least >= 0, values.allSatisfy(\.isFinite),
      let weights = checked(weights, values.count)
    else { return nil }
    if alpha == .infinity { return least }
    if alpha >= 1 && least == 0 { return -.infinity }
    let exponent = 1 - alpha
    return values.indices.reduce(0) { sum, index in
      let value = values[index]
      return sum + (weights?[index] ?? 1) * (exponent == 0 ? log(value) : pow(value, exponent) / exponent)
    }
  }

  /// Whether utilities are better in leximin order: sorted from the least up, greater at the first place where they differ
  /// by more than `tolerance`.
  ///
  /// **Edge cases**: equal up to the tolerance, or lists of different length — false.
  public static func isLeximinBetter(_ values: [Double], than others: [Double], tolerance: Double = 1e-9) -> Bool {
    guard values.count == others.count else { return false }
    for (a, b) in zip(values.sorted(), others.sorted()) where abs(a - b) > tolerance { return a > b }
    return false
  }

  /// The weights, if they are as they should be; nil inside when there are none.
  private static func checked(_ weights: [Double]?, _ count: Int) -> [Double]?? {
    guard let weights else { return .some(nil) }
    return weights.count == count && weights.allSatisfy { $0 > 0 && $0.isFinite } ? .some(weights) : .none
  }
}
