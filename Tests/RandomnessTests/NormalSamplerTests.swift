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
@Suite struct NormalSamplerTests {
  let sampler = NormalSampler()

  @Test("The distribution is erfc(−x/√2) / 2, over 1000 cells of equal probability")
  func distribution() {
    var stream = stream(20)
    let score = uniformityScore(cells: 1000, count: 1_000_000) {
      erfc(-sampler.sample(using: &stream) / (2.0).squareRoot()) / 2
    }
    #expect(score < tooUneven)
  }

  @Test("Mean 0, variance 1 (fourth central moment 3)")
  func moments() {
    var stream = stream(21)
    let scores = momentScores(count: 1_000_000, mean: 0, variance: 1, fourth: 3) { sampler.sample(using: &stream) }
    #expect(abs(scores.mean) < farOut)
    #expect(abs(scores.variance) < farOut)
  }

  // The tail begins at 3.654: 258 of a million lie beyond, half on either side. Given that x > r, (x² − r²) / 2 is close
  // to exponential; its exact distribution is checked by erfc(x/√2) / erfc(r/√2), uniform on 0 ... 1 with mean 1/2.
  @Test("Beyond 3.5 both tails have their weight and their shape")
  func tails() {
    var stream = stream(22)
    let far = (0..<1_000_000).map { _ in sampler.sample(using: &stream) }.filter { abs($0) > 3.5 }
    let probability = erfc(3.5 / (2.0).squareRoot())
    let expected = 1_000_000 * probability
    #expect(abs(Double(far.count) - expected) < farOut * expected.squareRoot())
    let size = Double(far.count)
    #expect(abs(Double(far.count { $0 > 0 }) - size / 2) < farOut * (size / 4).squareRoot())
    let shape = far.reduce(0) { $0 + erfc(abs($1) / (2.0).squareRoot()) / probability } / size
    #expect(abs(shape - 0.5) < farOut / (12 * size).squareRoot())
  }

  @Test("Nothing is kept between draws: a copy of the stream repeats the numbers")
  func stateless() {
    var stream = stream(23)
    _ = sampler.sample(using: &stream)
    var copy = stream
    let fresh = NormalSampler()
    #expect((0..<1000).allSatisfy { _ in sampler.sample(using: &stream) == fresh.sample(using: &copy) })
  }
}
