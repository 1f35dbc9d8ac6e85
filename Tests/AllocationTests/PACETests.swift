import Allocation
import Foundation
import Outcry
import Testing

@Suite("PACE")
struct PACETests {
  // n agents of equal budgets 1/n with values U[0, 2]: in the Eisenberg–Gale optimum each item goes to the highest
  // value, so u = E[max]/n = 2/(n + 1) and β = B/u = (n + 1)/(2n). 20 replicates of 50,000 items, seed 1. One mean
  // utility has a standard deviation below 0.6/√50000 = 0.0027, the mean of 20 below 0.0006: 1 % of 1/3 is more than
  // five of them.
  @Test("equal budgets: utilities, spending and multipliers tend to the closed forms", arguments: [2, 3, 5])
  func equalBudgets(agents: Int) async throws {
    let scenario = try division(
      [
        "valuations": [
          "kind": "uniform", "agents": Node(integerLiteral: agents), "items": 50_000, "high": 2,
          "resolution": 1_000_000,
        ],
        "normalisation": "none", "policy": "pace",
      ], replicates: 20, metrics: ["utility-per-item", "spending", "multiplier"])
    let results = try await run(scenario)
    let variant = try #require(results.variants.first)
    let count = Double(agents)
    for agent in 0..<agents {
      for (measure, expected) in [
        ("utility-per-item", 2 / (count + 1)), ("spending", 1 / count), ("multiplier", (count + 1) / (2 * count)),
      ] {
        let mean = try #require(variant[measure, group: "agent \(agent)"]?.mean)
        #expect(abs(mean / expected - 1) < 0.01, "\(measure) of agent \(agent): \(mean), not \(expected)")
      }
    }
    #expect(abs((results["spending"]?.mean ?? 0) - 1) < 0.01)
  }

  // Budgets (3/4, 1/4), values U[0, 2]. Agent 0 wins where v₀ ≥ v₁/k, k = β₀/β₁. With k ≥ 1: u₀ = E[v₀; v₁ ≤ k v₀]
  // = (1/4)(∫₀^{2/k} k v² dv + ∫_{2/k}² 2v dv) = 1 − 1/(3k²), u₁ = E[v₁; v₀ < v₁/k] = (1/4) ∫₀² v²/k dv = 2/(3k). From
  // βᵢ = Bᵢ/uᵢ: k = 3 u₁/u₀ gives k² = 7/3, u = (6/7, 2/(3k)), β = (7/8, 0.572822).
  @Test("budgets of 3/4 and 1/4")
  func unequalBudgets() async throws {
    let scenario = try division(
      [
        "valuations": ["kind": "uniform", "agents": 2, "items": 50_000, "high": 2, "resolution": 1_000_000],
        "normalisation": "none", "policy": "pace", "entitlements": [3, 1],
      ], replicates: 20, metrics: ["utility-per-item", "spending", "multiplier"])
    let results = try await run(scenario)
    let variant = try #require(results.variants.first)
    let k = (7.0 / 3).squareRoot()
    for (agent, expected) in [(0, [6.0 / 7, 0.75, 7.0 / 8]), (1, [2 / (3 * k), 0.25, 0.25 * 3 * k / 2])] {
      for (measure, value) in zip(["utility-per-item", "spending", "multiplier"], expected) {
        let mean = try #require(variant[measure, group: "agent \(agent)"]?.mean)
        #expect(abs(mean / value - 1) < 0.01, "\(measure) of agent \(agent): \(mean), not \(value)")
      }
    }
    #expect(abs(0.25 * 3 * k / 2 - 0.572822) < 1e-6)
  }

  // Two agents who agree on everything always tie at first: the first item is halved. Then u = v/2 for both: they tie
  // again, for ever, so each gets half of everything and pays half of it.
  @Test("equal bids share an item")
  func ties() async throws {
    let results = try await run(
      try division(
        [
          "valuations": ["kind": "identical", "agents": 2, "items": 100], "normalisation": "none", "policy": "pace",
        ], metrics: ["utility", "envy-max", "ef1", "items"]))
    let variant = try #require(results.variants.first)
    let first = try #require(variant["utility", group: "agent 0"]?.mean)
    #expect(variant["utility", group: "agent 1"]?.mean == first)
    #expect(results["envy-max"]?.mean == 0)
    // Divided items have no EF1.
    #expect(results["ef1"]?.mean == nil && results["ef1"]?.reason == "items were divided")
    #expect(results.variants[0].identities.allSatisfy { $0.holds })
  }
}
