import Statistics
import Testing

@Suite struct DistributionTests {
  static let densities: [Distribution] = [
    .uniform(low: 2, high: 5), .exponential(mean: 2), .logNormal(location: 0.5, scale: 1.5), .beta(alpha: 2, beta: 5),
    .beta(alpha: 0.5, beta: 0.5, high: 3), .histogram(edges: [0, 3, 8], weights: [3, 1]),
    .histogram(edges: [1, 2, 4, 5], weights: [1, 0, 2]),
  ].compactMap { $0 }

  @Test(
    "Price and probability are each other's inverse, and the density is the slope of the probability",
    arguments: densities)
  func inverse(distribution: Distribution) throws {
    #expect(Self.densities.count == 7)
    for q in [0.02, 0.1, 0.26, 0.5, 0.7, 0.98] {
      let price = distribution.value(reachedWith: q)
      #expect(agree(distribution.upperTail(price), q, to: 1e-11))
      let step = 1e-6 * price
      let slope = (distribution.upperTail(price - step) - distribution.upperTail(price + step)) / (2 * step)
      #expect(agree(distribution.density(price), slope, to: 1e-6))
    }
    #expect(distribution.value(reachedWith: 0) == distribution.support.high)
    #expect(agree(distribution.value(reachedWith: 1) + 1, distribution.support.low + 1, to: 1e-12))
    #expect(distribution.upperTail(distribution.support.low) == 1 && distribution.upperTail(-1) == 1)
    #expect(distribution.upperTail(1e300) == 0 && distribution.density(1e300) == 0)
  }

  @Test("Atoms: joined, highest first, without those of weight 0; at an atom the probability includes it")
  func atoms() throws {
    let distribution = try #require(Distribution.discrete(values: [1, 4, 1, 9], weights: [1, 2, 1, 0]))
    #expect(distribution.atoms == [.init(value: 4, probability: 0.5), .init(value: 1, probability: 0.5)])
    #expect([0, 1, 2, 4, 5].map { distribution.upperTail($0) } == [1, 1, 0.5, 0.5, 0])
    #expect([0, 0.5, 0.6, 1].map { distribution.value(reachedWith: $0) } == [4, 4, 1, 1])
    #expect(distribution.density(1) == nil && !distribution.hasDensity && distribution.support == (1, 4))
  }

  @Test("A histogram ends where its mass does")
  func trimmed() throws {
    let distribution = try #require(Distribution.histogram(edges: [0, 1, 2, 3], weights: [0, 1, 0]))
    #expect(distribution.support == (1, 2) && distribution.upperTail(1.25) == 0.75)
  }

  @Test("Parameters out of bounds are refused")
  func preconditions() async {
    await #expect(processExitsWith: .failure) { _ = Distribution.uniform(low: 2, high: 1) }
    await #expect(processExitsWith: .failure) { _ = Distribution.exponential(mean: 0) }
    await #expect(processExitsWith: .failure) { _ = Distribution.uniform(low: 0, high: 1).value(reachedWith: 2) }
  }
}
