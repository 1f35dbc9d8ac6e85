import FairDivision
import Foundation
import Testing

/// The example of `docs/FairDivision.md`, run.
@Suite("The guide")
struct GuideTests {
  /// Agent 0: {8} {7} {4, 3, 2} and nothing better, for 24 in three bundles would be 8 each and 7 has no 1. Agent 2: but
  /// for 9, multiples of 3. Turns: items 0, 1, 4, 2, 3. Product: {1}, {2, 3}, {0, 4} with 7 · 9 · 15.
  @Test("its example says what it says")
  func example() throws {
    let goods = try Valuations(
      .goods,
      [
        [8, 7, 4, 3, 2],
        [7, 6, 5, 4, 2],
        [9, 3, 3, 3, 6],
      ])
    let shares = goods.maximinShares().map(\.value)  // [7, 7, 6]
    let turns = goods.roundRobin()  // {0, 2} {1, 3} {4}
    let wronged = goods.unfairness(.envyFree, of: turns)  // agent 1, who has 10, envies agent 0 for 12
    let isFair = goods.isFair(.envyFreeUpToOne, turns)  // true, as round robin always is
    let worst = goods.maximinRatio(of: turns, shares: shares).ratio  // 1: agent 2 has just its share
    let nash = goods.maximumNashWelfare()?.utilities  // [7, 9, 15]: the greatest product, 945

    #expect(shares == [7, 7, 6])
    #expect(turns.description == "{0, 2} {1, 3} {4}")
    #expect(wronged?.description == "agent 1 has 10 and envies agent 0, whose bundle is worth 12 to it")
    #expect(isFair && worst == 1)
    #expect(nash == [7, 9, 15])
  }

  @Test("the guide prints these very lines")
  func sameLines() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func lines(_ path: String) throws -> [String] {
      try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let guide = try lines("docs/FairDivision.md")
    let from = try #require(guide.firstIndex { $0.hasPrefix("let goods") })
    let to = try #require(guide[from...].firstIndex { $0 == "```" })
    let code = guide[from..<to]
    let test = try lines("Tests/FairDivisionTests/GuideTests.swift")
    #expect(code.count > 8)
    #expect(test.indices.contains { test[$0...].starts(with: code) })
  }
}
