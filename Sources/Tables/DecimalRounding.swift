/// Correctly rounded conversion of decimal numbers to `Double`: the double nearest the number written, ties to even.
///
/// Three routes, the first that can prove its answer:
/// 1. significand ≤ 2⁵³ and |exponent| ≤ 22: one exact product or quotient of exact doubles (Clinger 1990);
/// 2. |exponent| ≤ 55: one product of the significand with a 128-bit power of five (after Lemire 2021);
/// 3. the standard library's `Double(String)`, which is correctly rounded and does not depend on the locale.
///
/// Source: W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990; D. Lemire, "Number parsing at a
/// gigabyte per second", Software: Practice and Experience 51 (2021).
/// Differs from Lemire: powers of five beyond 5⁵⁵, which a 128-bit integer does not hold, are left to route 3; and when
/// a product's middle word is all ones we give up, which makes the proof below (ours) a few lines.
extension DecimalNumber {
  /// The nearest double, infinite on overflow.
  ///
  /// - Complexity: O(1) by routes 1 and 2; O(*n*) with an allocation for *n* digits by route 3.
  @inline(__always)
  func rounded(_ bytes: Span<UInt8>) -> Double {
    if !isTruncated {
      if significand <= 1 << 53, exponent >= -22, exponent <= 22 { return signed(exactQuotient()) }
      if exponent >= -PowerOfFive.largest, exponent <= PowerOfFive.largest, let magnitude = wideProduct() {
        return signed(magnitude)
      }
    }
    return roundedByStandardLibrary(bytes)
  }

  @inline(__always)
  private func signed(_ magnitude: Double) -> Double { isNegative ? -magnitude : magnitude }

  /// Route 1: powers of ten up to 10²² are exact doubles, so only the one operation rounds.
  @inline(__always)
  private func exactQuotient() -> Double {
    exponent < 0
      ? Double(significand) / PowerOfFive.exactPowersOfTen[-exponent]
      : Double(significand) * PowerOfFive.exactPowersOfTen[exponent]
  }

  /// Route 2: the rounded value of w · 5^q · 2^q for significand w and exponent q; nil when the product cannot tell.
  ///
  /// Shift w to the top of its 64 bits and let c be 5^q shifted to the top of 128 bits and cut off there. The 192-bit
  /// product P = w·c has words (high, middle, low). For q ≥ 0, c is exact and so is P. For q < 0, c falls short by less
  /// than one, so the number x satisfies P < x < P + 2⁶⁴: unless the middle word is all ones, x has P's high word, and
  /// something non-zero below it. In both cases the high word and one sticky bit decide the rounding to 53 bits.
  @inline(__always)
  private func wideProduct() -> Double? {
    if significand == 0 { return 0 }
    let power = PowerOfFive.table[exponent + PowerOfFive.largest]
    let shift = significand.leadingZeroBitCount
    let w = significand &<< UInt64(truncatingIfNeeded: shift)
    let upper = w.multipliedFullWidth(by: power.high)
    let lower = w.multipliedFullWidth(by: power.low)
    let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
    let high = upper.high &+ (carry ? 1 : 0)
    let isInexact = exponent < 0
    if isInexact, middle == .max { return nil }

    let drop = 10 &+ (high &>> 63)  // P has 191 or 192 bits, high therefore 63 or 64; 53 stay
    let half = 1 as UInt64 &<< (drop &- 1)
    let rest = high & (half &<< 1 &- 1)
    let isSticky = isInexact || (middle | lower.low) != 0
    var mantissa = high &>> drop
    if rest > half || (rest == half && (isSticky || mantissa & 1 == 1)) { mantissa &+= 1 }
    // |binary exponent| stays below 256: the bits of a power of two are just its exponent.
    let binaryExponent = power.binaryExponent &+ Int(drop) &- shift
    return Double(mantissa) * Double(bitPattern: UInt64(truncatingIfNeeded: 1023 &+ binaryExponent) &<< 52)
  }

  /// Route 3.
  @inline(never)
  private func roundedByStandardLibrary(_ bytes: Span<UInt8>) -> Double {
    if significand == 0 { return signed(0) }
    // Far outside what doubles reach, whatever the digits: an exponent of a billion need not go to the library.
    if exponent > 400 { return signed(.infinity) }
    if exponent < -400 { return signed(0) }
    var text = ""
    for index in range { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
    guard let value = Double(text) else {
      preconditionFailure("Double(String) refused a decimal number of valid syntax.")
    }
    return value
  }
}

/// The powers 5^q for |q| ≤ 55, each to 128 bits.
struct PowerOfFive {
  /// The upper and lower half of 5^q shifted until bit 127 is its first, the rest cut off.
  let high: UInt64
  let low: UInt64

  /// What remains to be multiplied: with P = high word · 2¹²⁸, w · 10^q = (high word) · 2^binaryExponent.
  let binaryExponent: Int

  /// 5⁵⁵ < 2¹²⁸ < 5⁵⁶.
  static let largest = 55

  /// 5^q at index q + `largest`.
  static let table: [PowerOfFive] = (-largest...largest).map { PowerOfFive(exponent: $0) }

  /// 10⁰ … 10²², the powers of ten that are doubles: 5²² < 2⁵³.
  static let exactPowersOfTen: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private init(exponent: Int) {
    let power = (0..<abs(exponent)).reduce(1 as UInt128) { power, _ in power * 5 }
    let bits: UInt128
    let scale: Int
    if exponent >= 0 {
      scale = power.leadingZeroBitCount
      bits = power << UInt128(scale)
    } else {
      // 2^(z+127) / 5^n lies strictly between 2^127 and 2^128 when 5^n has z bits.
      let width = 128 - power.leadingZeroBitCount
      scale = width + 127
      bits = power.dividingFullWidth((1 << UInt128(width - 1), 0)).quotient
    }
    high = UInt64(truncatingIfNeeded: bits >> 64)
    low = UInt64(truncatingIfNeeded: bits)
    binaryExponent = 128 + exponent - scale
  }
}
