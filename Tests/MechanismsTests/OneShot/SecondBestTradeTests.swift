import Mechanisms
import Statistics
import Testing

@Suite struct SecondBestTradeTests {
  // v − α (1 − v) ≥ c + α c gives v − c ≥ α/(1 + α); Myerson and Satterthwaite 1983: the difference is 1/4, so α = 1/3.
  // Gains 9/64, of 1/6.
  @Test("Uniform value and cost: trade from a difference of 1/4 on, 9/64 of 1/6")
  func uniform() throws {
    let trade = try #require(SecondBestTrade(buyer: .uniform(low: 0, high: 1), seller: .uniform(low: 0, high: 1)))
    #expect(abs(trade.gains - 9.0 / 64) < 1e-6 && abs(trade.firstBest - 1.0 / 6) < 1e-6)
    #expect(abs(trade.weight - 1.0 / 3) < 1e-5)
  }

  @Test("In another currency everything is converted")
  func scaled() throws {
    let trade = try #require(SecondBestTrade(buyer: .uniform(low: 0, high: 8), seller: .uniform(low: 0, high: 8)))
    #expect(abs(trade.gains - 9.0 / 8) < 1e-5 && abs(trade.weight - 1.0 / 3) < 1e-5)
  }

  // With v from 2 to 3 and c from 0 to 1 any price between 1 and 2 lets them trade always: gains 2.5 − 0.5.
  @Test("Supports apart: the first best needs no subsidy")
  func apart() throws {
    let trade = try #require(SecondBestTrade(buyer: .uniform(low: 2, high: 3), seller: .uniform(low: 0, high: 1)))
    #expect(trade.weight == 0 && abs(trade.gains - 2) < 1e-9 && trade.firstBest == trade.gains)
  }

  // Exponential value, uniform cost: no closed form, but between the best posted price and the first best.
  // A price p achieves ∫∫ (v − c) over v ≥ p ≥ c: e⁻ᵖ (p + 1) p − e⁻ᵖ p²/2 for p up to 1. E (v − c)⁺ = ∫ e⁻ᶜ dc = 1 − 1/e.
  @Test("Exponential value: the first best is 1 − 1/e, the second best above every posted price")
  func exponential() throws {
    let trade = try #require(SecondBestTrade(buyer: .exponential(mean: 1), seller: .uniform(low: 0, high: 1)))
    let e = 2.718281828459045
    #expect(abs(trade.firstBest - (1 - 1 / e)) < 1e-3)
    #expect(trade.gains < trade.firstBest && trade.gains > 1.5 / e)
  }

  @Test("Atoms and virtual values that fall are not judged")
  func none() throws {
    let atoms = try #require(Distribution.discrete(values: [0, 1], weights: [1, 1]))
    let twoDensities = try #require(Distribution.histogram(edges: [0, 3, 8], weights: [3, 1]))
    let uniform = Distribution.uniform(low: 0, high: 1)
    #expect(
      SecondBestTrade(buyer: atoms, seller: uniform) == nil && SecondBestTrade(buyer: uniform, seller: atoms) == nil)
    #expect(SecondBestTrade(buyer: twoDensities, seller: uniform) == nil)
  }
}
