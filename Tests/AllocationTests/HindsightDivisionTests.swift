import Allocation
import FairDivision
import Outcry
import Testing

@Suite("Division in hindsight")
struct HindsightDivisionTests {
  private func results(_ rule: String, _ valuations: Node, metrics: Node, replicates: Int = 1) async throws -> Results {
    try await run(
      division(
        ["policy": ["kind": "hindsight", "rule": Node(stringLiteral: rule)], "valuations": valuations],
        replicates: replicates, metrics: metrics))
  }

  // fair.md: of ((1, 0), (60, 40)) the greatest product is 1 · 40. Feige, Sapir and Tauber 2021: 39/40 at best.
  @Test("goldens of known rules, through the world")
  func goldens() async throws {
    let two: Node = [
      "kind": "listed", "agents": [["name": "a", "values": [1, 0]], ["name": "b", "values": [60, 40]]],
    ]
    let nash = try await results("maximum-nash-welfare", two, metrics: ["utility"])
    // Rescaled to 2 for everything: a 2 · 1/1, b 2 · 40/100.
    #expect(nash.variants[0]["utility", group: "a"]?.mean == 2)
    #expect(nash.variants[0]["utility", group: "b"]?.mean == 0.8)
    let none = try await results("leximin", "no-mms", metrics: ["mms-ratio"])
    #expect(none["mms-ratio"]?.mean == 39.0 / 40)
  }

  // What theory promises of each rule, on 200 random instances (seed 1): no failure is allowed.
  @Test(
    "rules keep their promises when they divide what came",
    arguments: [
      ("round-robin", "ef1"), ("envy-cycle", "ef1"), ("maximum-nash-welfare", "ef1"), ("cut-and-choose", "mms"),
    ])
  func promises(rule: String, measure: String) async throws {
    let found = try await results(
      rule, ["kind": "uniform", "agents": 2, "items": 7, "resolution": 20], metrics: [Node(stringLiteral: measure)],
      replicates: 200)
    #expect(found[measure]?.mean == 1)
  }

  // Leximin compares utilities between agents, so it must see them as the world counts them: b's values are a's
  // tenfold.
  @Test("rules that compare agents see values with one total")
  func rescaled() async throws {
    let valuations: Node = [
      "kind": "listed", "agents": [["name": "a", "values": [6, 4]], ["name": "b", "values": [40, 60]]],
    ]
    let found = try await results("utilitarian", valuations, metrics: ["utility", "price-of-fairness"])
    #expect(abs((found["utility"]?.mean ?? 0) - 1.2) < 1e-12)
    #expect(found["price-of-fairness"]?.mean == 0)
  }

  @Test("a rule that cannot divide so is refused when the scenario is read")
  func refused() {
    let said = divisionComplaints(["policy": ["kind": "hindsight", "rule": "cut-and-choose"]])
    #expect(said.count == 1 && said[0].contains("2 agents, and there are 3"), "\(said)")
    let chores = divisionComplaints([
      "items": "chores", "policy": ["kind": "hindsight", "rule": "maximum-nash-welfare"],
    ])
    #expect(chores.count == 1 && chores[0].contains("no chores"), "\(chores)")
  }
}
