import FairDivision
import MarketModel
import MechanismTesting
import Randomness
import Testing

/// Gives everything to agent 0.
private struct Favourite: DeterministicMechanism {
  func run(_ reports: [[Int]]) -> Bundles {
    var bundles = Bundles(agents: reports.count, items: reports[0].count)
    for item in 0..<bundles.itemCount { bundles.give(item, to: 0) }
    return bundles
  }
}

/// Gives everything to an agent drawn by lot.
private struct Lot: Mechanism {
  func lottery(_ reports: [[Int]]) -> [Chance<Bundles>]? {
    reports.indices.map { agent in
      var bundles = Bundles(agents: reports.count, items: reports[0].count)
      for item in 0..<bundles.itemCount { bundles.give(item, to: agent) }
      return Chance(1 / Double(reports.count), bundles)
    }
  }

  func sample(_ reports: [[Int]], using stream: inout RandomStream) -> Bundles {
    var bundles = Bundles(agents: reports.count, items: reports[0].count)
    let agent = stream.index(below: reports.count)
    for item in 0..<bundles.itemCount { bundles.give(item, to: agent) }
    return bundles
  }
}

/// Each item to whom it is worth most, as reported; ties to agent 0.
private struct Highest: DeterministicMechanism {
  func run(_ reports: [[Int]]) -> Bundles {
    var bundles = Bundles(agents: reports.count, items: reports[0].count)
    for item in 0..<bundles.itemCount {
      var best = 0
      for agent in reports.indices where reports[agent][item] > reports[best][item] { best = agent }
      bundles.give(item, to: best)
    }
    return bundles
  }
}

private let two = Domain<[Int], Bundles>.division(.goods, agents: 1...2, items: 2, values: 0...1)

@Suite("Checkers of fair division: the smallest world in which somebody is wronged")
struct DivisionCheckerTests {
  /// What giving everything to agent 0 breaks, and the first world, by hand: types are [0, 0], [0, 1], [1, 0], [1, 1].
  private static let broken: [(Property, String)] = [
    (
      .envyFree,
      "profile ([0, 0], [0, 1]): agent 1 of type [0, 1] envies agent 0 of type [0, 0]: what that one gets and pays would "
        + "give it 1 instead of 0"
    ),
    (
      .envyFreeUpToOne,
      "profile ([0, 0], [1, 1]): {0, 1} {}: agent 1 has 0 and envies agent 0, whose bundle is worth 1 to it even without "
        + "item 0"
    ),
    (
      .envyFreeUpToAny,
      "profile ([0, 0], [1, 1]): {0, 1} {}: agent 1 has 0 and envies agent 0, whose bundle is worth 1 to it even without "
        + "item 0"
    ),
    (
      .envyFreeUpToAnyEvenZero,
      "profile ([0, 0], [0, 1]): {0, 1} {}: agent 1 has 0 and envies agent 0, whose bundle is worth 1 to it even without "
        + "item 0"
    ),
    (
      .proportional,
      "profile ([0, 0], [0, 1]): {0, 1} {}: agent 1 has 0, less than 1/2, its share of everything"
    ),
    (.maximinShares, "profile ([0, 0], [1, 1]): {0, 1} {}: agent 1 has 0, and its maximin share is 1"),
    (.paretoEfficient, "profile ([0, 0], [0, 1]): utilities (0, 0), while (0, 1) was possible"),
    (
      .envyFreeInExpectation,
      "profile ([0, 0], [0, 1]): agent 1 of type [0, 1] envies agent 0 of type [0, 0]: the other's place would bring it 1 "
        + "instead of 0 in the mean"
    ),
  ]

  @Test("everything to one agent, with witnesses found by hand", arguments: broken.indices)
  func favourite(index: Int) throws {
    let (property, witness) = Self.broken[index]
    #expect(try expectFails(property, of: Favourite(), over: two).description == witness)
  }

  /// With two goods of 0 or 1 one more good is half of everything at least; with three it need not be.
  @Test("everything to one agent is PROP1 among two goods, not among three; and it is truthful")
  func proportionalUpToOne() throws {
    #expect(try expect(.proportionalUpToOne, of: Favourite(), over: two).exhausted == 20)
    let three = Domain<[Int], Bundles>.division(.goods, agents: 2...2, items: 3, values: 0...1)
    let witness = try expectFails(.proportionalUpToOne, of: Favourite(), over: three)
    #expect(
      witness.description
        == "profile ([0, 0, 0], [1, 1, 1]): {0, 1, 2} {}: agent 1 has 1 even with item 0, less than 3/2, its share of "
        + "everything")
    try expect(.truthful, of: Favourite(), over: two)
  }

  @Test("a lot leaves no envy in expectation, and much of it once drawn")
  func lot() throws {
    try expect(.envyFreeInExpectation, of: Lot(), over: two)
    try expect(.truthful, of: Lot(), over: two)
    try expectFails(.envyFreeUpToOne, of: Lot(), over: two)
    try expectFails(.paretoEfficient, of: Lot(), over: two)
  }

  /// Agent 1 values item 0 at 1 and says more; agent 0 has it by the tie otherwise.
  @Test("each item to the highest report is efficient and not truthful")
  func highest() throws {
    let domain = Domain<[Int], Bundles>.division(.goods, agents: 2...2, items: 1, values: 0...2)
    try expect(.efficient, of: Highest(), over: domain)
    try expect(.paretoEfficient, of: Highest(), over: domain)
    #expect(
      try expectFails(.truthful, of: Highest(), over: domain).description
        == "profile ([1], [1]): agent 1 of type [1] gains 1 by reporting [2]: 1 instead of 0")
  }

  @Test("chores: everything to one agent wrongs that one")
  func chores() throws {
    let domain = Domain<[Int], Bundles>.division(.chores, agents: 2...2, items: 2, values: 0...1)
    #expect(
      try expectFails(.envyFreeUpToOne, of: Favourite(), over: domain).description
        == "profile ([1, 1], [0, 0]): {0, 1} {}: agent 0 has a cost of 1 even without item 0 and envies agent 1, whose "
        + "bundle would cost it 0")
    #expect(
      try expectFails(.maximinShares, of: Favourite(), over: domain).description
        == "profile ([1, 1], [0, 0]): {0, 1} {}: agent 0 has a cost of 2, and its maximin share is 1")
  }

  @Test("drawn worlds are made smaller until every value matters")
  func shrinking() throws {
    let domain = Domain<[Int], Bundles>.division(.goods, agents: 2...2, items: 3, values: 0...1, drawn: 1...9)
    let witness = try expectFails(
      .envyFreeUpToOne, of: Favourite(), over: domain, plan: SearchPlan(exhaustive: 0, samples: 20))
    // Two goods of value 1 to agent 1, and nothing else.
    #expect(witness.profile[0] == "[0, 0, 0]")
    #expect(witness.profile[1].filter { $0 == "1" }.count == 2)
    #expect(witness.profile[1].filter { $0 == "0" }.count == 1)
  }

  @Test("a domain without a division cannot judge it")
  func missing() {
    let domain = Domain<[Int], Bundles>(agents: 1...1, types: [[0]]) { _, _, _ in 0 }
    #expect(throws: CannotJudge.self) { try expect(.maximinShares, of: Favourite(), over: domain) }
    #expect(throws: CannotJudge.self) { try expect(.paretoEfficient, of: Favourite(), over: domain) }
  }
}
