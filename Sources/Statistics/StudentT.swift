#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Student's t distribution of ν degrees of freedom: its cumulative distribution function, its quantiles, p-values.
///
/// All come from P(|T| ≥ t) = I_x(ν/2, 1/2) with x = ν / (ν + t²); from ν = 10⁵ on from Hill's expansion of the normal
/// value that has the same tail. The degrees of freedom need not be whole; with ∞ the distribution is the normal one.
///
/// **Accuracy**: 10⁻¹¹ relative or better, in the lower tail too, as long as |t| / √ν < 10¹⁵⁰.
/// - Complexity: O(√ν) terms for a probability, O(1) from ν = 10⁵ on; some ten probabilities for a quantile.
///
/// Source: Abramowitz and Stegun 26.5.27; Hill 1970, Algorithm 395. The iteration for quantiles is ours.
public enum StudentT {
  /// The probability of a value at most `t`; 0 at −∞, 1 at ∞.
  /// - Precondition: `t` is a number, the degrees of freedom are positive.
  public static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    let tail = twoSidedP(t, degreesOfFreedom: degreesOfFreedom) / 2
    return t < 0 ? tail : 1 - tail
  }

  /// The probability of a value at least as far from 0 as `t`: the two-sided p-value of the test statistic `t`.
  /// - Precondition: `t` is a number, the degrees of freedom are positive.
  public static func twoSidedP(_ t: Double, degreesOfFreedom: Double) -> Double {
    precondition(!t.isNaN, "A test statistic must be a number.")
    precondition(degreesOfFreedom > 0, "Student's distribution needs positive degrees of freedom.")
    if degreesOfFreedom >= 1e5 { return 2 * Normal.cumulative(-normalEquivalent(abs(t), degreesOfFreedom)) }
    return incompleteBeta(degreesOfFreedom / 2, 0.5, odds: t * t / degreesOfFreedom)
  }

  /// The value that is exceeded with probability 1 − `p`.
  ///
  /// Symmetric: the quantile of 1 − p is the opposite of that of p, wherever 1 − p is exact.
  ///
  /// **Edge cases**: −∞ at 0, ∞ at 1.
  /// - Precondition: `p` is within 0 ... 1, the degrees of freedom are positive.
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p >= 0 && p <= 1, "A quantile's probability lies between 0 and 1.")
    precondition(degreesOfFreedom > 0, "Student's distribution needs positive degrees of freedom.")
    let tail = min(p, 1 - p)
    // From 10¹⁵ degrees on the quantiles differ from the normal ones by less than the rounding of either.
    if tail == 0 || tail == 0.5 || degreesOfFreedom >= 1e15 { return Normal.quantile(p) }
    let size = exceeded(with: tail, degreesOfFreedom)
    return p < 0.5 ? -size : size
  }

  /// The z with P(|Z| ≥ z) = P(|T| ≥ t) for a normal Z, to O(ν⁻⁶).
  private static func normalEquivalent(_ t: Double, _ degreesOfFreedom: Double) -> Double {
    if degreesOfFreedom == .infinity { return t }
    let a = degreesOfFreedom - 0.5
    let b = 48 * a * a
    let square = a * log1p(t * t / degreesOfFreedom)
    // Normal tails beyond 40 are 0, and z exceeds √square.
    if square > 1600 { return .infinity }
    let first = (square + 3) / b
    let second = (855 + square * (240 + square * (33 + square * 4))) / (10 * b * b)
    return square.squareRoot() * (1 + first - second)
  }

  /// The t > 0 with P(T ≥ t) = `tail`, by Newton's method for the logarithm of the tail as a function of ln t.
  ///
  /// That function falls ever more steeply, so after one step the iterates approach the root from one side. The normal
  /// quantile, a little too small, is the start.
  private static func exceeded(with tail: Double, _ degreesOfFreedom: Double) -> Double {
    let halfDegrees = degreesOfFreedom / 2
    // The density at 0 is 1 / (√ν B(ν/2, ½)).
    let logarithm = -logBeta(halfDegrees, 0.5) - log(degreesOfFreedom) / 2
    var size = -Normal.quantile(tail)
    for _ in 0..<100 {
      let reached = twoSidedP(size, degreesOfFreedom: degreesOfFreedom) / 2
      let density = exp(logarithm - (halfDegrees + 0.5) * log1p(size * size / degreesOfFreedom))
      let step = log(reached / tail) * reached / (density * size)
      if !step.isFinite { break }
      size *= exp(min(step, 100))
      // The error left is about the square of the step.
      if abs(step) < 1e-9 { break }
    }
    return size
  }
}
