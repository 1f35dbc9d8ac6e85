import Foundation
import Matching
import Testing

/// The example of `docs/Matching.md`, run.
@Suite("The guide")
struct GuideTests {
  /// 10 + 5 + 3 = 18; 6 + 8 + 3 = 17 and 1 + … less. Without buyer 0 the others gain 8 + 3 or 5 + 7 = 12, with it 8: it
  /// pays 4. Without buyer 1: 6 + 7 = 13 or 10 + 3 = 13, and 13 with it. Without buyer 2: 15, and 15 with it.
  @Test("its example says what it says")
  func example() throws {
    let worth = try WeightMatrix([
      [10, 6, 1],
      [8, 5, -.infinity],
      [7, -2, 3],
    ])
    let market = worth.competitivePrices()
    let welfare = market.matching.weight  // 18: items 0, 1 and 2 to buyers 0, 1 and 2
    let payments = market.payments  // [4, 0, 0]: Vickrey, Clarke and Groves
    let proof = market.matching.verify(against: worth)  // nil: no matching weighs more

    let fair = worth.leximinMatching().matching?.utilities  // [6, 8, 3] instead of [10, 5, 3]
    let best = try worth.maximumWeightMatching(atMost: 1).columnOfRow  // [0, nil, nil]

    #expect(welfare == 18)
    #expect(market.matching.columnOfRow == [0, 1, 2])
    #expect(payments == [4, 0, 0])
    #expect(proof == nil)
    #expect(fair == [6, 8, 3])
    #expect(best == [0, nil, nil])
  }

  @Test("the guide prints these very lines")
  func sameLines() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func lines(_ path: String) throws -> [String] {
      try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let guide = try lines("docs/Matching.md")
    let from = try #require(guide.firstIndex { $0.hasPrefix("let worth") })
    let to = try #require(guide[from...].firstIndex { $0 == "```" })
    let code = guide[from..<to]
    let test = try lines("Tests/MatchingTests/GuideTests.swift")
    #expect(code.count > 10)
    #expect(test.indices.contains { test[$0...].starts(with: code) })
  }
}
