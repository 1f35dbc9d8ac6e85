internal import MarketModel

// Comparisons of shares without rounding: an amount a of a total T, both whole units, stands for the share a/T. An
// agent that values nothing has T = 0 and only shares of 0.

/// Whether a/T < b/S.
@inline(__always)
func isLess(_ a: Int, of total: Int, than b: Int, of otherTotal: Int) -> Bool {
  UInt128(a) * UInt128(max(otherTotal, 1)) < UInt128(b) * UInt128(max(total, 1))
}

/// Whether a · f > b · g, all of them whole and not negative.
@inline(__always)
func isMore(_ a: Int, times f: Int, than b: Int, times g: Int) -> Bool {
  UInt128(a) * UInt128(f) > UInt128(b) * UInt128(g)
}

/// Whether a > √2 · b, for products of up to 2¹²⁶: a² > 2b², each side in two words.
func exceedsRootOfTwo(_ a: UInt128, times b: UInt128) -> Bool {
  let left = a.multipliedFullWidth(by: a)
  let right = b.multipliedFullWidth(by: 2 * b)
  return (left.high, left.low) > (right.high, right.low)
}

extension HoldingsView {
  /// vᵢ(Xᵢ), of whole items [units].
  func units(of agent: Int) -> Int { Int(own[agent]) }
}
