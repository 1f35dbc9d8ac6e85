import Reporting
import Testing

@Suite("Numbers in reports have six significant digits, whole numbers are exact")
struct SignificantDigitsTests {
  @Test(
    "Golden cases",
    arguments: [
      (0.1 + 0.2, "0.3"), (999_999.5, "1000000"), (1e15, "1000000000000000"), (1e16, "1e+16"), (1e-5, "0.00001"),
      (9.999995e-6, "0.00001"), (9.999994e-6, "9.99999e-06"), (-0.0, "0"), (0, "0"), (123_456.5, "123457"),
      (1_234_565, "1234565"), (1.5e-7, "1.5e-07"), (-1.5e-7, "-1.5e-07"), (.leastNonzeroMagnitude, "5e-324"),
      (1.7976931348623157e308, "1.79769e+308"), (9_007_199_254_740_992, "9007199254740992"),
      (9_007_199_254_740_994, "9.0072e+15"), (2.0 / 3, "0.666667"), (-2.0 / 3, "-0.666667"), (1.0 / 3, "0.333333"),
      (1.25, "1.25"), (100, "100"), (1.0000004, "1"), (1.0000005, "1"), (1.000005, "1.00001"), (1.0000049, "1"),
      (0.09999995, "0.1"), (123_456_789.5, "123457000"), (1_234_567_890_123_456.5, "1.23457e+15"),
      (999_999_999_999_999.9, "1000000000000000"), (0.604167, "0.604167"), (107.0 / 192, "0.557292"),
      (.nan, "—"), (.infinity, "—"), (-.infinity, "—"),
    ] as [(Double, String)])
  func golden(_ number: Double, _ text: String) {
    #expect(significant(number) == text)
  }

  /// 2.675 is the shortest form of a double just below it: rounding takes the decimal, not the bits.
  @Test("Rounding is half up on the shortest decimal")
  func halfUp() {
    #expect(significant(2.675, digits: 3) == "2.68")
    #expect(significant(-2.675, digits: 3) == "-2.68")
    #expect(significant(0.000125, digits: 2) == "0.00013")
  }

  /// 10,000 numbers over 40 powers of ten from a fixed multiplicative sequence: no randomness.
  @Test("What is printed reads back within half a unit of the sixth digit")
  func readsBack() throws {
    var state: UInt64 = 1
    for index in 0..<10_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let scale = try #require(Double("1e\(index % 40 - 20)"))
      let number = (1 + 9 * Double(state >> 11) * 0x1p-53) * scale
      let back = try #require(Double(significant(number)))
      #expect(abs(back - number) <= 5.0000001e-6 * number)
    }
  }

  @Test("Coordinates are tenths without a negative zero")
  func coordinates() {
    #expect([1, 1.25, -0.04, 719.96, -3.14, .infinity].map(coordinate) == ["1", "1.3", "0", "720", "-3.1", "1000000"])
  }
}
