internal import Statistics

/// The expected revenue of the optimal auction of one item to bidders with independent values: the expectation of the
/// highest ironed virtual value, or 0 where none is positive [money].
///
/// It is ∫₀^∞ (1 − ∏ᵢ Pr[φ̄ᵢ < λ]) dλ, by Simpson's rule between the levels at which a bidder's virtual value jumps or
/// stands still, refined until halves agree with the whole to 10⁻¹¹ of what the best single bidder would pay.
///
/// **Edge cases**: no bidders — 0.
/// - Complexity: some thousand inverse virtual values per bidder.
///
/// Source: Myerson 1981, section 6.
public func optimalRevenue(of bidders: [IronedVirtualValue]) -> Double {
  var levels: [Double] = [0]
  for bidder in bidders {
    levels += bidder.intervals.map(\.level) + bidder.slopes
    let (low, high) = bidder.distribution.support
    levels += [bidder(low), high < .infinity ? bidder(high) : 0]
  }
  func reachesSomebody(_ level: Double) -> Double {
    1 - bidders.reduce(1) { $0 * (1 - $1.distribution.upperTail($1.lowestValue(reaching: level))) }
  }
  // Where a support is unbounded: up to where hardly anybody is.
  if bidders.contains(where: { $0.distribution.support.high == .infinity }) {
    var top = max(1, levels.max() ?? 1)
    while reachesSomebody(top) > 1e-18 && top < 1e300 {
      levels.append(top)
      top *= 2
    }
    levels.append(top)
  }
  let corners = Set(levels.filter { $0 >= 0 && $0.isFinite }).sorted()
  // The optimum is no less.
  let scale = bidders.map(\.monopolyRevenue).max() ?? 0
  // Just inside the ends, where the integrand may jump.
  return zip(corners, corners.dropFirst()).reduce(0) { sum, ends in
    let width = ends.1 - ends.0
    return sum
      + integral(from: ends.0 + width * 1e-13, to: ends.1 - width * 1e-13, reachesSomebody, to: 1e-11 * scale)
  }
}

/// The integral of a smooth function by Simpson's rule, refined until halves agree with the whole within `tolerance`.
func integral(from a: Double, to b: Double, _ f: (Double) -> Double, to tolerance: Double) -> Double {
  func simpson(_ fa: Double, _ fm: Double, _ fb: Double, _ width: Double) -> Double {
    width / 6 * (fa + 4 * fm + fb)
  }
  func refine(
    _ a: Double, _ b: Double, _ fa: Double, _ fm: Double, _ fb: Double, _ whole: Double, _ tolerance: Double,
    _ depth: Int
  ) -> Double {
    let middle = (a + b) / 2
    let (first, last) = (f((a + middle) / 2), f((middle + b) / 2))
    let left = simpson(fa, first, fm, middle - a)
    let right = simpson(fm, last, fb, b - middle)
    let error = left + right - whole
    if depth == 0 || abs(error) <= 15 * tolerance { return left + right + error / 15 }
    return refine(a, middle, fa, first, fm, left, tolerance / 2, depth - 1)
      + refine(middle, b, fm, last, fb, right, tolerance / 2, depth - 1)
  }
  let (fa, fm, fb) = (f(a), f((a + b) / 2), f(b))
  let whole = simpson(fa, fm, fb, b - a)
  return refine(a, b, fa, fm, fb, whole, tolerance, 40)
}
