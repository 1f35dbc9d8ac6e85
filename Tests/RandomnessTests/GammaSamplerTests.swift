import Randomness
import Testing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

// Each expectation fails by chance with probability 10⁻⁶.
@Suite struct GammaSamplerTests {
  /// The distribution for a shape that is a multiple of 1/2: erf(√x) for 1/2, 1 − exp(−x) for 1, and from there
  /// P(k + 1, x) = P(k, x) − x^k exp(−x) / Γ(k + 1).
  static func cumulative(_ x: Double, shape: Double) -> Double {
    let isWhole = shape == shape.rounded()
    var k = isWhole ? 1.0 : 0.5
    var probability = isWhole ? -expm1(-x) : erf(x.squareRoot())
    var term = isWhole ? x * exp(-x) : (x / Double.pi).squareRoot() * 2 * exp(-x)  // x^k exp(−x) / Γ(k + 1)
    while k < shape {
      probability -= term
      k += 1
      term *= x / k
    }
    return probability
  }

  // N = 300,000 for each shape.
  @Test("The distribution is the incomplete gamma function", arguments: [0.5, 1, 1.5, 2, 3.5, 10])
  func distribution(shape: Double) {
    var stream = stream(30)
    let sampler = GammaSampler(shape: shape)
    let score = uniformityScore(cells: 300, count: 300_000) {
      Self.cumulative(sampler.sample(using: &stream), shape: shape)
    }
    #expect(score < tooUneven)
  }

  // N = 300,000 for each shape, enough for the sums to be close to normal at shape 0.3 as well.
  @Test("Mean k, variance k (fourth central moment 3k² + 6k)", arguments: [0.3, 0.9, 1, 4.2, 250])
  func moments(shape: Double) {
    var stream = stream(31)
    let sampler = GammaSampler(shape: shape)
    let scores = momentScores(count: 300_000, mean: shape, variance: shape, fourth: 3 * shape * shape + 6 * shape) {
      sampler.sample(using: &stream)
    }
    #expect(abs(scores.mean) < farOut)
    #expect(abs(scores.variance) < farOut)
  }

  @Test("The logarithm is that of the number the same stream would give", arguments: [0.3, 1, 5])
  func logarithm(shape: Double) {
    var stream = stream(32)
    var copy = stream
    let sampler = GammaSampler(shape: shape)
    for _ in 0..<1000 {
      let number = sampler.sample(using: &stream)
      #expect(abs(sampler.sampleLogarithm(using: &copy) - log(number)) < 1e-12 * max(1, abs(log(number))))
    }
  }

  @Test("The logarithm is finite where the number underflows")
  func underflow() {
    var stream = stream(33)
    let sampler = GammaSampler(shape: 1e-5)
    #expect((0..<1000).allSatisfy { _ in sampler.sampleLogarithm(using: &stream).isFinite })
  }

  @Test("A shape of 0 is refused")
  func noShape() async {
    await #expect(processExitsWith: .failure) { _ = GammaSampler(shape: 0) }
  }
}
