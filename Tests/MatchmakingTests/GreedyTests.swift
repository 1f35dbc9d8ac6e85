import Matchmaking
import Outcry
import Testing

@Suite("Greedy and random choice")
struct GreedyTests {
  @Test("with ties to the largest index exactly 1/2 on the upper-triangular graph of even size, 6/11 at n = 11")
  func half() throws {
    for (n, matches) in [(2, 1), (10, 5), (50, 25), (100, 50), (11, 6)] {
      let graph = try graph("upper-triangular", ["size": Node(integerLiteral: n)])
      #expect(try play(policy("greedy", ["ties": "highest"]), on: graph).welfare == Double(matches))
    }
  }

  @Test("with ties to the lowest index it is optimal there: arrival t takes vertex t")
  func optimal() throws {
    let graph = try graph("upper-triangular", ["size": 30])
    #expect(try play(policy("greedy"), on: graph).welfare == 30)
  }

  @Test(
    "with one weight per offline vertex at least half of the offline optimum, whatever the tie rule",
    arguments: TieRuleNames.all)
  func atLeastHalf(ties: String) throws {
    for number in 0..<100 {
      let graph = smallGraph(UInt64(number), weightPerVertex: true, certain: true, most: 8)
      let welfare = try play(policy("greedy", ["ties": Node(stringLiteral: ties)]), on: graph).welfare
      #expect(welfare >= 0.5 * (try value("offline-optimum", graph)) - 1e-9)
    }
  }

  @Test("probability × weight decides, and a weight counts at most what is left of a budget")
  func worth() throws {
    #expect(try play(policy("greedy"), on: graph([[(0, 1, 1), (1, 3, 0.5)]], limits: [1, 1])).edges == [1])
    let budgets = graph([[(0, 5, 1), (1, 3, 1)], [(0, 5, 1), (1, 4, 1)]], limits: [6, 9], use: .weight)
    // The second 5 would get 1.
    #expect(try play(policy("greedy"), on: budgets).edges == [0, 3])
  }

  @Test(
    "edges of probability or weight 0 are not tried",
    arguments: ["greedy", "random", "ranking", "balance", "msvv", "stochastic-balance"])
  func worthless(kind: String) throws {
    let graph = graph([[(0, 0, 1), (1, 1, 0)]], limits: [1, 1])
    #expect(try play(policy(kind), on: graph).edges == [-1])
  }

  /// 24,000 draws over twelve cells; Pearson's statistic with eleven degrees of freedom is above 48.87 with probability 10⁻⁶.
  @Test("a random choice, and a random tie, is uniform over the available neighbours", arguments: ["random", "greedy"])
  func uniform(kind: String) throws {
    var row = graph([[(0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 1, 1)]], limits: [1, 1, 1, 1])
    row.arrivals = [0, 0]
    let settings: Node = kind == "greedy" ? ["ties": "random"] : [:]
    var counts = [Int](repeating: 0, count: 12)
    for number in 0..<24_000 {
      let run = try play(policy(kind, settings), on: row, stream: UInt64(number))
      // Pairs of different vertices: 12, all alike.
      counts[run.edges[0] * 3 + (run.edges[1] < run.edges[0] ? run.edges[1] : run.edges[1] - 1)] += 1
    }
    let statistic = counts.reduce(0.0) { $0 + (Double($1) - 2000) * (Double($1) - 2000) / 2000 }
    #expect(statistic < 48.87)
  }

  /// Spec: with n offline vertices, m arrivals and probability p everybody who never idles makes E[min(n, Bin(m, p))].
  @Test(
    "on a complete graph every policy that never idles makes min(n, successes) matches, run for run",
    arguments: ["greedy", "random", "ranking", "balance", "msvv", "stochastic-balance"])
  func complete(kind: String) throws {
    let graph = try graph("complete", ["offline": 4, "arrivals": 12, "probability": 0.3])
    for number in 0..<200 {
      var luck = stream(UInt64(5000 + number))
      let coins = (0..<12).map { _ in luck.unit() }
      let successes = coins.count { $0 < 0.3 }
      #expect(try play(policy(kind), on: graph, coins: coins).welfare == Double(min(4, successes)))
    }
  }

  @Test("E[min(n, Bin(m, p))] in the world, and 1 − (1 − p)ᵏ for one vertex; chance of failing 10⁻⁶ each")
  func expectations() async throws {
    let scenario = try scenario(
      [
        "graph": ["kind": "complete", "offline": 4, "arrivals": 12, "probability": 0.3], "policy": "stochastic-balance",
      ],
      replicates: 40_000,
      variants: [
        ["name": "four"], ["name": "one", "set": ["world.graph.offline": 1]],
      ], metrics: ["welfare"])
    let results = try await run(scenario)
    // By the binomial law.
    var (expected, chance) = (0.0, 1.0)
    for _ in 0..<12 { chance *= 0.7 }
    var none = 0.0
    for k in 0...12 {
      if k == 0 { none = chance }
      expected += Double(min(4, k)) * chance
      chance *= Double(12 - k) / Double(k + 1) * 0.3 / 0.7
    }
    for (variant, theory) in zip(results.variants, [expected, 1 - none]) {
      let estimate = try #require(variant["welfare"])
      let error = try #require(estimate.standardError)
      #expect(error < 0.01)
      #expect(abs(try #require(estimate.mean) - theory) <= 4.8916 * error)
    }
  }
}
