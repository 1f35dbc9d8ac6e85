import Randomness
import Testing

@Suite struct DiscreteSamplerTests {
  private func counts(_ weights: [Double], _ number: Int, role: UInt64) -> [Int] {
    var stream = stream(role)
    let sampler = DiscreteSampler(weights: weights)
    var observed = [Int](repeating: 0, count: weights.count)
    for _ in 0..<number { observed[sampler.sample(using: &stream)] += 1 }
    return observed
  }

  // N = 300,000 for each; each expectation fails by chance with probability 10⁻⁶.
  @Test(
    "Outcomes come as often as their weights say",
    arguments: [
      [1, 1], [1, 2, 3, 4], [0.5, 0, 0.25, 0, 0.25], [1e300, 1e300, 1e300], [0x1p-1040, 0x3p-1040],
      (1...100).map { 1 / Double($0) }, [Double](repeating: 0.1, count: 10),
    ])
  func frequencies(weights: [Double]) {
    let greatest = weights.max() ?? 1
    let relative = weights.map { $0 / greatest }
    let total = relative.reduce(0, +)
    let observed = counts(weights, 300_000, role: 50)
    #expect(chiSquareScore(observed, expected: relative.map { 300_000 * $0 / total }) < tooUneven)
  }

  @Test("An outcome of weight 0 is never drawn")
  func weightZero() {
    for count in 2...50 {
      // Weights whose shares are rounded, every third of them zero.
      let weights = (0..<count).map { $0 % 3 == 1 ? 0 : 1 / Double($0 + 3) }
      let observed = counts(weights, 5000, role: UInt64(100 + count))
      for outcome in weights.indices where weights[outcome] == 0 { #expect(observed[outcome] == 0) }
    }
  }

  @Test("A single outcome of positive weight is always drawn")
  func certain() {
    #expect(counts([3], 1000, role: 52) == [1000])
    #expect(counts([0, 3, 0], 1000, role: 53) == [0, 1000, 0])
    #expect(DiscreteSampler(weights: [0, 3, 0]).count == 3)
  }

  @Test("No weights, or none but zeros, are refused")
  func noWeights() async {
    await #expect(processExitsWith: .failure) { _ = DiscreteSampler(weights: []) }
    await #expect(processExitsWith: .failure) { _ = DiscreteSampler(weights: [0, 0]) }
    await #expect(processExitsWith: .failure) { _ = DiscreteSampler(weights: [1, .nan]) }
  }
}
