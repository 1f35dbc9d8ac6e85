import FairDivision
import Randomness
import Testing

@Suite("How much envy, and what fairness costs")
struct EnvyAndPriceTests {
  /// Worths by row: (6, 7, 0), (1, 2, 9), (3, 3, 3): envy 1 of 0 for 1, 7 of 1 for 2.
  @Test("envy by hand: largest, sum, pairs, agents")
  func byHand() throws {
    let goods = try Valuations(.goods, [[6, 7, 0], [1, 2, 9], [3, 3, 3]])
    let bundles = try Bundles([[0], [1], [2]], items: 3)
    #expect(goods.bundleValues(bundles) == [[6, 7, 0], [1, 2, 9], [3, 3, 3]])
    let envy = goods.envySummary(bundles)
    #expect(envy.largest == 7 && envy.total == 8 && envy.pairs == 2 && envy.agents == 2)
    // With weights 1, 2, 3: (6, 3.5, 0), (1, 1, 3), (3, 1.5, 1): 2 for 1's; 1's own of 3; 2 for 0's and 0.5 for 1's.
    let weighted = goods.envySummary(bundles, weights: [1, 2, 3])
    #expect(weighted.largest == 2 && weighted.total == 4.5 && weighted.pairs == 3 && weighted.agents == 2)
    let chores = try Valuations(.chores, [[6, 7, 0], [1, 2, 9], [3, 3, 3]])
    // 0 bears 6 and would bear 0; 1 bears 2 and would bear 1.
    let burden = chores.envySummary(bundles)
    #expect(burden.largest == 6 && burden.total == 7 && burden.pairs == 2 && burden.agents == 2)
  }

  @Test("no envy is no unfairness, on 500 random divisions")
  func agreesWithNotion() throws {
    for turn in 0..<500 {
      var stream = Instances.stream(turn, of: 30)
      let v = try Instances.random(ItemKind.allCases[turn % 2], agents: 1...4, items: 0...6, top: 9, using: &stream)
      let owners = (0..<v.itemCount).map { _ in stream.index(below: v.agentCount) }
      let bundles = try Bundles(agents: v.agentCount, owners: owners)
      let found = v.unfairnesses(.envyFree, of: bundles)
      let envy = v.envySummary(bundles)
      #expect(envy.pairs == found.count)
      #expect(envy.total == found.reduce(0) { $0 + $1.gap })
      #expect(envy.largest == found.map(\.gap).max() ?? 0)
    }
  }

  /// √n agents want one item each, all for 1; the others value each item at 1/√n. The greatest sum is √n. The greatest
  /// product gives each of the first 1/√n of its item and the others what is left: 2 − 1/√n in all.
  @Test("the bound on the price of proportional fairness is attained for n = 4 and 9", arguments: [4, 9, 25])
  func proportionalBound(agents: Int) {
    let root = Double(agents).squareRoot()
    let price = PriceOfFairness(optimum: root, fair: 2 - 1 / root)
    #expect(abs(price.price - PriceOfFairness.proportionalBound(agents: agents)) < 1e-15)
  }

  /// With (n + 1)/2 such items, max-min gives everybody 2/(n + 1), so the sum is 2n/(n + 1).
  @Test("the bound on the price of max-min fairness is attained for odd n", arguments: [1, 3, 5, 99])
  func maxMinBound(agents: Int) {
    let items = Double(agents + 1) / 2
    let price = PriceOfFairness(optimum: items, fair: Double(agents) / items)
    #expect(abs(price.price - PriceOfFairness.maxMinBound(agents: agents)) < 1e-15)
  }

  @Test("prices where there is nothing, or nothing left")
  func zeros() {
    #expect(PriceOfFairness(optimum: 0, fair: 0).price == 0 && PriceOfFairness(optimum: 0, fair: 0).ratio == 1)
    #expect(PriceOfFairness(optimum: 2, fair: 0).price == 1 && PriceOfFairness(optimum: 2, fair: 0).ratio == .infinity)
    #expect(PriceOfFairness(optimum: 4, fair: 3).price == 0.25)
  }

  @Test("the greatest sum is that of the utilitarian division")
  func utilitarian() throws {
    for turn in 0..<200 {
      var stream = Instances.stream(turn, of: 31)
      let v = try Instances.random(ItemKind.allCases[turn % 2], agents: 1...3, items: 0...5, top: 9, using: &stream)
      let sums = Instances.divisions(agents: v.agentCount, items: v.itemCount).map { v.utilities($0).reduce(0, +) }
      #expect(v.bestSum == (v.kind == .goods ? sums.max() : sums.min()))
      #expect(v.utilities(v.utilitarian()).reduce(0, +) == v.bestSum)
    }
  }
}
