import Statistics
import Testing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

@Suite struct StudentTTests {
  // The usual table, to the digits it prints.
  @Test(
    "The 0.975 quantiles are the tabulated ones",
    arguments: [
      (1, 12.706204736), (2, 4.302652730), (5, 2.570581836), (10, 2.228138852), (30, 2.042272456), (1000, 1.962339081),
    ] as [(Double, Double)])
  func table(degrees: Double, t: Double) {
    #expect(abs(StudentT.quantile(0.975, degreesOfFreedom: degrees) - t) < 5.1e-10)
    #expect(abs(StudentT.quantile(0.025, degreesOfFreedom: degrees) + t) < 5.1e-10)
    #expect(abs(StudentT.twoSidedP(t, degreesOfFreedom: degrees) - 0.05) < 1e-10)
  }

  // Integrated with 40 digits by mpmath.
  @Test(
    "The cumulative agrees with high precision in the middle and in the tails",
    arguments: [
      (-1, 1, 0.25), (-2.5, 0.5, 0.20048526452664659), (-2, 3, 0.069662984279421588), (-3.7, 7, 0.0038274956856056637),
      (-0.001, 12, 0.49960927376532473), (-10, 5, 8.5473787871481795e-5), (-40, 30, 6.8630225972032014e-28),
      (-6, 1000, 1.3776845866887346e-9), (-2, 1e5, 0.022751481728753232), (-5, 1e6, 2.8669989354453708e-7),
      (-2, 1e8, 0.022750133297953376), (-1e10, 2, 5.0e-21),
    ] as [(Double, Double, Double)])
  func cumulative(t: Double, degrees: Double, probability: Double) {
    let tolerance = degrees < 1e4 ? 1e-13 : 1e-12
    #expect(agree(StudentT.cumulative(t, degreesOfFreedom: degrees), probability, to: tolerance))
    #expect(agree(StudentT.cumulative(-t, degreesOfFreedom: degrees), 1 - probability, to: tolerance))
    #expect(agree(StudentT.twoSidedP(t, degreesOfFreedom: degrees), 2 * probability, to: tolerance))
    #expect(agree(StudentT.twoSidedP(-t, degreesOfFreedom: degrees), 2 * probability, to: tolerance))
  }

  // ν = 1: tan(π (p − 1/2)). ν = 2: (2p − 1) / √(2 p (1 − p)).
  @Test("One and two degrees of freedom have closed quantiles")
  func closedForms() {
    for p in [1e-9, 1e-4, 0.1, 0.3, 0.45, 0.6, 0.999] {
      let cauchy = -1 / tan(Double.pi * p)
      #expect(agree(StudentT.quantile(p, degreesOfFreedom: 1), cauchy, to: 1e-13))
      let two = (2 * p - 1) / (2 * p * (1 - p)).squareRoot()
      #expect(agree(StudentT.quantile(p, degreesOfFreedom: 2), two, to: 1e-13))
    }
  }

  // From scipy 1.17's t.ppf.
  @Test(
    "Quantiles agree with another library's",
    arguments: [
      (0.975, 0.5, 164.55767348048818), (0.999, 3, 10.214531852407383), (1e-6, 4, -41.577854150450975),
      (0.6, 7.5, 0.26250189880429486), (0.975, 1e6, 1.959966356814107), (1e-12, 1.5, -52194694.27344636),
    ] as [(Double, Double, Double)])
  func quantile(p: Double, degrees: Double, t: Double) {
    #expect(agree(StudentT.quantile(p, degreesOfFreedom: degrees), t, to: 1e-10))
  }

  @Test(
    "The quantile inverts the cumulative, from 10⁻²⁰⁰ to 1/2",
    arguments: [0.1, 0.5, 1, 1.5, 2, 5, 30, 1000, 1e6, 1e9, 1e13] as [Double])
  func inverse(degrees: Double) {
    for p in [1e-200, 1e-50, 1e-12, 1e-6, 0.001, 0.025, 0.2, 0.4, 0.49, 0.4999999] {
      // With few degrees of freedom the far quantiles are beyond what squares of doubles can hold.
      if p < 1e-12 && degrees < 5 { continue }
      let t = StudentT.quantile(p, degreesOfFreedom: degrees)
      #expect(agree(StudentT.cumulative(t, degreesOfFreedom: degrees), p, to: 1e-10), "\(p)")
    }
  }

  @Test("Quantiles are symmetric, 0 at 1/2, infinite at 0 and 1", arguments: [0.7, 1, 4, 100] as [Double])
  func symmetry(degrees: Double) {
    for step in 1..<64 {
      let p = Double(step) / 64
      #expect(StudentT.quantile(p, degreesOfFreedom: degrees) == -StudentT.quantile(1 - p, degreesOfFreedom: degrees))
    }
    #expect(StudentT.quantile(0.5, degreesOfFreedom: degrees) == 0)
    #expect(StudentT.quantile(0, degreesOfFreedom: degrees) == -.infinity)
    #expect(StudentT.quantile(1, degreesOfFreedom: degrees) == .infinity)
    #expect(StudentT.cumulative(0, degreesOfFreedom: degrees) == 0.5)
    #expect(StudentT.cumulative(.infinity, degreesOfFreedom: degrees) == 1)
    #expect(StudentT.twoSidedP(.infinity, degreesOfFreedom: degrees) == 0)
  }

  // Two routes, one answer: below 10⁵ the incomplete beta function, from there on Hill's expansion.
  @Test("Where one method hands over to another, nothing jumps", arguments: [1e5, 1e15])
  func handover(degrees: Double) {
    for t in [0.01, 0.5, 2, 5, 20] {
      let below = StudentT.twoSidedP(t, degreesOfFreedom: degrees.nextDown)
      #expect(agree(StudentT.twoSidedP(t, degreesOfFreedom: degrees), below, to: 1e-11))
    }
    for p in [1e-100, 1e-6, 0.025, 0.3] {
      let below = StudentT.quantile(p, degreesOfFreedom: degrees.nextDown)
      #expect(agree(StudentT.quantile(p, degreesOfFreedom: degrees), below, to: 1e-11))
    }
  }

  @Test("Infinite degrees of freedom are the normal distribution")
  func infiniteDegrees() {
    #expect(StudentT.cumulative(-2, degreesOfFreedom: .infinity) == Normal.cumulative(-2))
    #expect(StudentT.quantile(0.975, degreesOfFreedom: .infinity) == Normal.quantile(0.975))
  }

  @Test("No degrees of freedom are refused")
  func noDegrees() async {
    await #expect(processExitsWith: .failure) { _ = StudentT.quantile(0.9, degreesOfFreedom: 0) }
  }
}
