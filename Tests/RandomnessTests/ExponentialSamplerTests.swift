import Randomness
import Testing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

// N = 10⁶ in each test; each expectation fails by chance with probability 10⁻⁶.
@Suite struct ExponentialSamplerTests {
  let sampler = ExponentialSampler()

  @Test("The distribution is 1 − exp(−x), over 1000 cells of equal probability")
  func distribution() {
    var stream = stream(10)
    #expect(uniformityScore(cells: 1000, count: 1_000_000) { -expm1(-sampler.sample(using: &stream)) } < tooUneven)
  }

  @Test("Mean 1, variance 1 (fourth central moment 9)")
  func moments() {
    var stream = stream(11)
    let scores = momentScores(count: 1_000_000, mean: 1, variance: 1, fourth: 9) { sampler.sample(using: &stream) }
    #expect(abs(scores.mean) < farOut)
    #expect(abs(scores.variance) < farOut)
  }

  // The tail begins at 7.697 with probability 4.54 × 10⁻⁴; beyond it the distribution is the same again.
  @Test("Beyond 7 the excess is exponential too: 912 of a million, of mean excess 1")
  func tail() {
    var stream = stream(12)
    let beyond = (0..<1_000_000).map { _ in sampler.sample(using: &stream) }.filter { $0 > 7 }
    let expected = 1_000_000 * exp(-7.0)
    #expect(abs(Double(beyond.count) - expected) < farOut * expected.squareRoot())
    let excess = beyond.reduce(0) { $0 + $1 - 7 } / Double(beyond.count)
    #expect(abs(excess - 1) < farOut / Double(beyond.count).squareRoot())
  }

  @Test("Numbers are finite and not negative")
  func range() {
    var stream = stream(13)
    #expect(
      (0..<1_000_000).allSatisfy { _ in
        let number = sampler.sample(using: &stream)
        return number >= 0 && number < 50
      })
  }
}
