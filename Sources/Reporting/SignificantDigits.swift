/// `number` for reading: at most `digits` significant digits, whole numbers exact up to 2⁵³.
///
/// Taken from the shortest decimal that reads back as `number`, rounded half up in decimal: 123456.5 is 123457. No
/// locale, no grouping, no trailing zeros, no `-0`. Scientific (`1.5e-07`) only when the rounded number is above 1e15
/// or below 1e-5.
///
/// **Edge cases**: not finite — a dash.
package func significant(_ number: Double, digits: Int = 6) -> String {
  guard number.isFinite else { return "—" }
  let magnitude = abs(number)
  if magnitude == 0 { return "0" }
  let sign = number < 0 ? "-" : ""
  if magnitude <= 9_007_199_254_740_992, magnitude == magnitude.rounded() { return sign + "\(Int64(magnitude))" }
  return sign + DecimalDigits(magnitude).rounded(to: digits).text
}

/// A positive number 0.d₁d₂d₃… × 10^exponent with d₁ > 0.
struct DecimalDigits {
  private(set) var digits: [UInt8] = []
  private(set) var exponent = 0

  /// The shortest digits that read back as `number`, which is finite and positive.
  init(_ number: Double) {
    var point: Int?
    for byte in "\(number)".utf8.prefix(while: { $0 != UInt8(ascii: "e") }) {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - UInt8(ascii: "0")) }
    }
    exponent = point ?? digits.count
    if let written = "\(number)".split(separator: "e").dropFirst().first, let power = Int(written) { exponent += power }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    dropZeros()
  }

  func rounded(to limit: Int) -> DecimalDigits {
    guard digits.count > limit else { return self }
    var result = self
    result.digits = Array(digits.prefix(limit))
    if digits[limit] >= 5 { result.increment() }
    result.dropZeros()
    return result
  }

  private mutating func increment() {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    exponent += 1
  }

  private mutating func dropZeros() {
    while digits.last == 0 { digits.removeLast() }
  }

  var text: String {
    let all = digits.map { "\($0)" }.joined()
    let power = exponent - 1
    if power < -5 || power > 15 || (power == 15 && digits != [1]) {
      let mantissa = digits.count == 1 ? all : "\(digits[0]).\(all.dropFirst())"
      return "\(mantissa)e\(power < 0 ? "-" : "+")\(abs(power) < 10 ? "0" : "")\(abs(power))"
    }
    if exponent <= 0 { return "0." + String(repeating: "0", count: -exponent) + all }
    if exponent >= digits.count { return all + String(repeating: "0", count: exponent - digits.count) }
    return "\(all.prefix(exponent)).\(all.dropFirst(exponent))"
  }
}
