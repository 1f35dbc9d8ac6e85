import Statistics
import Testing

@Suite struct NormalTests {
  // Computed with 40 digits by mpmath's ncdf.
  @Test(
    "The cumulative has its tabulated values, far out in the tail too",
    arguments: [
      (0, 0.5), (-1, 0.15865525393145705), (-2, 0.022750131948179207), (-8, 6.2209605742717841e-16),
      (-20, 2.7536241186062337e-89), (-37, 5.7255712225245768e-300), (1, 0.84134474606854295),
    ] as [(Double, Double)])
  func cumulative(x: Double, probability: Double) {
    #expect(agree(Normal.cumulative(x), probability, to: 1e-15 * max(1, x * x)))
  }

  // 0.975 as usually tabulated; the others solved with 40 digits by mpmath.
  @Test(
    "Quantiles have their tabulated values",
    arguments: [
      (0.975, 1.959963984540054), (0.95, 1.6448536269514723), (0.995, 2.5758293035489005), (0.1, -1.2815515655446004),
      (0.5001, 0.00025066283008800749), (1e-10, -6.3613409024040562), (1e-100, -21.273453560965324),
      (1e-300, -37.047096299361199),
    ] as [(Double, Double)])
  func quantile(p: Double, x: Double) {
    // Near 1/2 the quantile is as uncertain as p − 1/2 is.
    #expect(agree(Normal.quantile(p), x, to: p == 0.5001 ? 1e-11 : 1e-14))
  }

  @Test("The quantile inverts the cumulative over the whole range")
  func inverse() {
    for exponent in 1...300 {
      let p = 0.7 * tenToTheMinus(exponent)
      #expect(agree(Normal.cumulative(Normal.quantile(p)), p, to: 1e-12))
    }
  }

  @Test("Quantiles are symmetric, 0 at 1/2, infinite at 0 and 1")
  func symmetry() {
    for step in 1..<1024 {
      let p = Double(step) / 1024
      #expect(Normal.quantile(p) == -Normal.quantile(1 - p))
    }
    #expect(Normal.quantile(0.5) == 0)
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
    #expect(Normal.cumulative(.infinity) == 1)
    #expect(Normal.cumulative(-.infinity) == 0)
  }

  private func tenToTheMinus(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power / 10 }
  }
}
