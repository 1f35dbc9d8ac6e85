import Tables
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("DecimalNumber: numbers as written become the nearest double or an exact integer")
struct DecimalNumberTests {
  /// The first number read otherwise than by `Double(String)`, bit for bit; nil when there is none.
  private func firstDisagreement(_ texts: [String]) throws -> String? {
    #expect(!texts.isEmpty)
    let values = try #require(try read("x\n" + texts.joined(separator: "\n"), anything).get().numbers("x"))
    #expect(values.count == texts.count)
    for (text, value) in zip(texts, values) where Double(text)?.bitPattern != value.bitPattern {
      return "\(text) read as \(value), Double(String) says \(String(describing: Double(text)))"
    }
    return nil
  }

  private func seventeenDigits(_ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 40)
    let length = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.17g", $0) }
    return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  @Test("hand-picked spellings")
  func spellings() throws {
    let texts = ["0", "-0", "+1", "5.", ".5", "-.5e1", "1E3", "1e+3", "1e-3", "007", "0.1", "1e22", "1e23", "1e-22"]
    #expect(try firstDisagreement(texts) == nil)
    let values = try #require(try read("x\n" + texts.joined(separator: "\n"), anything).get().numbers("x"))
    #expect(values == [0, 0, 1, 5, 0.5, -5, 1000, 1000, 0.001, 7, 0.1, 1e22, 1e23, 1e-22])
    #expect(values[1].sign == .minus)
  }

  @Test("ties and near-ties, subnormals, the largest number, many digits, underflow")
  func hardCases() throws {
    let texts = [
      "9007199254740993", "9007199254740993.0", "9007199254740993.00000000000000000001", "9007199254740992.5",
      "900719925474099300e-2", "18014398509481986", "18446744073709551615", "18446744073709551616e0",
      "2.2250738585072011e-308", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-400",
      "1.7976931348623157e308", "1.7976931348623158e308", "0.5000000000000000000000000000000000000001",
      "0.50000000000000000000", "123456789012345678901234567890", "1" + String(repeating: "0", count: 300),
      "0." + String(repeating: "0", count: 320) + "1", "8.5e-55", "7e55", "9999999999999999999e-55", "7e56", "7e-56",
      "0." + String(repeating: "0", count: 500) + "1e501", "1" + String(repeating: "0", count: 500) + "e-500",
    ]
    #expect(try firstDisagreement(texts) == nil)
    #expect(try read("x\n1e-99999999999999999999\n0e99999999999999999999", anything).get().numbers("x") == [0, 0])
  }

  @Test("10,000 doubles of random bits come back from both spellings (seed 1)")
  func roundTrip() throws {
    var random = SplitMix64(seed: 1)
    var values: [Double] = []
    while values.count < 10_000 {
      // Half of any bits, half in [0, 1) as probabilities are.
      let value = values.count.isMultiple(of: 2) ? Double(bitPattern: random.next()) : random.uniform()
      if value.isFinite { values.append(value) }
    }
    for spelling in [values.map(\.description), values.map(seventeenDigits)] {
      let read = try #require(try read("x\n" + spelling.joined(separator: "\n"), anything).get().numbers("x"))
      let wrong = values.indices.first { read[$0].bitPattern != values[$0].bitPattern }
      #expect(wrong.map { "\(spelling[$0]) read as \(read[$0])" } == nil)
    }
  }

  @Test("20,000 random spellings agree with Double(String) (seed 2)")
  func randomSpellings() throws {
    var random = SplitMix64(seed: 2)
    let texts = (0..<20_000).map { index in
      let digits = random.next() >> UInt64(random.next(below: 64))
      switch index % 4 {
      case 0: return "\(digits)e\(random.next(below: 120) - 60)"
      case 1: return "\(random.next(below: 1000)).\(digits)"
      case 2: return "-0.000\(digits)"
      default: return "\(digits)\(random.next())e\(random.next(below: 580) - 310)"
      }
    }
    #expect(try firstDisagreement(texts) == nil)
  }

  @Test(
    "integers are exact",
    arguments: [
      ("3.0", 3), ("3e2", 300), ("+300e-2", 3), ("-0", 0), ("0e999999999999", 0), ("9007199254740993", (1 << 53) + 1),
      ("9007199254740993.0", (1 << 53) + 1), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
      ("922337203685477580700000e-5", Int.max), ("0.0000000000000000000000000000000000000000000003e46", 3),
    ])
  func exactIntegers(text: String, value: Int) throws {
    #expect(try read("x\n\(text)\n", ColumnRequest("x", .anyInteger)).get().integers("x") == [value])
  }

  @Test(
    "integers that are none",
    arguments: [
      ("9223372036854775808", "is above 9223372036854775807"),
      ("-9223372036854775809", "is below -9223372036854775808"),
      ("1e19", "is above 9223372036854775807"), ("12345678901234567890.5", "is above 9223372036854775807"),
      ("1234567890123456789.5", "is not an integer"), ("3.00000000000000000000000001", "is not an integer"),
      ("1e-1", "is not an integer"),
    ])
  func notIntegers(text: String, verdict: String) {
    #expect(
      said("x\n\(text)\n", ColumnRequest("x", .anyInteger))
        == "line 2, column 1: '\(text)' in column 'x' \(verdict); write an integer")
  }
}
