import Allocation
import FairDivision
import Outcry
import Testing

@Suite("Perfect play")
struct PerfectPlayTests {
  // The adversary of `WorstCaseSearch` tries every sequence against the policy; the game is solved by its own search
  // with memory. Both must come to the same value, or the policy does not play as well as the game says one can.
  @Test(
    "against every sequence it comes to the value of the game",
    arguments: [(ItemKind.goods, 2, 3), (.goods, 2, 4), (.chores, 2, 4), (.chores, 3, 3)])
  func valueOfTheGame(kind: ItemKind, units: Int, items: Int) throws {
    let rule = try allotment([
      "kind": "perfect-play", "units": Node(integerLiteral: units), "items": Node(integerLiteral: items),
    ])
    let found = try WorstCaseSearch(DivisionTraits(kind: kind, agents: 2), units: units, items: items).run(rule)
    let game = OnlineDivisionGame(kind, agents: 2, units: units, items: items).solve()
    #expect(found.ratio.value * game.share == game.got * found.ratio.share)
  }

  @Test("identical agents: exactly 2/3 of goods and 4/3 of chores", arguments: ItemKind.allCases)
  func identical(kind: ItemKind) throws {
    let rule = try allotment(["kind": "perfect-play", "units": 3, "items": 4, "identical": true])
    let found = try WorstCaseSearch(DivisionTraits(kind: kind, agents: 2), units: 3, items: 4, isIdentical: true).run(
      rule)
    #expect(3 * found.ratio.value == (kind == .goods ? 2 : 4) * found.ratio.share)
  }

  // Totals of 7 and 9 units are no grid of 2 · 2: it plays least-loaded, as said.
  @Test("off its grid it goes by the least load")
  func offGrid() throws {
    let goods = ItemSequence([[3, 1, 2, 1], [4, 2, 1, 2]])
    #expect(try owners(goods, allotment("perfect-play")) == owners(goods, allotment("least-loaded")))
    // Five items on the grid are one more than it was told of.
    let more = ItemSequence([[1, 1, 1, 1, 0], [1, 1, 1, 0, 1]])
    #expect(try owners(more, allotment("perfect-play")).count == 5)
  }
}
