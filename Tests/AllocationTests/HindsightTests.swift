import Outcry
import Testing

@Suite("Divisions with hindsight: rules that know all items, as policies of a world")
struct HindsightTests {
  private static let two: Node = [
    "kind": "listed", "agents": [["name": "a", "values": [6, 3, 1]], ["name": "b", "values": [5, 5, 0]]],
  ]

  /// Everything is worth 10 to both, counted as 2. The greatest product of all divisions is 7 · 5, which is also the
  /// greatest sum, the leximin list and what turns give. The divisible one cuts item 0: log(6x + 1) + log(10 − 5x) is
  /// greatest for x = 11/12, with 6.5 and 65/12.
  @Test("two agents and three goods by hand")
  func byHand() async throws {
    for (policy, nash, tolerance): (Node, Double, Double) in [
      (["kind": "hindsight", "rule": "maximum-nash-welfare"], 1.4.squareRoot(), 1e-12),
      (["kind": "hindsight", "rule": "leximin"], 1.4.squareRoot(), 1e-12),
      (["kind": "hindsight", "rule": "utilitarian"], 1.4.squareRoot(), 1e-12),
      (["kind": "hindsight"], 1.4.squareRoot(), 1e-12),
      // a cuts {6} and {3, 1}; b likes them alike and leaves a the one with a's best good.
      (["kind": "hindsight", "rule": "cut-and-choose"], 1.2.squareRoot(), 1e-12),
      ("eisenberg-gale", (0.2 * 6.5 * 0.2 * 65 / 12).squareRoot(), 1e-6),
    ] {
      let results = try await run(
        try division(["valuations": Self.two, "policy": policy], metrics: ["nash", "welfare"]))
      #expect(
        abs((results["nash"]?.mean ?? -1) - nash) < tolerance, "\(policy): \(String(describing: results["nash"]?.mean))"
      )
    }
  }

  /// a counts in tens what b counts in ones: for both everything is worth the same, so leximin must not care.
  @Test("rules that compare agents are handed values in the world's unit")
  func units() async throws {
    let unlike: Node = [
      "kind": "listed", "agents": [["name": "a", "values": [60, 30, 10]], ["name": "b", "values": [5, 5, 0]]],
    ]
    let results = try await run(
      try division(
        ["valuations": unlike, "policy": ["kind": "hindsight", "rule": "leximin"]], metrics: ["egalitarian", "welfare"])
    )
    #expect(abs((results["egalitarian"]?.mean ?? 0) - 1) < 1e-12)
    #expect(abs((results["welfare"]?.mean ?? 0) - 2.4) < 1e-12)
  }

  @Test("a lottery over divisions is drawn, and each is EF1")
  func lottery() async throws {
    let results = try await run(
      try division(
        [
          "valuations": ["kind": "uniform", "agents": 3, "items": 7],
          "policy": ["kind": "hindsight", "rule": "probabilistic-serial"],
        ], replicates: 30, metrics: ["ef1", "ef", "items-moved"]))
    #expect(results["ef1"]?.mean == 1)
    #expect(results["items-moved"]?.mean == 0)
  }

  @Test("rules that cannot divide so are refused, with what to do")
  func objections() {
    func complaint(_ world: Node) -> String { divisionComplaints(world).joined(separator: "\n") }
    #expect(
      complaint(["items": "chores", "policy": ["kind": "hindsight", "rule": "maximum-nash-welfare"]])
        .contains("'maximum-nash-welfare' divides no chores; choose another rule, or divide goods"))
    #expect(
      complaint([
        "valuations": ["kind": "uniform", "agents": 3], "policy": ["kind": "hindsight", "rule": "cut-and-choose"],
      ]).contains("'cut-and-choose' divides among 2 agents, and there are 3; choose another rule"))
    #expect(
      complaint(["items": "chores", "policy": "eisenberg-gale"]).contains("there is no such market for chores"))
    #expect(complaint(["policy": ["kind": "hindsight", "rule": "fair"]]).contains("fair"))
  }
}
