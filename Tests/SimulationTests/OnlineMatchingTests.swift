import Outcry
import Testing

/// An online matching as a scenario: `world` holds the settings of `online-matching`.
private func matching(
  _ world: Node, replicates: Int = 1, metrics: Node, adding: [Registration] = []
) throws(Diagnostics) -> Scenario {
  var world = world
  world["kind"] = "online-matching"
  var catalogs = Catalogs.standard
  catalogs.add(adding)
  return try Scenario(
    ["title": "A test", "seed": 1, "replicates": Node(integerLiteral: replicates), "world": world, "metrics": metrics],
    catalogs: catalogs)
}

private func mistakes(_ world: Node) -> [String] {
  do {
    _ = try matching(world, metrics: [])
    return []
  } catch {
    return error.all.map(\.description)
  }
}

/// Three offline vertices; arrivals at 1, 2, 3, … s.
private struct ThreeRiders: MatchingInstance {
  static let card = Card("three-riders", "Three riders, two cars.", source: "test")
  var traits: GraphTraits { GraphTraits(isFixed: true, isCertain: true) }
  init(_ settings: inout Settings) {}
  func draw(using stream: inout RandomStream) -> OnlineGraph {
    // The second rider can only have the first car, which the first rider would take; the third only the second one.
    var graph = OnlineGraph(limits: [1, 1])
    for row in [[(0, 2.0), (1, 1.9)], [(0, 1.0)], [(1, 0.5)]] {
      for (vertex, weight) in row { graph.addEdge(to: vertex, weight: weight) }
      graph.endType()
    }
    graph.arrivals = [0, 1, 2]
    return graph
  }
}

/// Breaks a law of its socket.
private struct Cheat: MatchingPolicy {
  static let card = Card("cheat", "Breaks a law.", source: "test")
  let deed: Int
  init(_ settings: inout Settings) { deed = settings.integer("deed", in: 0...2, default: 0, "Which.") }
  mutating func choose(from arrival: borrowing ArrivingVertex, using stream: inout RandomStream) -> Int? {
    [0, arrival.offline.count, -1][deed]
  }
}

@Suite("Online matching: the world")
struct OnlineMatchingTests {
  private func recording(_ world: Node, _ metrics: Node) throws -> Recording {
    try play(matching(world, metrics: metrics, adding: [.matchingInstance(ThreeRiders.self)]))
  }

  @Test("at once the first rider takes the best car, and the second goes without")
  func atOnce() throws {
    let recording = try recording(
      ["graph": "three-riders"], ["welfare", "matched", "match-rate", "attempts", "used", "waiting"])
    // 2 for the first rider's first car, 0.5 for the third's second one.
    #expect(recording["welfare"] == 2.5)
    #expect(recording["matched"] == 2)
    #expect(recording["attempts"] == 2)
    #expect(recording["used"] == 1)
    #expect(recording["waiting"] == 0)
    #expect(recording.identities.count == 2 && recording.identities.allSatisfy { $0.holds })
  }

  @Test("a window holds those that arrive before its end; waiting is counted from arrival to the end")
  func windows() throws {
    // Riders at 1, 2, 3 s. [0, 2.5) holds the first two: 1.9 + 1 beats 2; nothing is left for the third.
    let two = try recording(
      ["graph": "three-riders", "policy": ["kind": "batched-assignment", "window": 2.5]],
      ["welfare", "waiting", "lost"])
    #expect(two["welfare"] == 2.9)
    #expect(two["waiting"] == (1.5 + 0.5) / 2)
    #expect(two["lost"] == 0)
    // A window that ends at 2 s is over before the rider who arrives at 2 s: at once, in effect.
    let alone = try recording(
      ["graph": "three-riders", "policy": ["kind": "batched-assignment", "window": 2]], ["welfare", "waiting"])
    #expect(alone["welfare"] == 2 + 0.5)
    // The first waits from 1 to 2, the second (unmatched) and third are held in [2, 4): the third from 3 to 4.
    #expect(alone["waiting"] == 1)
  }

  @Test("patience ends in the window, or exactly at its end: then the vertex is still matched")
  func patience() throws {
    func lost(_ patience: Double) throws -> (Double?, Double?) {
      let recording = try recording(
        [
          "graph": "three-riders", "patience": Node(floatLiteral: patience),
          "policy": ["kind": "batched-assignment", "window": 4],
        ], ["lost", "welfare"])
      return (recording["lost"], recording["welfare"])
    }
    // All three wait until 4 s: 3, 2 and 1 s.
    #expect(try lost(3) == (0, 2.9))
    #expect(try lost(2.5) == (1.0 / 3, 1.5))
    #expect(try lost(0.5) == (1, 0))
  }

  @Test("policies are compared on the same graph, order and luck")
  func commonLuck() throws {
    let graph: Node = ["kind": "random", "offline": 12, "arrivals": 15, "probabilities": ["low": 0.2, "high": 0.7]]
    func hindsight(_ policy: Node) throws -> [Double?] {
      let scenario = try matching(
        ["graph": graph, "policy": policy, "order": "random"], metrics: ["offline-optimum", "welfare"])
      return try (0..<20).map { try play(scenario, replicate: $0)["offline-optimum"] }
    }
    let greedy = try hindsight("greedy")
    #expect(greedy == (try hindsight("ranking")))
    #expect(greedy == (try hindsight(["kind": "batched-assignment", "window": 3])))
    #expect(Set(greedy.map { $0 ?? -1 }).count > 1)
  }

  @Test(
    "no run is worth more than the offline optimum on the same coins",
    arguments: ["greedy", "random", "ranking", "stochastic-balance", "msvv", "balance"])
  func hindsightIsAbove(policy: String) throws {
    let scenario = try matching(
      [
        "graph": [
          "kind": "random", "offline": 6, "arrivals": 30, "weights": ["low": 0.5, "high": 3],
          "probabilities": ["low": 0.2, "high": 1],
        ], "policy": Node(stringLiteral: policy),
      ], metrics: ["welfare", "offline-optimum"])
    for replicate in 0..<50 {
      let recording = try play(scenario, replicate: replicate)
      let (welfare, optimum) = (try #require(recording["welfare"]), try #require(recording["offline-optimum"]))
      #expect(welfare <= optimum + 1e-9)
    }
  }

  @Test("a policy that breaks a law ends the run with its name")
  func laws() throws {
    for (deed, sentence) in [
      (0, "the policy 'cheat' matched offline vertex 0, of which nothing is left"),
      (1, "the policy 'cheat' chose edge 3 of 3"),
      (2, "the policy 'cheat' chose edge -1 of 3"),
    ] {
      let scenario = try matching(
        [
          "graph": ["kind": "complete", "offline": 3, "arrivals": 2],
          "policy": ["kind": "cheat", "deed": Node(integerLiteral: deed)],
        ], metrics: ["welfare"], adding: [.matchingPolicy(Cheat.self)])
      do {
        try play(scenario)
        Issue.record("nothing was said of deed \(deed)")
      } catch let broken as LawBroken {
        #expect(broken.description == sentence)
      }
    }
  }

  @Test("the same bytes at any number of threads")
  func threads() async throws {
    let scenario = try matching(
      ["graph": ["kind": "adwords", "queries": 200], "policy": ["kind": "lp-guided", "resolve-every": 50]],
      replicates: 8, metrics: ["welfare", "matching-lp"])
    let one = report(try await run(scenario, threads: 1))
    let two = report(try await run(scenario, threads: 2))
    #expect(one.map(\.text) == two.map(\.text))
  }
}

@Suite("Online matching: mistakes in settings")
struct OnlineMatchingMistakeTests {
  @Test("what does not go together is refused, with what to do")
  func combinations() {
    #expect(
      mistakes(["policy": "lp-guided"]) == [
        "scenario: world.policy: it must know beforehand which vertices are expected, and this graph does not say; choose another policy, or a graph of known `types`"
      ])
    #expect(
      mistakes(["policy": "water-filling", "graph": ["kind": "complete", "probability": 0.5]]) == [
        "scenario: world.policy: it splits arrivals, which makes no sense where success is uncertain; choose another policy, or probabilities of 1"
      ])
    #expect(
      mistakes(["policy": "batched-assignment", "graph": "adwords"]) == [
        "scenario: world.policy: an assignment cannot keep to budgets; choose another policy, or a graph with capacities"
      ])
    #expect(
      mistakes(["patience": 3]) == [
        "scenario: world.patience: nobody waits: the policy decides at once; remove it, or choose a policy that holds vertices"
      ])
    #expect(
      mistakes(["policy": "rankin"]) == [
        "scenario: world.policy: no matching-policy is called 'rankin'; did you mean 'ranking'?"
      ])
  }

  @Test("numbers out of bounds are refused")
  func numbers() {
    #expect(
      mistakes(["graph": ["kind": "complete", "probability": 1.5]]) == [
        "scenario: world.graph.probability: 1.5 is out of bounds; write a number from 0 to 1"
      ])
    #expect(
      mistakes(["graph": ["kind": "upper-triangular", "size": 0]]) == [
        "scenario: world.graph.size: 0 is out of bounds; write a whole number from 1 to 2000"
      ])
    #expect(
      mistakes(["graph": ["kind": "random", "offline": 0]]) == [
        "scenario: world.graph.offline: 0 is out of bounds; write a whole number from 1 to 10000000"
      ])
    #expect(
      mistakes(["graph": ["kind": "random", "offline": 3, "degree": 4]]) == [
        "scenario: world.graph.degree: there are only 3 offline vertices; write at most 3"
      ])
    #expect(
      mistakes(["graph": ["kind": "random", "degree": 4, "edge-probability": 0.5]]) == [
        "scenario: world.graph.edge-probability: both `degree` and `edge-probability` are given; give one of them"
      ])
    #expect(
      mistakes(["graph": ["kind": "random", "weights": ["low": 2, "high": 1]]]) == [
        "scenario: world.graph.weights.high: high is below low; write at least 2"
      ])
    #expect(
      mistakes(["graph": ["kind": "random", "weights": ["high": 1e308]]]) == [
        "scenario: world.graph.weights.high: 1e+308 is out of bounds; write a number above 0 and at most 1000000000000000"
      ])
  }
}
