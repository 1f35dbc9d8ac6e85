#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The standard normal distribution: its cumulative distribution function and its quantiles.
///
/// Both are accurate to about 10⁻¹⁵ relative, the cumulative to x² 10⁻¹⁶ far out in the lower tail.
public enum Normal {
  /// The probability of a value at most `x`; 0 at −∞, 1 at ∞.
  public static func cumulative(_ x: Double) -> Double {
    erfc(-x * (0.5).squareRoot()) / 2
  }

  /// The value that is exceeded with probability 1 − `p`.
  ///
  /// Symmetric: the quantile of 1 − p is the opposite of that of p, wherever 1 − p is exact.
  ///
  /// **Edge cases**: −∞ at 0, ∞ at 1.
  /// - Precondition: `p` is within 0 ... 1.
  ///
  /// Source: Hastings 1955 (Abramowitz and Stegun 26.2.23, error below 4.5 × 10⁻⁴), refined by Halley's method, which
  /// triples the number of right digits at each of three steps.
  public static func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "A quantile's probability lies between 0 and 1.")
    let tail = min(p, 1 - p)
    if tail == 0 { return p < 0.5 ? -.infinity : .infinity }
    if tail == 0.5 { return 0 }
    let t = (-2 * log(tail)).squareRoot()
    var size =
      t - (2.515_517 + t * (0.802_853 + t * 0.010_328)) / (1 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)))
    for _ in 0..<3 {
      let density = exp(-size * size / 2) / (2 * Double.pi).squareRoot()
      let step = (cumulative(-size) - tail) / density
      size += step / (1 - size * step / 2)
    }
    return p < 0.5 ? -size : size
  }
}
