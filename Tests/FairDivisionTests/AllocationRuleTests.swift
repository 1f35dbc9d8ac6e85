import FairDivision
import Randomness
import Testing

@Suite("Rules that divide goods and chores")
struct AllocationRuleTests {
  /// 0 takes item 2 (9), 1 takes item 0 (8), 0 takes item 0? gone: item 1 (4), 1 takes item 3 (1).
  @Test("round robin by hand, in both orders")
  func roundRobin() throws {
    let goods = try Valuations(.goods, [[5, 4, 9, 0], [8, 7, 6, 1]])
    #expect(goods.roundRobin().lists == [[1, 2], [0, 3]])
    #expect(goods.roundRobin(order: [1, 0]).lists == [[2, 3], [0, 1]])
    let chores = try Valuations(.chores, [[5, 4, 9, 0], [8, 7, 6, 1]])
    // 0 takes 3, 1 takes 2, 0 takes 1, 1 takes 0.
    #expect(chores.roundRobin().lists == [[1, 3], [0, 2]])
  }

  /// Items 0 and 1 go to 0 and 1, who then each prefer the other's: exchanged, two items handed on.
  @Test("envy-cycle elimination by hand: a cycle of two is resolved")
  func envyCycle() throws {
    let goods = try Valuations(.goods, [[1, 9, 0], [9, 1, 0], [0, 0, 0]])
    let division = goods.envyCycleElimination(order: [0, 1, 2], cycles: .any)
    // Item 0 to 0 (nobody is envied); 1 then envies 0: item 1 to 1, whom 0 envies; agent 2 is unenvied and gets item 2.
    #expect(division.bundles.lists == [[0], [1], [2]])
    #expect(division.cycles == 0 && division.handed == 0)
    let two = try Valuations(.goods, [[1, 9, 2], [9, 1, 2]]).envyCycleElimination(cycles: .any)
    // Both are envied before item 2: exchanged, then item 2 to agent 0.
    #expect(two.bundles.lists == [[1, 2], [0]])
    #expect(two.cycles == 1 && two.handed == 2)
  }

  @Test(
    "2,000 instances: round robin and envy-cycle elimination are EF1, in every order of a random choice",
    arguments: ItemKind.allCases)
  func envyFreeUpToOne(kind: ItemKind) throws {
    var cycles = 0
    for turn in 0..<2000 {
      var stream = Instances.stream(turn, of: 10)
      let v = try Instances.random(kind, agents: 1...5, items: 0...12, top: 20, using: &stream)
      let order = permutation(v.itemCount, &stream)
      #expect(v.isFair(.envyFreeUpToOne, v.roundRobin(order: permutation(v.agentCount, &stream))), "\(v)")
      for which in EnvyCycles.allCases where kind == .goods || which == .topTrading {
        let division = v.envyCycleElimination(order: order, cycles: which)
        #expect(division.bundles.isComplete && v.isFair(.envyFreeUpToOne, division.bundles), "\(v)")
        cycles += division.cycles
      }
    }
    #expect(cycles > 100)
  }

  private func permutation(_ count: Int, _ stream: inout RandomStream) -> [Int] {
    var order = Array(0..<count)
    for place in stride(from: count - 1, to: 0, by: -1) { order.swapAt(place, stream.index(below: place + 1)) }
    return order
  }

  /// Bhaskar, Sricharan and Vaish 2021: with chores the choice of cycles matters.
  @Test("for chores, resolving any cycle is not EF1")
  func anyCycleForChores() throws {
    var failures = 0
    for turn in 0..<2000 {
      var stream = Instances.stream(turn, of: 11)
      let v = try Instances.random(.chores, agents: 3...4, items: 4...9, top: 20, using: &stream)
      let division = v.envyCycleElimination(cycles: .any)
      if !v.isFair(.envyFreeUpToOne, division.bundles) { failures += 1 }
    }
    #expect(failures > 0)
  }

  @Test(
    "2,000 instances of two agents: cut and choose is EFX, and both have their maximin share",
    arguments: ItemKind.allCases)
  func cutAndChoose(kind: ItemKind) throws {
    var envious = 0
    for turn in 0..<2000 {
      var stream = Instances.stream(turn, of: 12)
      let v = try Instances.random(kind, agents: 2...2, items: 0...9, top: 20, using: &stream)
      let cutter = stream.index(below: 2)
      let bundles = try #require(v.cutAndChoose(cutter: cutter))
      #expect(bundles.isComplete && v.isFair(.envyFreeUpToAny, bundles), "\(v)")
      #expect(v.unfairnesses(.envyFree, of: bundles).allSatisfy { $0.agent == cutter })
      let shares = [0, 1].map { Instances.maximinShare(kind, Array(v.row(of: $0)), 2) }
      #expect(v.maximinRatio(of: bundles, shares: shares).attains(1))
      if !v.isFair(.envyFree, bundles) { envious += 1 }
    }
    #expect(envious > 100)
    #expect(try Valuations(kind, [[1], [1], [1]]).cutAndChoose() == nil)
  }

  /// Golden of the specification: (1, 40) with product 40, not (0, 100); leximin the same.
  @Test("maximum Nash welfare and leximin: nobody is left with nothing for a greater sum")
  func golden() throws {
    let goods = try Valuations(.goods, [[1, 0], [60, 40]])
    let nash = try #require(goods.maximumNashWelfare())
    #expect(nash.utilities == [1, 40] && nash.isExact)
    let leximin = goods.leximinDivision()
    #expect(leximin.utilities == [1, 40] && leximin.isExact)
    #expect(goods.utilities(goods.utilitarian()) == [0, 100])
    #expect(goods.priceOfFairness(nash.bundles)?.fair == 41)
    #expect(goods.priceOfFairness(nash.bundles)?.ratio == 100.0 / 41)
  }

  @Test("edges: nothing to divide, nothing wanted, more agents than goods, products beyond 2⁶⁴")
  func edges() throws {
    #expect(try Valuations(.chores, [[1]]).maximumNashWelfare() == nil)
    let nothing = try Valuations(.goods, [[], []])
    #expect(nothing.maximumNashWelfare()?.utilities == [0, 0])
    #expect(nothing.leximinDivision().utilities == [0, 0])
    let unwanted = try Valuations(.goods, [[0, 0], [0, 0]])
    #expect(unwanted.maximumNashWelfare()?.bundles.isComplete == true)
    // Two goods, three agents: two have something, 9 · 7 the greatest product.
    let few = try Valuations(.goods, [[9, 1], [8, 7], [2, 3]])
    #expect(few.maximumNashWelfare()?.utilities == [9, 7, 0])
    // (2⁵⁰)⁴ against (2⁵⁰)³ (2⁵⁰ + 1): exact.
    let p = 1 << 50
    let large = try Valuations(.goods, [[p, 0, 0, 0], [0, p, 0, 0], [0, 0, p, 0], [p + 1, 0, 0, p]])
    #expect(large.maximumNashWelfare()?.utilities == [p, p, p, p])
    let many = try Valuations(.goods, [[Int](repeating: 3, count: 400), [Int](repeating: 2, count: 400)])
    #expect(many.maximumNashWelfare()?.isExact == false)
    #expect(many.leximinDivision().bundles.isComplete)
  }

  @Test("1,500 instances: the greatest product and the leximin list of all divisions")
  func enumeration() throws {
    var partial = 0
    for turn in 0..<1500 {
      var stream = Instances.stream(turn, of: 13)
      let kind = ItemKind.allCases[turn % 2]
      let v = try Instances.random(kind, agents: 1...4, items: 0...6, top: 12, using: &stream)
      var bestProduct: (Int, Int)?
      var bestList: [Int]?
      for bundles in Instances.divisions(agents: v.agentCount, items: v.itemCount) {
        let utilities = v.utilities(bundles)
        let positive = utilities.filter { $0 > 0 }
        let product = (positive.count, positive.reduce(1, *))
        if product > bestProduct ?? (-1, 0) { bestProduct = product }
        let list = utilities.map { kind == .goods ? $0 : -$0 }.sorted()
        if bestList.map({ $0.lexicographicallyPrecedes(list) }) ?? true { bestList = list }
      }
      let leximin = v.leximinDivision()
      #expect(leximin.isExact && leximin.utilities == v.utilities(leximin.bundles))
      #expect(leximin.utilities.map { kind == .goods ? $0 : -$0 }.sorted() == bestList, "\(v)")
      guard kind == .goods else { continue }
      let nash = try #require(v.maximumNashWelfare())
      let positive = nash.utilities.filter { $0 > 0 }
      #expect(nash.isExact && nash.bundles.isComplete && nash.utilities == v.utilities(nash.bundles))
      #expect(try #require(bestProduct) == (positive.count, positive.reduce(1, *)), "\(v)")
      #expect(v.isFair(.envyFreeUpToOne, nash.bundles) || positive.count < v.agentCount, "\(v)")
      if positive.count < v.agentCount { partial += 1 }
    }
    #expect(partial > 50)
  }

  /// Caragiannis et al. 2019, theorem 3.2: EF1 even where somebody has nothing.
  @Test("maximum Nash welfare is EF1 and no other division is better for one and worse for none")
  func nashIsEfficient() throws {
    for turn in 0..<400 {
      var stream = Instances.stream(turn, of: 14)
      let v = try Instances.random(.goods, agents: 2...3, items: 0...6, top: 9, using: &stream)
      let nash = try #require(v.maximumNashWelfare())
      #expect(v.isFair(.envyFreeUpToOne, nash.bundles), "\(v) \(nash.bundles)")
      for bundles in Instances.divisions(agents: v.agentCount, items: v.itemCount) {
        let other = v.utilities(bundles)
        let isBetter = other != nash.utilities && v.agentsAgree(other, nash.utilities)
        #expect(!isBetter, "\(v): \(other) dominates \(nash.utilities)")
      }
    }
  }
}

extension Valuations {
  /// Whether nobody has less in the first list.
  fileprivate func agentsAgree(_ a: [Int], _ b: [Int]) -> Bool { a.indices.allSatisfy { a[$0] >= b[$0] } }
}
