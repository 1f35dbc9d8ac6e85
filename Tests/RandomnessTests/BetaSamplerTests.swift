import Randomness
import Testing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

// N = 300,000 in each test; each expectation fails by chance with probability 10⁻⁶.
@Suite struct BetaSamplerTests {
  private func score(_ alpha: Double, _ beta: Double, _ role: UInt64, cumulative: (Double) -> Double) -> Double {
    var stream = stream(role)
    let sampler = BetaSampler(alpha: alpha, beta: beta)
    return uniformityScore(cells: 300, count: 300_000) { cumulative(sampler.sample(using: &stream)) }
  }

  @Test("(1, 1) is uniform")
  func uniform() {
    #expect(score(1, 1, 40) { $0 } < tooUneven)
  }

  @Test("(2, 3) is distributed as 6x² − 8x³ + 3x⁴")
  func polynomial() {
    #expect(score(2, 3, 41) { x in x * x * (6 - x * (8 - 3 * x)) } < tooUneven)
  }

  @Test("(1/2, 1/2) is distributed as the arc sine, 2/π asin √x")
  func arcSine() {
    #expect(score(0.5, 0.5, 42) { 2 / Double.pi * asin($0.squareRoot()) } < tooUneven)
  }

  @Test("(3, 1/4) is distributed as its closed form")
  func oneBelowOne() {
    // Density 45/128 · x² (1 − x)^(−3/4), for B(3, 1/4) = Γ(3)Γ(1/4)/Γ(13/4) = 2 / (1/4 · 5/4 · 9/4) = 128/45. The
    // integral of (1 − s)² s^(−3/4) from 0 to y = 1 − x is 4y^(1/4) − 8/5 y^(5/4) + 4/9 y^(9/4).
    let score = score(3, 0.25, 43) { x in
      let y = 1 - x
      return 1 - 45.0 / 128 * sqrt(sqrt(y)) * (4 - y * (8.0 / 5 - y * 4 / 9))
    }
    #expect(score < tooUneven)
  }

  // Variance αβ / ((α + β)² (α + β + 1)) = 1 / (4 · 1.02).
  @Test("Tiny parameters give numbers near 0 and 1, never NaN, of mean 1/2")
  func tiny() {
    var stream = stream(44)
    let sampler = BetaSampler(alpha: 0.01, beta: 0.01)
    let numbers = (0..<300_000).map { _ in sampler.sample(using: &stream) }
    #expect(numbers.allSatisfy { $0 >= 0 && $0 <= 1 })
    let mean = numbers.reduce(0, +) / 300_000
    #expect(abs(mean - 0.5) < farOut * (1 / (4 * 1.02 * 300_000)).squareRoot())
  }
}
