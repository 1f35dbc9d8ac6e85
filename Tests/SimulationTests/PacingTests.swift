import Outcry
import Testing

// Learners against closed forms. Means over 200,000 auctions and 8 replicates of seed 1 have standard errors below 0.2 %,
// so that a bound of 3 % fails for a wrong figure, not by chance: the odds are far below 1e-6.
@Suite("Pacing against closed forms")
struct PacingTests {
  static let horizon = 200_000
  /// 5/√T.
  static let step = 5 / Double(horizon).squareRoot()
  static let pacing: Node = ["kind": "adaptive-pacing", "step": Node(floatLiteral: step)]

  static func run(
    _ world: Node, metrics: Node, replicates: Int = 8, variants: Node = []
  ) async throws -> Results {
    var world = world
    if world["horizon"] == nil { world["horizon"] = Node(integerLiteral: horizon) }
    return try await Outcry.run(
      market(world, replicates: replicates, variants: variants, metrics: metrics), threads: 2)
  }

  /// A bidder that spends `rate` per auction.
  static func client(_ name: String, rate: Double, high: Double = 1, strategy: Node = pacing) -> Node {
    [
      "name": Node(stringLiteral: name), "values": ["kind": "uniform", "high": Node(floatLiteral: high)],
      "budget": Node(floatLiteral: rate * Double(horizon)), "strategy": strategy,
    ]
  }

  static func outside(_ high: Double = 1) -> Node {
    ["name": "outside", "values": ["kind": "uniform", "high": Node(floatLiteral: high)]]
  }

  func isWithin(_ estimate: Estimate?, _ theory: Double, share: Double) throws -> Bool {
    abs(try #require(estimate?.mean) / theory - 1) <= share
  }

  // Values and outside bids U[0,1]: bidding s·v spends s²/6 an auction and gains s/3 − s²/6, so that s = √(6ρ).
  @Test(
    "One bidder paced: factor √(6ρ), spend ρ, surplus s/3 − s²/6", .enabled(if: isOptimised),
    arguments: [0.04, 0.05, 0.08, 0.12])
  func single(rate: Double) async throws {
    let results = try await Self.run(
      ["bidders": [Self.client("paced", rate: rate), Self.outside()]], metrics: ["surplus", "revenue", "bid-factor"])
    let s = (6 * rate).squareRoot()
    let found = try #require(results.variants.first)
    #expect(try isWithin(found["bid-factor", group: "paced"], s, share: 0.03))
    #expect(try isWithin(found["revenue", group: "paced"], rate, share: 0.03))
    #expect(try isWithin(found["surplus", group: "paced"], s / 3 - s * s / 6, share: 0.03))
  }

  // Truthful bidding spends 1/6 an auction and gains 1/6: taking part in 6ρ of them spends ρ and gains ρ, whatever ρ.
  // Paced by a factor the same money gains √(6ρ)/3 − ρ, here 0.1326 instead of 0.05.
  @Test("Throttling takes part in 6ρ of the auctions, and gains ρ")
  func throttled() async throws {
    let strategy: Node = ["kind": "throttling", "step": Node(floatLiteral: Self.step)]
    let results = try await Self.run(
      ["bidders": [Self.client("paced", rate: 0.05, strategy: strategy), Self.outside()]],
      metrics: ["surplus", "revenue"])
    let found = try #require(results.variants.first)
    #expect(try isWithin(found["revenue", group: "paced"], 0.05, share: 0.03))
    #expect(try isWithin(found["surplus", group: "paced"], 0.05, share: 0.03))
  }

  // The factor that spends ρ is √(6ρ) however it is found. Multipliers that cannot be 0 keep a hundredth of the budget.
  @Test(
    "Every learner of a factor finds the same one", .enabled(if: isOptimised),
    arguments: ["multiplicative-pacing", "pid-pacing", "value-maximiser"])
  func sameFactor(kind: String) async throws {
    let results = try await Self.run(
      ["bidders": [Self.client("paced", rate: 0.05, strategy: Node(stringLiteral: kind)), Self.outside()]],
      metrics: ["revenue", "bid-factor"])
    let found = try #require(results.variants.first)
    #expect(try isWithin(found["bid-factor", group: "paced"], 0.3.squareRoot(), share: 0.03))
    #expect(try isWithin(found["revenue", group: "paced"], 0.05, share: 0.03))
  }

  /// E of the squared highest and second-highest of k values U[0,1].
  static func squares(_ k: Double) -> (top: Double, second: Double) {
    (k / (k + 2), k * (k - 1) / ((k + 1) * (k + 2)))
  }

  // s² (E M² + E m²)/2 = Kρ independently, s² E M²/2 = Kρ coordinated; the clients' surplus is s E M² − Kρ in both.
  @Test(
    "Two and three like clients: independent and coordinated pacing", .enabled(if: isOptimised),
    arguments: [(2, 0.05), (3, 0.04), (1, 1.0 / 24)])
  func symmetric(count: Int, rate: Double) async throws {
    let names = (1...count).map { "client \($0)" }
    let results = try await Self.run(
      [
        "bidders": Node(.list(names.map { Self.client($0, rate: rate) } + [Self.outside()])),
        "agencies": [["name": "agency", "clients": Node(.list(names.map { Node(stringLiteral: $0) }))]],
      ], metrics: ["surplus"],
      variants: [
        ["name": "independent", "set": ["world.agencies.agency.rule": "independent"]],
        ["name": "coordinated", "set": ["world.agencies.agency.rule": "coordinated"]],
      ])
    let k = Double(count)
    let (top, second) = Self.squares(k)
    for (name, squares) in [("independent", top + second), ("coordinated", top)] {
      let s = (2 * k * rate / squares).squareRoot()
      let theory = s * top - k * rate
      let variant = try #require(results[variant: name])
      let total = try names.reduce(0) { $0 + (try #require(variant["surplus", group: $1]?.mean)) }
      #expect(abs(total / theory - 1) <= 0.03, "\(name): \(total) instead of \(theory)")
    }
  }

  // Without budgets: alone each of two wins when above the other and d: E = 1/12. Sent by the agency, the higher pays d
  // alone: E (M − d)⁺ = E M²/2 = 1/4 for both together.
  @Test("Two clients without budgets gain 1/12 each alone and 1/8 each coordinated")
  func withoutBudgets() async throws {
    let results = try await Self.run(
      [
        "bidders": [["name": "a"], ["name": "b"], Self.outside()],
        "agencies": [["name": "agency", "clients": ["a", "b"]]],
      ], metrics: ["surplus"],
      variants: [
        ["name": "independent", "set": ["world.agencies.agency.rule": "independent"]],
        ["name": "coordinated", "set": ["world.agencies.agency.rule": "coordinated"]],
      ])
    for (name, theory) in [("independent", 1.0 / 12), ("coordinated", 1.0 / 8)] {
      for client in ["a", "b"] {
        expect(results[variant: name]?["surplus", group: client], toBe: theory, within: 0.003)
      }
    }
  }

  // Value at most 1.25 times the spend: V(k) = 1/2 − 1/(6k²), S(k) = 1/2 − 1/(3k) for k ≥ 1, and 0.8 V = S gives
  // 3k² − 10k + 4 = 0 after division by k: k = (5 + √13)/3.
  @Test("A value maximiser with a return of 1.25 bids 2.868517 v, gets 0.479745 and pays 0.383796")
  func valueMaximiser() async throws {
    let results = try await Self.run(
      [
        "bidders": [
          ["name": "maximiser", "strategy": ["kind": "value-maximiser", "return-on-spend": 1.25]], Self.outside(),
        ]
      ], metrics: ["welfare", "revenue", "bid-factor", "return-on-spend"])
    let found = try #require(results.variants.first)
    #expect(try isWithin(found["bid-factor", group: "maximiser"], (5 + 13.0.squareRoot()) / 3, share: 0.03))
    #expect(try isWithin(found["welfare", group: "maximiser"], 0.479745, share: 0.005))
    #expect(try isWithin(found["revenue", group: "maximiser"], 0.383796, share: 0.005))
    #expect(try isWithin(found["return-on-spend", group: "maximiser"], 1.25, share: 0.005))
  }

  // Budget alone: it buys at k·v with S(k) = ρ; for k ≤ 1 that is k²/6, so that ρ = 0.06 gives k = 0.6, value k/3.
  @Test("A value maximiser with a budget alone: factor √(6ρ), value √(6ρ)/3")
  func budgetedMaximiser() async throws {
    let results = try await Self.run(
      ["bidders": [Self.client("maximiser", rate: 0.06, strategy: "value-maximiser"), Self.outside()]],
      metrics: ["welfare", "bid-factor"])
    let found = try #require(results.variants.first)
    #expect(try isWithin(found["bid-factor", group: "maximiser"], 0.6, share: 0.03))
    #expect(try isWithin(found["welfare", group: "maximiser"], 0.2, share: 0.03))
  }

  // Two goods, sold in turn at random: v₁ = (1, ε), v₂ = (0, 1), both want value at least their payments. Bidding 1 + 1/ε
  // times its value, bidder 1 wins both and pays 0 and 1 for 1 + ε: its limit holds. Bidder 2, bidding its value, could
  // win only by paying more than its value. Welfare is (1 + ε)/2 an auction; the best allocation has 1.
  @Test("Price of anarchy 2 with two value maximisers: welfare (1 + ε)/2 of 1", arguments: [0.5, 0.1, 0.01])
  func priceOfAnarchy(epsilon: Double) async throws {
    func bidder(_ name: String, _ values: [Double], factor: Double) -> Node {
      [
        "name": Node(stringLiteral: name),
        "values": ["kind": "by-segment", "values": Node(.list(values.map { Node(floatLiteral: $0) }))],
        "strategy": ["kind": "scaled-value", "factor": Node(floatLiteral: factor)],
      ]
    }
    let results = try await Self.run(
      [
        "horizon": 40_000, "segments": [["name": "one"], ["name": "two"]],
        "bidders": [bidder("1", [1, epsilon], factor: 1 + 1 / epsilon), bidder("2", [0, 1], factor: 1)],
      ], metrics: ["welfare", "liquid-welfare", "efficiency", "revenue", "return-on-spend"])
    // Half the auctions are of each good: six standard errors over 320,000 auctions are 0.0054.
    let found = try #require(results.variants.first)
    #expect(abs(try #require(found["welfare"]?.mean) - (1 + epsilon) / 2) < 0.0054)
    #expect(abs(try #require(found["liquid-welfare"]?.mean) - (1 + epsilon) / 2) < 0.0054)
    #expect(abs(try #require(found["efficiency"]?.mean) - (1 + epsilon) / 2) < 0.0054)
    #expect(try #require(found["return-on-spend", group: "1"]?.mean) > 1)
    #expect(found["welfare", group: "2"]?.mean == 0)
  }
}

// First-price pacing equilibria: goods are segments, one is drawn per auction, budgets are per auction. Multipliers of the
// last fifth of the run; revenue and spending of the whole. Convergence is checked to 2 %; goods are drawn at random, so
// that three of them come 1/3 ± 0.13 % of the time each over 4 × 100,000 auctions.
@Suite("First-price pacing equilibria")
struct FirstPricePacingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var values: [[Double]]
    /// Per auction, for all goods of a unit each: a round of all goods takes as many auctions as there are goods.
    var budgets: [Double]
    var factors: [Double]
    var revenue: Double
    var spend: [Double]
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "v = (2; 1), B = (1, 10)", values: [[2], [1]], budgets: [1, 10], factors: [0.5, 1], revenue: 1,
      spend: [1, 0]),
    Case(
      name: "v = (2; 1), B = (0.5, 0.2)", values: [[2], [1]], budgets: [0.5, 0.2], factors: [0.35, 0.7], revenue: 0.7,
      spend: [0.5, 0.2]),
    Case(
      name: "three goods, B = (2, 1.5, 1)", values: [[4, 2, 1], [3, 3, 1], [1, 2, 2]], budgets: [2, 1.5, 1],
      factors: [0.5, 0.5, 0.5], revenue: 4.5, spend: [2, 1.5, 1]),
    Case(
      name: "three goods, B = (100, 1.5, 1)", values: [[4, 2, 1], [3, 3, 1], [1, 2, 2]], budgets: [100, 1.5, 1],
      factors: [1, 2.0 / 3, 0.5], revenue: 7, spend: [4.5, 1.5, 1]),
  ]

  @Test("Learners reach factors, spending and revenue within 2 %", arguments: cases)
  func reached(_ it: Case) async throws {
    let horizon = 100_000
    let goods = Double(it.values[0].count)
    let results = try await run(
      market(
        [
          "horizon": Node(integerLiteral: horizon), "mechanism": "first-price",
          "segments": Node(.list((0..<it.values[0].count).map { ["name": Node(stringLiteral: "good \($0)")] })),
          "bidders": Node(
            .list(
              it.values.indices.map { i in
                [
                  "name": Node(stringLiteral: "bidder \(i)"),
                  "values": ["kind": "by-segment", "values": Node(.list(it.values[i].map { Node(floatLiteral: $0) }))],
                  "budget": Node(floatLiteral: it.budgets[i] / goods * Double(horizon)),
                  "strategy": "first-price-pacing",
                ]
              })),
        ], replicates: 4, metrics: ["revenue", "bid-factor"]), threads: 2)
    let found = try #require(results.variants.first)
    #expect(abs(try #require(found["revenue"]?.mean) * goods / it.revenue - 1) < 0.02)
    for i in it.values.indices {
      let series = try #require(found.series.first { $0.measure.name == "bid-factor" && $0.group == "bidder \(i)" })
      let last = try series.estimates.suffix(series.estimates.count / 5).map { try #require($0.mean) }
      let factor = last.reduce(0, +) / Double(last.count)
      #expect(abs(factor / it.factors[i] - 1) < 0.02, "bidder \(i): \(factor)")
      let spend = try #require(found["revenue", group: "bidder \(i)"]?.mean) * goods
      #expect(abs(spend - it.spend[i]) < 0.02 * max(it.spend[i], 1), "bidder \(i): \(spend)")
    }
  }
}
