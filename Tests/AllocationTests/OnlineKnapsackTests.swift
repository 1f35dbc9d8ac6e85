import Allocation
import Foundation
import Outcry
import Testing

@Suite("The online knapsack")
struct OnlineKnapsackTests {
  // Capacity 4 units, L = 1, U = 4, ECT[1] takes what fits. Items (value, weight): (2, 2), (1, 1), (6, 3), (3, 1).
  // Taken: 2, 1, then 3 units do not fit into 1, then 3: profit 6. Optimum: 6 + 3 = 9.
  @Test("four items by hand; strict admission keeps the last unit free")
  func byHand() async throws {
    let text = "weight,value\n0.5,2\n0.25,1\n0.75,6\n0.25,3\n"
    let scenario = try withFile(text) { file in
      try knapsack(
        [
          "items": ["kind": "trace", "file": Node(stringLiteral: file), "resolution": 4],
          "bounds": ["low": 1, "high": 100], "policy": "greedy-items",
        ],
        variants: [["name": "loose"], ["name": "strict", "set": ["world.strict-admission": true]]],
        metrics: [
          "items", "accepted", "acceptance-rate", "profit", "optimum", "ratio", "utilisation", "refused-for-room",
          "out-of-bounds", "constant-window", "worst-prefix-ratio",
        ])
    }
    let results = try await run(scenario)
    let loose = try #require(results[variant: "loose"])
    for (name, value) in [
      ("items", 4), ("accepted", 3), ("acceptance-rate", 0.75), ("profit", 6), ("optimum", 9), ("ratio", 1.5),
      ("utilisation", 1), ("refused-for-room", 1), ("out-of-bounds", 0), ("constant-window", 1),
      // After three items the optimum is 6 + 1 = 7 and the profit 3; after four 9 to 6.
      ("worst-prefix-ratio", 7.0 / 3),
    ] {
      #expect(abs((loose[name]?.mean ?? -1) - value) < 1e-12, "\(name)")
    }
    let strict = try #require(results[variant: "strict"])
    #expect(strict["profit"]?.mean == 3)
    #expect(strict["utilisation"]?.mean == 0.75)
    #expect(strict["optimum"]?.mean == 9)
  }

  // One item every second, each keeping the whole capacity for an exponential time of mean 2: after one is accepted the
  // next ⌈D⌉ − 1 are turned away, so 1/E⌈D⌉ = 1 − e^(−1/2) = 0.393469 are accepted. Seed 1; 100 replicates of 2,000; the
  // interval is Student's, failing by chance with probability 1e-6.
  @Test("capacity comes back: the loss of a single machine")
  func rentals() async throws {
    let scenario = try knapsack(
      [
        "items": [
          "kind": "uniform-items", "count": 2000, "capacity": 1, "lightest": 1, "heaviest": 1, "duration": 2,
        ],
        "policy": "greedy-items",
      ], replicates: 100, metrics: ["acceptance-rate", "utilisation", "optimum", "profit"])
    let results = try await run(scenario)
    let rate = try #require(results["acceptance-rate"])
    let spread = StudentT.quantile(1 - 0.5e-6, degreesOfFreedom: 99) * (rate.standardError ?? 0)
    #expect(spread < 0.01)
    #expect(abs((rate.mean ?? 0) - (1 - exp(-0.5))) < spread)
    // Busy for 2 of every E⌈D⌉ seconds.
    let busy = try #require(results["utilisation"]?.mean)
    #expect(abs(busy - 2 * (1 - exp(-0.5))) < 0.02)
    #expect((results["optimum"]?.mean ?? 0) >= (results["profit"]?.mean ?? 1))
    #expect(results.variants[0].identities.allSatisfy { $0.holds })
  }

  @Test("batches that rise: the world's worst prefix is what the thresholds promise")
  func worstPrefix() async throws {
    let scenario = try knapsack(
      [
        "items": ["kind": "ascending-batches", "capacity": 200, "steps": 300, "low": 1, "high": 100],
        "policy": ["kind": "ect", "alpha": 0.5],
      ], metrics: ["worst-prefix-ratio", "constant-window", "items"])
    let results = try await run(scenario)
    #expect(results["items"]?.mean == 60_000)
    #expect(results["constant-window"]?.mean == 0.5)
    let worst = try #require(results["worst-prefix-ratio"]?.mean)
    // Items of 1/200 and steps of 1.55 %: at most 3 % above the proved 6.7713, and not below it.
    #expect(worst >= 6.7713 - 1e-3 && worst < 6.7713 * 1.03)
  }

  @Test("groups are tenths by density; what is dearer is taken at least as often")
  func densityTenths() async throws {
    let scenario = try knapsack(
      ["items": ["kind": "uniform-items", "count": 500], "policy": ["kind": "static-price", "price": 10]],
      replicates: 20, metrics: ["acceptance-rate"])
    let results = try await run(scenario)
    // The price is the median of a density that is uniform in its logarithm: nothing below is taken.
    for tenth in 1...4 {
      #expect(results.variants[0]["acceptance-rate", group: "density tenth \(tenth)"]?.mean == 0)
    }
    #expect((results.variants[0]["acceptance-rate", group: "density tenth 10"]?.mean ?? 0) > 0)
  }

  // Twenty items of the same density, each a tenth of the capacity: greedy takes the first ten, and nothing after them.
  @Test("tenths by arrival: who comes first is served")
  func arrivalTenths() async throws {
    let scenario = try withFile("weight,value\n" + String(repeating: "0.1,1\n", count: 20)) { file in
      try knapsack(
        [
          "items": ["kind": "trace", "file": Node(stringLiteral: file)], "bounds": ["low": 1, "high": 20],
          "policy": "greedy-items",
        ], metrics: ["acceptance-rate"])
    }
    let results = try await run(scenario)
    for tenth in 1...10 {
      #expect(
        results.variants[0]["acceptance-rate", group: "arrival tenth \(tenth)"]?.mean == (tenth <= 5 ? 1 : 0))
    }
  }

  @Test("the same items in another order: shuffled in every replicate, by a stream of its own")
  func shuffled() async throws {
    func profits(_ order: String) async throws -> (mean: Double?, error: Double?) {
      let scenario = try knapsack(
        [
          "items": ["kind": "ascending-batches", "steps": 10, "capacity": 20], "order": Node(stringLiteral: order),
          "policy": "zcl",
        ], replicates: 30, metrics: ["profit", "optimum"])
      let results = try await run(scenario)
      #expect(results["optimum"]?.mean == 100)
      return (results["profit"]?.mean, results["profit"]?.standardError)
    }
    #expect(try await profits("given").error == 0)
    #expect(try #require(await profits("shuffled").error) > 0)
  }
}
