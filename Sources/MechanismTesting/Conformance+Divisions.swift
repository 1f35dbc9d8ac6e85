internal import FairDivision
internal import MarketModel

extension Conformance {
  /// Rules of division, for each kind of items that they divide: up to two agents and three items of values 0 … 2; two and
  /// three agents with five items of values 0 … 9, drawn; and single worlds, such as nine goods of which no division gives
  /// three agents their maximin shares.
  public static let divisions = Conformance(.allocationRules) { rule -> [Setup<[Int], Bundles>] in
    rule.kinds.flatMap { kind -> [Setup<[Int], Bundles>] in
      let mechanism: any Mechanism<[Int], Bundles> =
        rule.isRandom ? DrawingRule(rule, kind) : DividingRule(rule, kind)
      var setups: [Setup<[Int], Bundles>] = []
      if let agents = common(rule.agents, 1...2) {
        setups.append(
          Setup(
            "three \(kind.rawValue)", mechanism, over: .division(kind, agents: agents, items: 3, values: 0...2)))
      }
      if let agents = common(rule.agents, 2...3) {
        setups.append(
          Setup(
            "five \(kind.rawValue)", mechanism,
            over: .division(kind, agents: agents, items: 5, values: 0...3, drawn: 0...9), leavingOut: ofLies,
            plan: SearchPlan(exhaustive: 0, samples: 400)))
      }
      for world in worlds where world.kind == kind && rule.agents.contains(world.rows.count) {
        setups.append(Setup(world.name, mechanism, over: .division(kind, world.rows), leavingOut: ofLies))
      }
      return setups
    }
  }

  /// Lies are tried in the smallest worlds only.
  private static let ofLies: [Property] = [.truthful, .truthfulInExpectation, .weaklyGroupStrategyproof]

  /// Single worlds that show what small ones do not.
  private static let worlds: [(name: String, kind: ItemKind, rows: [[Int]])] = [
    // Feige, Sapir and Tauber 2021: every agent's share is 40, and one of them gets 39 at most.
    (
      "no division gives all their shares", .goods,
      [
        [1, 16, 23, 26, 4, 10, 12, 19, 9], [1, 16, 22, 26, 4, 9, 13, 20, 9], [1, 15, 23, 25, 4, 10, 13, 20, 9],
      ]
    ),
    // Who counts in large units is well off with one good of five, as sums and lists of utilities have it.
    ("agents who count in other units", .goods, [[9, 9, 9, 9, 9], [1, 1, 1, 1, 1]]),
    // Found by search: a cycle of two is resolved, and what it leaves the third agent to envy no single chore explains.
    ("chores with cycles of envy", .chores, [[3, 1, 1, 0, 0], [1, 0, 1, 0, 0], [1, 0, 2, 2, 1]]),
  ]

  private static func common(_ a: ClosedRange<Int>, _ b: ClosedRange<Int>) -> ClosedRange<Int>? {
    let (low, high) = (max(a.lowerBound, b.lowerBound), min(a.upperBound, b.upperBound))
    return low <= high ? low...high : nil
  }
}
