#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The regularised incomplete beta function I_x(a, b): the probability that a beta number of parameters a and b is at
/// most x, at x = 1 / (1 + w) for the odds w = (1 − x) / x.
///
/// Taking the odds instead of x keeps all digits when x is close to 1. A continued fraction gives the smaller side of
/// the mean, I_x(a, b) = 1 − I_{1−x}(b, a) the other.
///
/// **Edge cases**: w = 0 (x = 1) — 1. w = ∞ (x = 0) — 0.
/// - Precondition: a and b are positive and finite, w ≥ 0.
/// - Complexity: O(√max(a, b)) terms; accurate to about 10⁻¹⁶ (100 + a + b) relative.
///
/// Source: DLMF 8.17.22, evaluated by the modified Lentz method (Press et al., *Numerical Recipes*, 6.4).
package func incompleteBeta(_ a: Double, _ b: Double, odds w: Double) -> Double {
  precondition(a > 0 && b > 0 && a.isFinite && b.isFinite, "A beta function needs positive, finite parameters.")
  precondition(w >= 0, "Odds are not negative.")
  if w == 0 { return 1 }
  if w == .infinity { return 0 }
  // x^a (1 − x)^b / B(a, b), which may underflow on the way.
  let logarithm = -a * log1p(w) - b * log1p(1 / w) - logBeta(a, b)
  let x = 1 / (1 + w)
  if x <= (a + 1) / (a + b + 2) {
    return exp(logarithm) * betaFraction(a, b, x) / a
  }
  return 1 - exp(logarithm) * betaFraction(b, a, w / (1 + w)) / b
}

/// The continued fraction 1 / (1 + d₁ / (1 + d₂ / (1 + …))) of DLMF 8.17.22, for x below the mean.
private func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  /// What stands for a denominator of zero.
  let tiny = 1e-300
  func nonZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }

  var numerator = 1.0
  var denominator = 1 / nonZero(1 - (a + b) * x / (a + 1))
  var value = denominator
  // So many terms are never needed: their number grows as the root of the greater parameter.
  for term in 1...10_000_000 {
    let m = Double(term)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    denominator = 1 / nonZero(1 + even * denominator)
    numerator = nonZero(1 + even / numerator)
    value *= denominator * numerator

    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    denominator = 1 / nonZero(1 + odd * denominator)
    numerator = nonZero(1 + odd / numerator)
    let factor = denominator * numerator
    value *= factor
    if abs(factor - 1) < 0x1.0p-52 { break }
  }
  return value
}

/// ln B(a, b) without the cancellation of three large logarithms.
///
/// Parameters below 10 are raised by B(a, b) = B(a, b + 1) (a + b) / b; from there on Stirling's series applies.
func logBeta(_ a: Double, _ b: Double) -> Double {
  var a = a
  var b = b
  var raised = 1.0
  while a < 10 {
    raised *= (a + b) / a
    a += 1
  }
  while b < 10 {
    raised *= (a + b) / b
    b += 1
  }
  let main = (2 * Double.pi / (a + b)).squareRoot()
  let powers = -(a - 0.5) * log1p(b / a) - (b - 0.5) * log1p(a / b)
  return log(raised * main) + powers + stirlingError(a) + stirlingError(b) - stirlingError(a + b)
}

/// ln Γ(x) less Stirling's (x − ½) ln x − x + ½ ln 2π, for x ≥ 10 to 10⁻¹⁶ (DLMF 5.11.1).
private func stirlingError(_ x: Double) -> Double {
  let square = 1 / (x * x)
  let inner = 1.0 / 1680 - square * (1.0 / 1188 - square * (691.0 / 360_360 - square / 156))
  return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * inner))) / x
}
