import Statistics
import Testing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

@Suite struct IncompleteBetaTests {
  // (2, 3): 6x² − 8x³ + 3x⁴ = 0.5248 at 0.4; (1/2, 1/2): 2/π asin √x = 1/3 at 1/4; the others integrated with 40 digits
  // by mpmath.
  @Test(
    "Values in closed form and from high precision",
    arguments: [
      (2, 3, 0.4, 0.5248), (0.5, 0.5, 0.25, 1.0 / 3), (10, 20, 0.3, 0.36400408107194423),
      (0.1, 5, 0.01, 0.76908892078434628), (200, 300, 0.45, 0.98814634562026288),
      (20_000, 30_000, 0.402, 0.81937136668576245),
    ] as [(Double, Double, Double, Double)])
  func values(a: Double, b: Double, x: Double, expected: Double) {
    #expect(agree(incompleteBeta(a, b, odds: (1 - x) / x), expected, to: a < 1000 ? 1e-12 : 1e-10))
  }

  @Test("I_x(a, 1) = x^a and I_x(1, b) = 1 − (1 − x)^b")
  func powers() {
    for parameter in [0.01, 0.5, 1, 3.7, 42, 1000] {
      for x in [1e-6, 0.01, 0.3, 0.5, 0.9, 0.999] {
        let odds = (1 - x) / x
        #expect(agree(incompleteBeta(parameter, 1, odds: odds), exp(-parameter * log1p(odds)), to: 1e-12))
        #expect(agree(incompleteBeta(1, parameter, odds: odds), -expm1(parameter * log1p(-x)), to: 1e-12))
      }
    }
  }

  @Test("I_x(a, b) + I_{1−x}(b, a) = 1")
  func reflection() {
    for (a, b) in [(0.3, 0.7), (2, 9), (50, 0.5), (123, 321)] as [(Double, Double)] {
      for odds in [1e-3, 0.2, 1, 3, 100] {
        #expect(abs(incompleteBeta(a, b, odds: odds) + incompleteBeta(b, a, odds: 1 / odds) - 1) < 1e-13)
      }
    }
  }

  @Test("1 at x = 1, 0 at x = 0")
  func ends() {
    #expect(incompleteBeta(2, 3, odds: 0) == 1)
    #expect(incompleteBeta(2, 3, odds: .infinity) == 0)
  }
}
