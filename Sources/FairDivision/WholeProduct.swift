/// A product of whole numbers of any size, to compare products without rounding.
struct WholeProduct: Comparable {
  /// Base 2⁶⁴, least first, without leading zeros.
  private var limbs: [UInt64] = [1]

  /// - Precondition: the factors are positive.
  init(_ factors: some Sequence<Int>) {
    for factor in factors { multiply(by: UInt64(factor)) }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for place in limbs.indices {
      let (high, low) = limbs[place].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      limbs[place] = sum
      carry = high + (overflow ? 1 : 0)
    }
    if carry > 0 { limbs.append(carry) }
  }

  static func < (a: WholeProduct, b: WholeProduct) -> Bool {
    if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
    return a.limbs.reversed().lexicographicallyPrecedes(b.limbs.reversed())
  }
}
