#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The principal branch W₀ of Lambert's function for x ≥ 0: the w ≥ 0 with w eʷ = x.
///
/// Newton–Halley steps from ln(1 + x) or ln x − ln ln x; six reach the last digit.
///
/// **Edge cases**: W₀(0) = 0, W₀(e) = 1, W₀(∞) = ∞; a negative or undefined x gives NaN.
/// - Complexity: O(1).
///
/// Source: Corless et al. 1996.
public func lambertW(_ x: Double) -> Double {
  if !(x >= 0) { return .nan }
  if x == 0 || x == .infinity { return x }
  let logarithm = log(x)
  // For large x the equation w + ln w = ln x is solved instead: eʷ would overflow.
  if logarithm > 300 {
    var w = logarithm - log(logarithm)
    for _ in 0..<6 { w -= (w + log(w) - logarithm) * w / (w + 1) }
    return w
  }
  var w = x < 2.718281828459045 ? log1p(x) : logarithm - log(logarithm)
  for _ in 0..<6 {
    let power = exp(w)
    let excess = w * power - x
    if excess == 0 { break }
    w -= excess / (power * (w + 1) - (w + 2) * excess / (2 * w + 2))
  }
  return w
}
