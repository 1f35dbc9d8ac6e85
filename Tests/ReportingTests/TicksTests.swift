import Reporting
import Testing

@Suite("Ticks are multiples of 1, 2 or 5 times a power of ten")
struct TicksTests {
  @Test(
    "Golden cases, widened to the ticks around the data",
    arguments: [
      (0.0, 1.0, "0 0.2 0.4 0.6 0.8 1"), (0, 10, "0 2 4 6 8 10"), (0.38, 0.48, "0.38 0.4 0.42 0.44 0.46 0.48"),
      (-3, 2, "-3 -2 -1 0 1 2"), (0, 6.5e-11, "0 2e-11 4e-11 6e-11 8e-11"),
      (0, 1.2e19, "0 2e+18 4e+18 6e+18 8e+18 1e+19 1.2e+19"),
      (999_999.9, 1_000_000.6, "999999.8 1000000 1000000.2 1000000.4 1000000.6"), (7, 93, "0 20 40 60 80 100"),
    ])
  func golden(_ low: Double, _ high: Double, _ labels: String) {
    let ticks = Ticks(covering: low...high, atMost: 6, isWidened: true)
    #expect(ticks.labels.joined(separator: " ") == labels)
    #expect(ticks.range.lowerBound <= low && ticks.range.upperBound >= high)
  }

  @Test("Not widened, the axis is the data and the ticks lie in it")
  func inside() {
    let ticks = Ticks(covering: 0.48...24, atMost: 8, isWidened: false)
    #expect(ticks.labels == ["5", "10", "15", "20"])
    #expect(ticks.range == 0.48...24)
  }

  @Test("Zero belongs to the axis when the data come near it")
  func zero() {
    #expect(Ticks.axis(from: 1, to: 10) == 0...10)
    #expect(Ticks.axis(from: 6, to: 10) == 6...10)
    #expect(Ticks.axis(from: -10, to: -1) == -10...0)
    #expect(Ticks.axis(from: -1, to: 2) == -1...2)
    #expect(Ticks.axis(from: 0, to: 0) == 0...1)
    #expect(Ticks.axis(from: -5, to: -5) == -5.5 ... -4.5)
  }
}
