internal import MarketModel

/// YAML's 1.2 core schema (§10.3.2): what a plain scalar means.
///
/// Not YAML 1.1: `no`, `on`, `1:30:00`, `0b1`, `1_000` and dates are texts.
enum CoreSchema {
  static let tagPrefix = "tag:yaml.org,2002:"

  /// The content of `scalar`; nil when it does not read as its tag says.
  static func content(of scalar: YAMLScalar) -> Node.Content? {
    switch scalar.tag {
    case nil: scalar.isPlain ? plain(scalar.text) : .text(scalar.text)
    case "!", tagPrefix + "str": .text(scalar.text)
    case tagPrefix + "null": isNull(scalar.text) ? .null : nil
    case tagPrefix + "bool": flag(scalar.text).map { .flag($0) }
    case tagPrefix + "int": integer(scalar.text).map { .number($0) }
    case tagPrefix + "float": number(scalar.text).map { .number($0) }
    default: nil
    }
  }

  static func plain(_ text: String) -> Node.Content {
    if isNull(text) { return .null }
    if let flag = flag(text) { return .flag(flag) }
    if let number = number(text) { return .number(number) }
    return .text(text)
  }

  private static func isNull(_ text: String) -> Bool {
    ["", "~", "null", "Null", "NULL"].contains(text)
  }

  private static func flag(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  private static func number(_ text: String) -> Double? {
    integer(text) ?? decimal(text) ?? notFinite(text)
  }

  /// `[-+]?[0-9]+`, `0o[0-7]+`, `0x[0-9a-fA-F]+`, rounded to the nearest double.
  private static func integer(_ text: String) -> Double? {
    if text.hasPrefix("0o") { return whole(text.utf8.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return whole(text.utf8.dropFirst(2), radix: 16) }
    var digits = text.utf8[...]
    if let sign = digits.first, isSign(sign) { digits.removeFirst() }
    return !digits.isEmpty && digits.allSatisfy(isDigit) ? Double(text) : nil
  }

  /// Digits of a radix that is a power of two; beyond 2⁵³ the result may be off by a rounding.
  private static func whole(_ digits: Substring.UTF8View, radix: Int) -> Double? {
    if digits.isEmpty { return nil }
    var result = 0.0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue, value < radix else { return nil }
      result = result * Double(radix) + Double(value)
    }
    return result
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  private static func decimal(_ text: String) -> Double? {
    var rest = text.utf8[...]
    func skipDigits() -> Int {
      let count = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(count)
      return count
    }
    if let sign = rest.first, isSign(sign) { rest.removeFirst() }
    let before = skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if skipDigits() == 0 && before == 0 { return nil }
    } else if before == 0 {
      return nil
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if let sign = rest.first, isSign(sign) { rest.removeFirst() }
      if skipDigits() == 0 { return nil }
    }
    return rest.isEmpty ? Double(text) : nil
  }

  private static func notFinite(_ text: String) -> Double? {
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .infinity
    case "-.inf", "-.Inf", "-.INF": -.infinity
    case ".nan", ".NaN", ".NAN": .nan
    default: nil
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
  private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
}
