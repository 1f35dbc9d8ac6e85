import Mechanisms
import Statistics
import Testing

private func revenue(_ distributions: [Distribution?]) throws -> Double {
  optimalRevenue(of: try distributions.map { IronedVirtualValue(try #require($0)) })
}

@Suite struct OptimalRevenueTests {
  // E max(0, 2v₁ − 1, 2v₂ − 2) for v₁ ~ U[0, 1], v₂ ~ U[0, 2]: Pr[φ₁ < λ] = (1 + λ)/2 up to 1, Pr[φ₂ < λ] = (2 + λ)/4.
  // ∫₀¹ 1 − (1 + λ)(2 + λ)/8 dλ = 1 − (2 + 3/2 + 1/3)/8 = 25/48; ∫₁² 1/2 − λ/4 dλ = 1/8. Together 31/48.
  @Test("U[0, 1] and U[0, 2]: 31/48")
  func unequal() throws {
    #expect(abs(try revenue([.uniform(low: 0, high: 1), .uniform(low: 0, high: 2)]) - 31.0 / 48) < 1e-9)
  }

  // n bidders U[0, 1] with the reserve 1/2: (n − 1)/(n + 1) + 2⁻ⁿ/(n + 1).
  @Test(
    "n equal uniform bidders: what the second-price auction with reserve 1/2 earns", arguments: [1, 2, 3, 4, 5, 10])
  func equal(n: Int) throws {
    var half = 1.0
    for _ in 0..<n { half /= 2 }
    let expected = (Double(n) - 1 + half) / Double(n + 1)
    #expect(abs(try revenue(Array(repeating: .uniform(low: 0, high: 1), count: n)) - expected) < 1e-9)
  }

  // Exp(1), reserve 1, two bidders: 2/e − e⁻²/2.
  @Test("Two exponential bidders: 2/e − e⁻²/2; one alone: 1/e")
  func exponential() throws {
    let e = 2.718281828459045
    #expect(abs(try revenue([.exponential(mean: 1), .exponential(mean: 1)]) - (2 / e - 1 / (2 * e * e))) < 1e-9)
    #expect(abs(try revenue([.exponential(mean: 1)]) - 1 / e) < 1e-9)
  }

  // One bidder: price × probability of sale, ironed or not. Atoms 8, 3, 2, 1: 8 · 0.2. Two such bidders: sold at 8 unless
  // both are below: 8 · (1 − 0.64).
  @Test("Ironed distributions: one bidder earns the monopoly revenue, atoms by hand, nobody nothing")
  func ironed() throws {
    #expect(abs(try revenue([.histogram(edges: [0, 3, 8], weights: [3, 1])]) - 1) < 1e-9)
    let atoms = Distribution.discrete(values: [8, 3, 2, 1], weights: [0.2, 0.1, 0.3, 0.4])
    #expect(abs(try revenue([atoms]) - 1.6) < 1e-9)
    #expect(abs(try revenue([atoms, atoms]) - 8 * 0.36) < 1e-9)
    #expect(try revenue([]) == 0)
  }
}
