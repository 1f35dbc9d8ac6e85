import FairDivision
import Testing

@Suite("Wrong input is named, and what to do")
struct WrongInputTests {
  @Test("each mistake has its own error, with the agent and the item")
  func mistakes() {
    #expect(throws: ValuationError.noAgents) { try Valuations(.goods, []) }
    #expect(throws: ValuationError.raggedRow(agent: 1, found: 1, expected: 2)) {
      try Valuations(.goods, [[1, 2], [3]])
    }
    #expect(throws: ValuationError.wrongCount(found: 3, agents: 2, items: 2)) {
      try Valuations(.goods, agents: 2, items: 2, values: [1, 2, 3])
    }
    #expect(throws: ValuationError.wrongCount(found: 0, agents: .max, items: 2)) {
      try Valuations(.goods, agents: .max, items: 2, values: [])
    }
    #expect(throws: ValuationError.negativeSize(agents: 2, items: -1)) {
      try Valuations(.goods, agents: 2, items: -1, values: [])
    }
    #expect(throws: ValuationError.negative(.chores, agent: 0, item: 1, value: -2)) {
      try Valuations(.chores, [[1, -2]])
    }
    #expect(throws: ValuationError.negative(.goods, agent: 0, item: 0, value: -0.5)) {
      try Valuations(.goods, [[-0.5]], resolution: 0.1)
    }
    #expect(throws: ValuationError.notFinite(agent: 0, item: 0, value: .infinity)) {
      try Valuations(.goods, [[.infinity]], resolution: 0.1)
    }
    #expect(throws: ValuationError.badResolution(0)) { try Valuations(.goods, [[1.0]], resolution: 0) }
    #expect(throws: ValuationError.tooLarge(agent: 0)) { try Valuations(.goods, [[1e300]], resolution: 1) }
    #expect(throws: ValuationError.tooLarge(agent: 1)) {
      try Valuations(.goods, [[0, 0], [Valuations.largestTotal, 1]])
    }
    #expect(throws: ValuationError.tooLarge(agent: 0)) { try Valuations(.goods, [[.max, .max]]) }
    #expect(throws: ValuationError.wrongTotal(agent: 1, found: 5, expected: 4)) {
      try Valuations(.goods, [[2, 2], [2, 3]]).requireTotals(4)
    }
    #expect(throws: ValuationError.unknownAgent(item: 1, agent: 2, agents: 2)) {
      try Bundles(agents: 2, owners: [0, 2])
    }
    #expect(throws: ValuationError.badItem(agent: 1, item: 0, items: 2)) { try Bundles([[0], [0]], items: 2) }
    #expect(throws: ValuationError.badItem(agent: 0, item: 2, items: 2)) { try Bundles([[2]], items: 2) }
    #expect(throws: ValuationError.noAgents) { try Bundles(agents: 0, owners: []) }
  }

  @Test("messages say what is wrong and what to do")
  func messages() {
    #expect(
      ValuationError.negative(.chores, agent: 0, item: 1, value: -2).description
        == "chore 1 costs agent 0 -2.0; give a cost of 0 or more: a chore that is welcome is a good")
    #expect(ValuationError.noAgents.description.contains("give"))
  }

  @Test("values with a decimal point are whole multiples of the resolution")
  func resolution() throws {
    let goods = try Valuations(.goods, [[0.5, 0.25, 0.1], [1, 0, 0]], resolution: 0.05)
    #expect(goods.values == [10, 5, 2, 20, 0, 0] && goods.totals == [17, 20])
  }
}
