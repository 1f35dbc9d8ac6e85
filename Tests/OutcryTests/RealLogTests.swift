import Foundation
import Outcry
import Testing

/// The real data, from `OUTCRY_DATA`, else the folder beside the package; nil where there is none.
private let realLog: String? = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let data =
    ProcessInfo.processInfo.environment["OUTCRY_DATA"] ?? root.appending(path: "../shared/data").standardized.path
  let folder = data + "/ipinyou-2997"
  return FileManager.default.fileExists(atPath: folder + "/auctions.csv") ? folder : nil
}()

// A debug build would take minutes for 156,063 auctions five times; other tests reach the same code.
#if DEBUG
  private let isOptimised = false
#else
  private let isOptimised = true
#endif

@Suite("The real log of campaign 2997, replayed", .enabled(if: realLog != nil && isOptimised))
struct RealLogTests {
  private func replay(_ rule: Node) async throws -> Results {
    let folder = try #require(realLog)
    return try await run(
      try Scenario([
        "title": "Campaign 2997", "replicates": 1,
        "world": [
          "kind": "auction-log", "log": Node(stringLiteral: folder + "/auctions.csv"),
          "columns": ["click": "click", "market-price": "market_price", "click-rate": "predicted_ctr"],
          "training": [
            "price-histogram": Node(stringLiteral: folder + "/market-prices.csv"), "impressions": 312437,
            "cost": 19_689_072, "clicks": 1386,
          ],
          "episode": ["auctions": 1000, "budget-fraction": "1/32"], "rule": rule,
        ],
        "metrics": ["auctions", "impressions", "clicks", "cost"],
      ]))
  }

  @Test("every integer of the published table: auctions, impressions, clicks, cost")
  func published() async throws {
    let text = try String(contentsOfFile: try #require(realLog) + "/expected.csv", encoding: .utf8)
    let rows = text.split { $0.isNewline }.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.map { String($0[0]) } == ["mcpc", "linear", "ss-mdp", "rlb"])
    for row in rows {
      var rule: Node = ["kind": Node(stringLiteral: String(row[0]))]
      if let base = Double(row[3]) { rule["base-bid"] = Node(.number(base)) }
      let base = try #require(try await replay(rule).variants.first)
      for (metric, expected) in zip(["auctions", "impressions", "clicks", "cost"], row[4...]) {
        #expect(base[metric]?.mean == Double(expected), "\(row[0]), \(metric)")
      }
    }
  }

  // The table wins 78 clicks. Seed 1; nothing is drawn but the network's start and its batches.
  @Test("a network taught by the table wins the table's clicks, within 5 %", arguments: [100, 1000])
  func network(tableAuctions: Double) async throws {
    let results = try await replay([
      "kind": "rlb-network", "updates": 2000, "table-auctions": Node(.number(tableAuctions)),
    ])
    let clicks = try #require(results.variants.first?["clicks"]?.mean)
    #expect(abs(clicks - 78) <= 0.05 * 78, "\(clicks)")
  }
}
