import Allocation
import FairDivision
import Testing

@Suite("Integer programs as a second route to fair divisions")
struct IntegerProgramTests {
  @Test("maximin shares: 150 instances, as by branch and bound", arguments: ItemKind.allCases)
  func maximinShares(kind: ItemKind) throws {
    for turn in 0..<150 {
      let v = try drawnValuations(kind, agents: 1...3, items: 0...7, top: 30, turn: turn, of: 1)
      let values = Array(v.row(of: 0))
      let program = try maximinShareByProgram(kind, of: values, among: v.agentCount)
      #expect(program == maximinShare(kind, of: values, among: v.agentCount).value, "\(kind) \(v)")
    }
  }

  @Test("the golden maximin shares of the specification")
  func golden() throws {
    #expect(try maximinShareByProgram(.goods, of: [3, 3, 2, 2, 2], among: 2) == 6)
    #expect(try maximinShareByProgram(.chores, of: [3, 3, 2, 2, 2], among: 2) == 6)
    #expect(try maximinShareByProgram(.goods, of: [5, 4, 3, 3, 3], among: 2) == 9)
  }

  /// (1, 40), product 40, not (0, 100).
  @Test("the golden greatest product and leximin division")
  func goldenDivisions() throws {
    let goods = try Valuations(.goods, [[1, 0], [60, 40]])
    let nash = try #require(try goods.maximumNashWelfareByProgram())
    #expect(goods.utilities(nash) == [1, 40])
    #expect(goods.utilities(try goods.leximinDivisionByProgram()) == [1, 40])
  }

  @Test("greatest products: 120 instances, a third with somebody who ends with nothing, as by branch and bound")
  func nash() throws {
    var partial = 0
    for turn in 0..<120 {
      let v = try drawnValuations(
        .goods, agents: 1...3, items: 0...5, top: turn % 3 == 0 ? 1 : 12, turn: turn, of: 2)
      let program = try #require(try v.maximumNashWelfareByProgram())
      let search = try #require(v.maximumNashWelfare())
      let (a, b) = (v.utilities(program).filter { $0 > 0 }, search.utilities.filter { $0 > 0 })
      #expect(a.count == b.count && a.reduce(1, *) == b.reduce(1, *), "\(v): \(a) and \(b)")
      if a.count < v.agentCount { partial += 1 }
    }
    #expect(partial > 10)
    #expect(try Valuations(.chores, [[1]]).maximumNashWelfareByProgram() == nil)
  }

  @Test("leximin divisions: 80 instances, as by branch and bound", arguments: ItemKind.allCases)
  func leximin(kind: ItemKind) throws {
    for turn in 0..<80 {
      let v = try drawnValuations(kind, agents: 1...3, items: 0...5, top: 12, turn: turn, of: 3)
      let program = v.utilities(try v.leximinDivisionByProgram()).sorted()
      #expect(program == v.leximinDivision().utilities.sorted(), "\(v)")
    }
  }

  @Test("the best fair division: 60 instances and six notions, as by trying all", arguments: ItemKind.allCases)
  func bestFair(kind: ItemKind) throws {
    var none = 0
    for turn in 0..<60 {
      let v = try drawnValuations(kind, agents: 2...3, items: 1...4, top: turn % 2 == 0 ? 3 : 9, turn: turn, of: 4)
      var all = [Bundles(agents: v.agentCount, items: v.itemCount)]
      for item in 0..<v.itemCount {
        all = all.flatMap { bundles in
          (0..<v.agentCount).map { agent in
            var more = bundles
            more.give(item, to: agent)
            return more
          }
        }
      }
      for notion in FairnessNotion.allCases {
        let sums = all.filter { v.isFair(notion, $0) }.map { v.utilities($0).reduce(0, +) }
        let found = try v.bestFairDivision(notion)
        if let found { #expect(v.isFair(notion, found), "\(notion) \(v) \(found)") } else { none += 1 }
        #expect(
          found.map { v.utilities($0).reduce(0, +) } == (kind == .goods ? sums.max() : sums.min()), "\(notion) \(v)")
      }
    }
    #expect(none > 10)
  }
}
