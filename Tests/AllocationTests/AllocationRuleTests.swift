import Allocation
import FairDivision
import Outcry
import Testing

@Suite("Rules of division as components")
struct AllocationRuleTests {
  private func rule(_ id: String, _ settings: Node = [:]) throws -> any AllocationRule {
    let registration = try #require(Catalogs.standard.find("allocation-rule", id))
    return try registration.product(of: .allocationRules, with: settings, catalogs: .standard)
  }

  @Test("every rule gives every item to somebody, and its probabilities add up to 1")
  func laws() throws {
    let rules = Catalogs.standard.products(Family<any AllocationRule>.allocationRules)
    #expect(rules.count >= 7)
    for rule in rules {
      for kind in rule.kinds {
        for agents in 1...4 where rule.agents.contains(agents) {
          for items in 0...5 {
            var stream = RandomStream(seed: 1, replicate: UInt64(items), role: 0, index: UInt64(agents))
            let values = (0..<agents * items).map { _ in stream.index(below: 10) }
            let v = try Valuations(kind, agents: agents, items: items, values: values)
            let divisions = rule.divisions(v)
            #expect(abs(divisions.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
            #expect(divisions.allSatisfy { $0.outcome.isComplete && $0.outcome.agentCount == agents })
            #expect(divisions.count == 1 || rule.isRandom)
            let drawn = rule.divide(v, using: &stream)
            #expect(divisions.contains { $0.outcome == drawn })
          }
        }
      }
    }
  }

  @Test("a rule says what it cannot divide, and what to do")
  func objections() throws {
    let nash = try rule("maximum-nash-welfare").objection(to: .chores, agents: 3)
    #expect(nash?.problem == "'maximum-nash-welfare' divides no chores")
    #expect(nash?.remedy == "choose another rule, or divide goods")
    let cut = try rule("cut-and-choose").objection(to: .goods, agents: 3)
    #expect(cut?.problem == "'cut-and-choose' divides among 2 agents, and there are 3")
    #expect(try rule("round-robin").objection(to: .chores, agents: 9) == nil)
  }

  /// Two agents, one good that both want: each gets it in half of the draws. 4,000 draws: 0.5 ± 5 standard errors of
  /// 0.0079, which a fair coin misses with probability 6·10⁻⁷.
  @Test("lots fall as their probabilities say")
  func lots() throws {
    let v = try Valuations(.goods, [[1], [1]])
    let rule = try rule("probabilistic-serial")
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    var first = 0
    for _ in 0..<4000 where rule.divide(v, using: &stream).owners[0] == 0 { first += 1 }
    #expect(abs(Double(first) / 4000 - 0.5) < 5 * 0.0079)
  }

  @Test("wrong settings are told")
  func mistakes() throws {
    #expect(throws: Diagnostics.self) { try rule("envy-cycle", ["cycles": "some"]) }
    #expect(throws: Diagnostics.self) { try rule("leximin", ["limit": 0]) }
    #expect(throws: Diagnostics.self) { try rule("round-robin", ["order": 1]) }
  }
}
