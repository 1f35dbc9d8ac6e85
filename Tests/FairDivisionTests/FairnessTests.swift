import FairDivision
import Randomness
import Testing

@Suite("Notions of fairness and who is wronged")
struct FairnessTests {
  /// Agent 1 has 4 and would have 9 with {0, 1}; without item 1 still 5, without item 0 only 4.
  @Test("goods by hand: EF1 takes away what helps most, EFX what helps least, EFX₀ also what is worth nothing")
  func goodsByHand() throws {
    let goods = try Valuations(.goods, [[6, 6, 1, 0], [5, 4, 4, 0]])
    let bundles = try Bundles([[0, 1, 3], [2]], items: 4)
    let envy = try #require(goods.unfairness(.envyFree, of: bundles))
    #expect(envy.agent == 1 && envy.other == 0 && envy.item == nil && envy.has == 4 && envy.asks == 9)
    #expect(envy.gap == 5)
    #expect(envy.description == "agent 1 has 4 and envies agent 0, whose bundle is worth 9 to it")
    #expect(goods.isFair(.envyFreeUpToOne, bundles))
    let any = try #require(goods.unfairness(.envyFreeUpToAny, of: bundles))
    #expect(any.item == 1 && any.asks == 5)
    let zero = try #require(goods.unfairness(.envyFreeUpToAnyEvenZero, of: bundles))
    #expect(zero.item == 3 && zero.asks == 9)
    // 13/2 is its share; with item 0 it would have 9.
    let share = try #require(goods.unfairness(.proportional, of: bundles))
    #expect(share.agent == 1 && share.other == nil && share.asks == 13 && share.divisor == 2 && share.gap == 2.5)
    #expect(goods.isFair(.proportionalUpToOne, bundles))
  }

  /// Agent 0 bears 7 and would bear 4 in the other's place; without the chore of 5 it bears 2, without that of 2 still 5.
  @Test("chores by hand: a chore of one's own is left out")
  func choresByHand() throws {
    let chores = try Valuations(.chores, [[5, 2, 4, 0], [1, 1, 1, 1]])
    let bundles = try Bundles([[0, 1, 3], [2]], items: 4)
    let envy = try #require(chores.unfairness(.envyFree, of: bundles))
    #expect(envy.agent == 0 && envy.has == 7 && envy.asks == 4 && envy.gap == 3)
    #expect(chores.isFair(.envyFreeUpToOne, bundles))
    let any = try #require(chores.unfairness(.envyFreeUpToAny, of: bundles))
    #expect(any.item == 1 && any.has == 5 && any.asks == 4)
    #expect(
      any.description == "agent 0 has a cost of 5 even without item 1 and envies agent 1, whose bundle would cost it 4")
    let zero = try #require(chores.unfairness(.envyFreeUpToAnyEvenZero, of: bundles))
    #expect(zero.item == 3 && zero.has == 7)
    #expect(chores.unfairness(.proportional, of: bundles)?.gap == 1.5)
    #expect(chores.isFair(.proportionalUpToOne, bundles))
  }

  @Test("what nobody has belongs to everything: nothing is proportional, and nobody envies")
  func rest() throws {
    let goods = try Valuations(.goods, [[1, 1, 1], [1, 1, 1]])
    let nothing = Bundles(agents: 2, items: 3)
    #expect(!nothing.isComplete)
    for notion in [FairnessNotion.envyFree, .envyFreeUpToOne, .envyFreeUpToAny, .envyFreeUpToAnyEvenZero] {
      #expect(goods.isFair(notion, nothing))
    }
    #expect(goods.unfairnesses(.proportional, of: nothing).count == 2)
    // One more good would be 1 of 3/2.
    #expect(goods.unfairness(.proportionalUpToOne, of: nothing)?.gap == 0.5)
  }

  /// The definitions, word for word, on lists.
  private func isFair(_ notion: FairnessNotion, _ v: Valuations, _ bundles: Bundles) -> Bool {
    let lists = bundles.lists
    func worth(_ agent: Int, _ items: [Int]) -> Int { items.reduce(0) { $0 + v[agent, $1] } }
    func pair(_ i: Int, _ j: Int) -> Bool {
      let changing = v.kind == .goods ? lists[j] : lists[i]
      func holds(without item: Int?) -> Bool {
        let changed = worth(i, changing.filter { $0 != item })
        return v.kind == .goods ? worth(i, lists[i]) >= changed : changed <= worth(i, lists[j])
      }
      if holds(without: nil) { return true }
      return switch notion {
      case .envyFreeUpToOne: changing.contains { holds(without: $0) }
      case .envyFreeUpToAny: changing.allSatisfy { v[i, $0] == 0 || holds(without: $0) }
      case .envyFreeUpToAnyEvenZero: changing.allSatisfy { holds(without: $0) }
      default: false
      }
    }
    func share(_ i: Int) -> Bool {
      let all = worth(i, Array(0..<v.itemCount))
      func holds(_ items: [Int]) -> Bool {
        let has = v.agentCount * worth(i, items)
        return v.kind == .goods ? has >= all : has <= all
      }
      if holds(lists[i]) { return true }
      if notion == .proportional { return false }
      return (0..<v.itemCount).contains { item in
        v.kind == .goods
          ? !lists[i].contains(item) && holds(lists[i] + [item])
          : lists[i].contains(item) && holds(lists[i].filter { $0 != item })
      }
    }
    let agents = 0..<v.agentCount
    return switch notion {
    case .proportional, .proportionalUpToOne: agents.allSatisfy(share)
    default: agents.allSatisfy { i in agents.allSatisfy { i == $0 || pair(i, $0) } }
    }
  }

  @Test(
    "every division of 300 instances: as the definitions say, and with the implications that are known",
    arguments: ItemKind.allCases)
  func definitions(kind: ItemKind) throws {
    var wronged = 0
    for turn in 0..<300 {
      var stream = Instances.stream(turn, of: 4)
      let v = try Instances.random(kind, agents: 1...3, items: 0...5, top: 9, using: &stream)
      for bundles in Instances.divisions(agents: v.agentCount, items: v.itemCount) {
        var fair: Set<FairnessNotion> = []
        for notion in FairnessNotion.allCases {
          let found = v.unfairness(notion, of: bundles)
          let expected = isFair(notion, v, bundles)
          #expect((found == nil) == expected, "\(notion) \(v) \(bundles)")
          if found == nil { fair.insert(notion) } else { wronged += 1 }
          if let found { #expect(found.gap > 0) }
        }
        func implies(_ a: FairnessNotion, _ b: FairnessNotion) { #expect(!fair.contains(a) || fair.contains(b)) }
        implies(.envyFree, .envyFreeUpToAnyEvenZero)
        implies(.envyFreeUpToAnyEvenZero, .envyFreeUpToAny)
        implies(.envyFreeUpToAny, .envyFreeUpToOne)
        // Additive values and nothing left over.
        implies(.envyFree, .proportional)
        implies(.envyFreeUpToOne, .proportionalUpToOne)
        implies(.proportional, .proportionalUpToOne)
      }
    }
    #expect(wronged > 1000)
  }

  @Test("proportional divisions attain every maximin share")
  func proportionalIsMaximin() throws {
    var seen = 0
    for turn in 0..<300 {
      var stream = Instances.stream(turn, of: 5)
      let kind = ItemKind.allCases[turn % 2]
      let v = try Instances.random(kind, agents: 2...3, items: 1...5, top: 9, using: &stream)
      let shares = v.maximinShares().map(\.value)
      for bundles in Instances.divisions(agents: v.agentCount, items: v.itemCount)
      where v.isFair(.proportional, bundles) {
        let ratio = v.maximinRatio(of: bundles, shares: shares)
        #expect(ratio.attains(1), "\(v) \(bundles)")
        seen += 1
      }
    }
    #expect(seen > 300)
  }
}
