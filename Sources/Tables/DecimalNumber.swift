/// A decimal number as written, (−1)^negative · significand · 10^exponent, before it becomes a `Double` or an `Int`.
///
/// Syntax: `[+-]digits[.digits][(e|E)[+-]digits]` with at least one digit before or after the point.
struct DecimalNumber {
  /// The bytes it was written in.
  private(set) var range: Range<Int>

  private(set) var isNegative = false

  /// The first 19 significant digits, or all when there are fewer: what a `UInt64` always holds.
  private(set) var significand: UInt64 = 0

  /// The power of ten, held within ±`exponentLimit`, where every value is zero or not finite anyway.
  private(set) var exponent = 0

  /// Were digits after the 19th dropped, one of them not a zero?
  private(set) var isTruncated = false

  private static let maximumDigits = 19
  private static let exponentLimit = 1_000_000_000

  /// Reads the longest number that starts at `start`; nil when none does. What follows it is the caller's business.
  ///
  /// - Complexity: O(*n*) for *n* bytes written.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, at start: Int) {
    let count = bytes.count
    var index = start
    if index < count, bytes[index] == ASCII.minus || bytes[index] == ASCII.plus {
      isNegative = bytes[index] == ASCII.minus
      index += 1
    }
    let firstDigit = index
    while index < count, bytes[index] &- ASCII.zero < 10 {
      significand = significand &* 10 &+ UInt64(bytes[index] &- ASCII.zero)
      index += 1
    }
    var digits = index - firstDigit
    if index < count, bytes[index] == ASCII.point {
      index += 1
      let firstFraction = index
      while index < count, bytes[index] &- ASCII.zero < 10 {
        significand = significand &* 10 &+ UInt64(bytes[index] &- ASCII.zero)
        index += 1
      }
      exponent = firstFraction - index
      digits -= exponent
    }
    guard digits > 0 else { return nil }
    range = start..<index
    // The loops above wrap around past 19 digits; leading zeros do no harm, so most long numbers are still right.
    if digits > Self.maximumDigits { keepLeadingDigits(bytes, from: firstDigit, to: index) }
    if index < count, bytes[index] | ASCII.lowercaseBit == ASCII.lowercaseE { readExponent(bytes, at: index + 1) }
  }

  /// Reads the digits again, skipping leading zeros and dropping what a `UInt64` cannot hold.
  private mutating func keepLeadingDigits(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
    var first = start
    while first < end, bytes[first] == ASCII.zero || bytes[first] == ASCII.point { first += 1 }
    var digits = 0
    for index in first..<end where bytes[index] != ASCII.point { digits += 1 }
    if digits <= Self.maximumDigits { return }

    significand = 0
    var kept = 0
    for index in first..<end where bytes[index] != ASCII.point {
      let digit = UInt64(bytes[index] &- ASCII.zero)
      if kept < Self.maximumDigits {
        significand = significand * 10 + digit
        kept += 1
      } else {
        exponent += 1
        if digit != 0 { isTruncated = true }
      }
    }
  }

  /// Reads what follows an `e`; without a digit there the number ends before the `e`.
  private mutating func readExponent(_ bytes: Span<UInt8>, at start: Int) {
    var index = start
    var isExponentNegative = false
    if index < bytes.count, bytes[index] == ASCII.minus || bytes[index] == ASCII.plus {
      isExponentNegative = bytes[index] == ASCII.minus
      index += 1
    }
    let firstDigit = index
    var written = 0
    while index < bytes.count, bytes[index] &- ASCII.zero < 10 {
      written = min(written * 10 + Int(bytes[index] &- ASCII.zero), Self.exponentLimit)
      index += 1
    }
    guard index > firstDigit else { return }
    exponent += isExponentNegative ? -written : written
    range = range.lowerBound..<index
  }
}

extension DecimalNumber {
  /// What a decimal number is as an `Int`.
  enum Whole {
    case exactly(Int)
    case isFraction
    case tooLow
    case tooHigh
  }

  /// The number as an `Int`, by exact integer arithmetic: `3.0` and `3e2` are whole, `3.5` is not.
  ///
  /// - Complexity: O(1): an `Int` has at most 19 digits.
  @inline(__always)
  func whole() -> Whole {
    if exponent == 0, !isTruncated, let value = Int(exactly: significand) {
      return .exactly(isNegative ? -value : value)
    }
    return wholeAfterScaling()
  }

  private func wholeAfterScaling() -> Whole {
    if significand == 0 { return .exactly(0) }
    // Dropped digits lie below 10^exponent: for a positive exponent the number is at least 10^18 · 10, past Int.max.
    if isTruncated { return exponent > 0 ? outside : .isFraction }
    var magnitude = significand
    if exponent < 0 {
      for _ in 0..<min(-exponent, Self.maximumDigits + 1) {
        guard magnitude.isMultiple(of: 10) else { return .isFraction }
        magnitude /= 10
      }
    } else {
      for _ in 0..<min(exponent, Self.maximumDigits + 1) {
        let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
        if overflow { return outside }
        magnitude = product
      }
    }
    if isNegative {
      if magnitude == Int.min.magnitude { return .exactly(Int.min) }
      return Int(exactly: magnitude).map { .exactly(-$0) } ?? .tooLow
    }
    return Int(exactly: magnitude).map { .exactly($0) } ?? .tooHigh
  }

  private var outside: Whole { isNegative ? .tooLow : .tooHigh }
}
