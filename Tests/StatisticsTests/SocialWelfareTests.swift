import Statistics
import Testing

@Suite("Social welfare functions")
struct SocialWelfareTests {
  private func isNear(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-14) -> Bool {
    a.map { abs($0 - b) <= tolerance * max(1, abs(b)) } ?? false
  }

  /// Of 1, 4: sum 5, least 1, geometric mean 2, harmonic mean 2/(1 + 1/4) = 1.6, quadratic mean √8.5.
  @Test("by hand")
  func byHand() {
    let u = [1.0, 4.0]
    #expect(SocialWelfare.utilitarian(u) == 5)
    #expect(SocialWelfare.egalitarian(u) == 1)
    #expect(isNear(SocialWelfare.nash(u), 2))
    #expect(isNear(SocialWelfare.powerMean(u, exponent: 1), 2.5))
    #expect(isNear(SocialWelfare.powerMean(u, exponent: -1), 1.6))
    #expect(isNear(SocialWelfare.powerMean(u, exponent: 2), 8.5.squareRoot()))
    #expect(SocialWelfare.powerMean(u, exponent: -.infinity) == 1)
    #expect(SocialWelfare.powerMean(u, exponent: .infinity) == 4)
    // 2 √1 + 2 √4 = 6; −1/1 − 1/4; ln 4.
    #expect(isNear(SocialWelfare.alphaFairness(u, alpha: 0.5), 6))
    #expect(isNear(SocialWelfare.alphaFairness(u, alpha: 2), -1.25))
    #expect(isNear(SocialWelfare.alphaFairness(u, alpha: 1), 1.3862943611198906))
    #expect(SocialWelfare.alphaFairness(u, alpha: 0) == 5)
    #expect(SocialWelfare.alphaFairness(u, alpha: .infinity) == 1)
  }

  /// Weights 3 and 1 of 16 and 1: (16³ · 1)^(1/4) = 8; 3 · 16 + 1; least of 16/3 and 1; mean 49/4.
  @Test("weights by hand")
  func weighted() {
    let (u, b) = ([16.0, 1.0], [3.0, 1.0])
    #expect(isNear(SocialWelfare.nash(u, weights: b), 8))
    #expect(SocialWelfare.utilitarian(u, weights: b) == 49)
    #expect(SocialWelfare.egalitarian(u, weights: b) == 1)
    #expect(isNear(SocialWelfare.powerMean(u, exponent: 1, weights: b), 12.25))
    #expect(isNear(SocialWelfare.alphaFairness(u, alpha: 1, weights: b), 3 * 2.772588722239781))
  }

  @Test("zeros count, and what is not defined is nil")
  func zeros() {
    #expect(SocialWelfare.nash([0, 5]) == 0)
    #expect(SocialWelfare.powerMean([0, 5], exponent: -1) == 0)
    #expect(isNear(SocialWelfare.powerMean([0, 5], exponent: 1), 2.5))
    #expect(SocialWelfare.powerMean([0, 0], exponent: 2) == 0)
    #expect(SocialWelfare.alphaFairness([0, 5], alpha: 1) == -.infinity)
    #expect(SocialWelfare.alphaFairness([0, 4], alpha: 0.5) == 4)
    #expect(SocialWelfare.utilitarian([-1, 3]) == 2 && SocialWelfare.egalitarian([-1, 3]) == -1)
    #expect(SocialWelfare.nash([-1, 3]) == nil && SocialWelfare.alphaFairness([-1, 3], alpha: 0) == nil)
    #expect(SocialWelfare.nash([]) == nil && SocialWelfare.egalitarian([]) == nil)
    #expect(SocialWelfare.utilitarian([]) == nil)
    #expect(SocialWelfare.nash([1, 2], weights: [1]) == nil && SocialWelfare.nash([1, 2], weights: [1, 0]) == nil)
    #expect(SocialWelfare.nash([.nan, 1]) == nil && SocialWelfare.nash([.infinity, 1]) == nil)
    #expect(SocialWelfare.powerMean([1, 2], exponent: .nan) == nil)
  }

  @Test("power means rise with the exponent, from the least to the greatest; huge and tiny values do not overflow")
  func monotone() {
    for u in [[1.0, 2, 3, 10], [1e300, 1e299, 5e299], [1e-300, 3e-300]] {
      let exponents: [Double] = [-.infinity, -50, -2, -1, -1e-6, 0, 1e-6, 0.5, 1, 2, 50, .infinity]
      let means = exponents.compactMap { SocialWelfare.powerMean(u, exponent: $0) }
      #expect(means.count == exponents.count)
      for (a, b) in zip(means, means.dropFirst()) { #expect(a <= b * (1 + 1e-12)) }
    }
  }

  @Test("Atkinson is 1 − the power mean of exponent 1 − ε over the mean")
  func atkinson() {
    let u = [1.0, 4, 2.5, 0.3]
    for epsilon in [0.25, 0.5, 1, 2, 7] {
      let equivalent = SocialWelfare.powerMean(u, exponent: 1 - epsilon) ?? 0
      #expect(isNear(Concentration.atkinson(u, epsilon: epsilon), 1 - equivalent / 1.95, 1e-13))
    }
  }

  @Test("leximin order looks at the worst-off first, and not beyond the tolerance")
  func leximin() {
    #expect(SocialWelfare.isLeximinBetter([40, 1], than: [0, 100]))
    #expect(!SocialWelfare.isLeximinBetter([0, 100], than: [1, 40]))
    #expect(SocialWelfare.isLeximinBetter([3, 1], than: [1, 2]))
    #expect(!SocialWelfare.isLeximinBetter([1, 2], than: [2, 1]))
    #expect(SocialWelfare.isLeximinBetter([1 - 1e-12, 3], than: [1, 2]))
    #expect(!SocialWelfare.isLeximinBetter([1], than: [1, 2]))
  }
}
