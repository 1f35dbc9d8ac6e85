import Allocation
import FairDivision
import Outcry
import Testing

@Suite("Proven parts of maximin shares")
struct ShareBoundTests {
  // 6,000 instances of each rule for two agents, seed 1; shares by trying all subsets. A proof allows no failure.
  @Test(
    "6,000 random instances stay within 1/2 and √2",
    arguments: [("two-agent-goods", ItemKind.goods), ("two-agent-chores", .chores), ("chore-sharing", .chores)])
  func randomForTwo(policy: String, kind: ItemKind) throws {
    let rule = try allotment(Node(stringLiteral: policy))
    let guarantee = try #require(rule.guarantee(DivisionTraits(kind: kind, agents: 2)))
    var stream = RandomStream(seed: 1, replicate: 0, role: 3, index: 0)
    var worst = kind == .goods ? Double.infinity : 0
    for number in 0..<6000 {
      let sequence = randomInstance(number, agents: 2, &stream)
      let got = utilities(sequence, try owners(sequence, rule, kind))
      for agent in 0..<2 {
        let share = maximinShareOfTwo((0..<sequence.count).map { sequence[item: $0, agent: agent] }, kind)
        if !guarantee.isKept(got: got[agent], share: share, isChores: kind == .chores) {
          Issue.record("instance \(number): agent \(agent) has \(got[agent]) of \(share) in \(sequence)")
        }
        if share > 0 {
          let ratio = Double(got[agent]) / Double(share)
          worst = kind == .goods ? min(worst, ratio) : max(worst, ratio)
        }
      }
    }
    // The instances are hard enough to come near the bound: within a tenth.
    #expect(abs(worst - guarantee.ratio) < 0.1, "worst \(worst)")
  }

  @Test("1,500 random instances of three and four agents stay within 2 − 1/n", arguments: [3, 4])
  func randomForMore(agents: Int) throws {
    let rule = try allotment("chore-sharing")
    let guarantee = try #require(rule.guarantee(DivisionTraits(kind: .chores, agents: agents)))
    #expect(guarantee.ratio == 2 - 1 / Double(agents))
    var stream = RandomStream(seed: 1, replicate: 0, role: 4, index: UInt64(agents))
    var worst = 0.0
    for number in 0..<1500 {
      let chores = randomInstance(number, agents: agents, &stream)
      let got = utilities(chores, try owners(chores, rule, .chores))
      for agent in 0..<agents {
        let share = maximinShare(.chores, of: (0..<chores.count).map { chores[item: $0, agent: agent] }, among: agents)
        #expect(share.isExact)
        if !guarantee.isKept(got: got[agent], share: share.value, isChores: true) {
          Issue.record("instance \(number): agent \(agent) bears \(got[agent]) of \(share.value) in \(chores)")
        }
        if share.value > 0 { worst = max(worst, Double(got[agent]) / Double(share.value)) }
      }
    }
    #expect(worst > 1.3, "worst \(worst)")
  }

  @Test("guarantees are compared without rounding")
  func exactComparison() {
    let root = ShareGuarantee(rootOf: 2)
    // 1393/985 is a convergent of √2 from below and 577/408 one from above: 1393² = 1940449 = 2 · 985² − 1,
    // 577² = 332929 = 2 · 408² + 1.
    #expect(root.isKept(got: 1393, share: 985, isChores: true))
    #expect(!root.isKept(got: 577, share: 408, isChores: true))
    // And at the largest sums, where doubles no longer tell: 2⁵³ of 2⁵⁴/√2 …
    let share = 6_369_051_672_525_772  // ⌊2⁵³/√2⌋
    #expect(!root.isKept(got: 1 << 53, share: share, isChores: true))
    #expect(root.isKept(got: 1 << 53, share: share + 1, isChores: true))
    let fraction = ShareGuarantee(5, over: 3)
    #expect(fraction.isKept(got: 5, share: 3, isChores: true) && !fraction.isKept(got: 6, share: 3, isChores: true))
    #expect(fraction.ratio == 5.0 / 3)
  }
}

@Suite("Adversaries")
struct AdversaryTests {
  /// Sequences of `items` rows of whole numbers that add up to `total` for each of two agents: C(t + d − 1, d − 1)², of
  /// which those that end with rows of zeros count once, as shorter sequences.
  private func sequences(total: Int, items: Int) -> Int {
    func compositions(_ total: Int, _ parts: Int) -> Int {
      parts == 1 ? 1 : (0...total).reduce(0) { $0 + compositions(total - $1, parts - 1) }
    }
    // With no row of zeros: inclusion and exclusion over the places of zero rows, for each length.
    func exactly(_ length: Int) -> Int {
      var sum = 0
      for zeros in 0..<length {
        let ways = (0..<zeros).reduce(1) { $0 * (length - $1) / ($1 + 1) }
        let rest = compositions(total, length - zeros)
        sum += (zeros % 2 == 0 ? 1 : -1) * ways * rest * rest
      }
      return sum
    }
    return (1...items).reduce(0) { $0 + exactly($1) }
  }

  @Test(
    "no sequence on a grid breaks a proven bound; that of two agents and goods is attained",
    arguments: [(2, 5), (3, 4), (5, 3)])
  func withinBounds(units: Int, items: Int) throws {
    for (policy, kind) in [
      ("two-agent-goods", ItemKind.goods), ("two-agent-chores", .chores), ("chore-sharing", .chores),
    ] {
      let traits = DivisionTraits(kind: kind, agents: 2)
      let rule = try allotment(Node(stringLiteral: policy))
      let guarantee = try #require(rule.guarantee(traits))
      var broken = 0
      let found = try WorstCaseSearch(traits, units: units, items: items).run(rule) { ratio in
        if !guarantee.isKept(
          got: ratio.share == 0 ? 1 : ratio.value, share: max(ratio.share, 1), isChores: kind == .chores)
          && ratio.share > 0
        {
          broken += 1
        }
      }
      #expect(broken == 0, "\(policy)")
      #expect(found.tried == sequences(total: 2 * units, items: items))
      // The instance found gives the ratio found, by another route.
      let got = utilities(found.sequence, try owners(found.sequence, rule, kind))
      let agent = found.ratio.agent
      #expect(got[agent] == found.ratio.value)
      let values = (0..<found.sequence.count).map { found.sequence[item: $0, agent: agent] }
      #expect(maximinShareOfTwo(values, kind) == found.ratio.share)
      if kind == .goods, units % 2 == 0 { #expect(2 * found.ratio.value == found.ratio.share) }
    }
  }

  @Test("three agents: every sequence of four chores on the coarsest grids is within 2 − 1/3")
  func threeAgents() throws {
    let traits = DivisionTraits(kind: .chores, agents: 3)
    let rule = try allotment("chore-sharing")
    for (units, items, isIdentical) in [(1, 4, false), (3, 6, true), (6, 5, true)] {
      let found = try WorstCaseSearch(traits, units: units, items: items, isIdentical: isIdentical).run(rule)
      #expect(found.ratio.attains(5, over: 3))
      #expect(found.tried > 100)
    }
  }

  // Goods of which the greedy rule gives everything to one: an agent with a share and nothing of it.
  @Test("a rule without a guarantee is found out", arguments: ["greedy-welfare", "round-robin"])
  func foundOut(policy: String) throws {
    let found = try WorstCaseSearch(DivisionTraits(kind: .goods, agents: 2), units: 2, items: 4)
      .run(allotment(Node(stringLiteral: policy)))
    #expect(found.ratio.value == 0 && found.ratio.share > 0)
  }

  // Two identical machines and a known total: covering has the value 2/3 and makespan 4/3 (Kellerer, Kotov, Speranza
  // and Tuza 1997 for makespan; Azar and Epstein 1998 for covering). Both adversaries begin with two items of 1/3.
  @Test("the game has the known values of two identical machines with a known total")
  func knownValues() {
    let goods = OnlineDivisionGame(.goods, agents: 2, units: 3, items: 4, isIdentical: true).solve()
    #expect(3 * goods.got == 2 * goods.share)
    #expect(goods.line.reduce(0) { $0 + $1.values[0] } == 6)
    let chores = OnlineDivisionGame(.chores, agents: 2, units: 3, items: 4, isIdentical: true).solve()
    #expect(3 * chores.got == 4 * chores.share)
    // No grid can pass a proven value.
    let finer = OnlineDivisionGame(.chores, agents: 2, units: 6, items: 5, isIdentical: true).solve()
    #expect(3 * finer.got <= 4 * finer.share)
  }

  @Test(
    "nobody's worst case is better than the game's value, and proven rules are as good as proven",
    arguments: ItemKind.allCases)
  func gameBoundsPolicies(kind: ItemKind) throws {
    let game = OnlineDivisionGame(kind, agents: 2, units: 2, items: 4).solve()
    let traits = DivisionTraits(kind: kind, agents: 2)
    let policies =
      kind == .goods
      ? ["two-agent-goods", "greedy-welfare", "least-loaded", "nash-greedy", "round-robin"]
      : ["two-agent-chores", "chore-sharing", "greedy-welfare", "least-loaded", "round-robin"]
    for policy in policies {
      let found = try WorstCaseSearch(traits, units: 2, items: 4).run(allotment(Node(stringLiteral: policy)))
      let (own, best) = (found.ratio.value * game.share, game.got * found.ratio.share)
      #expect(kind == .goods ? own <= best : own >= best, "\(policy)")
    }
    // The proven rule is between the bound of its proof and the game.
    #expect(kind == .goods ? 2 * game.got >= game.share : game.got * game.got <= 2 * game.share * game.share)
  }

  // Plain minimax over sequences, without memory or cuts, as a second route.
  @Test("the game agrees with plain minimax", arguments: ItemKind.allCases)
  func plainMinimax(kind: ItemKind) {
    for (units, items) in [(1, 4), (2, 3), (3, 3)] {
      let total = 2 * units
      func play(_ rows: [(Int, Int)], _ owners: [Int]) -> Double {
        let left = (total - rows.reduce(0) { $0 + $1.0 }, total - rows.reduce(0) { $0 + $1.1 })
        if left == (0, 0) {
          let parts = (0..<2).map { agent in
            let values = rows.map { agent == 0 ? $0.0 : $0.1 }
            let share = maximinShareOfTwo(values, kind)
            let own = zip(values, owners).reduce(0) { $0 + ($1.1 == agent ? $1.0 : 0) }
            return share == 0 ? 1 : Double(own) / Double(share)
          }
          return kind == .goods ? min(parts[0], parts[1]) : max(parts[0], parts[1])
        }
        var worst = kind == .goods ? Double.infinity : 0
        for a in 0...left.0 {
          for b in 0...left.1 where (a, b) != (0, 0) {
            if rows.count + 1 == items && (a, b) != left { continue }
            let replies = (0..<2).map { play(rows + [(a, b)], owners + [$0]) }
            let best = kind == .goods ? max(replies[0], replies[1]) : min(replies[0], replies[1])
            worst = kind == .goods ? min(worst, best) : max(worst, best)
          }
        }
        return worst
      }
      let game = OnlineDivisionGame(kind, agents: 2, units: units, items: items).solve()
      #expect(abs(game.ratio - play([], [])) < 1e-12, "\(units) units, \(items) items")
    }
  }
}
