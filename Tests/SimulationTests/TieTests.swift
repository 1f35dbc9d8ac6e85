import Outcry
import Testing

@Suite struct TieTests {
  /// How often each of six bidders of equal bids wins.
  static func wins(_ settings: Node, auctions: Int, mechanism: Node = "second-price") throws -> [Int] {
    let journal = Journal()
    var settings = settings
    settings["horizon"] = Node(integerLiteral: auctions)
    settings["mechanism"] = mechanism
    settings["bidders"] = [
      ["name": "A", "count": 2, "strategy": "fixed-bid"], ["name": "B", "count": 4, "strategy": "fixed-bid"],
    ]
    try play(market(settings, metrics: ["spied"], adding: journal.spies()))
    var wins = [0, 0, 0, 0, 0, 0]
    for award in journal.awards where award.quantity > 0 { wins[Int(award.bidder)] += 1 }
    return wins
  }

  @Test("Lowest index: the first bidder of the list wins every tie")
  func lowestIndex() throws {
    #expect(try Self.wins(["ties": "lowest-index"], auctions: 100) == [100, 0, 0, 0, 0, 0])
  }

  // N = 12,000, seed 1.
  @Test(
    "Random: every tied bidder wins equally often, in every mechanism",
    arguments: ["first-price", "second-price", "third-price", "all-pay", "posted-price"])
  func random(mechanism: String) throws {
    let wins = try Self.wins(["ties": "random"], auctions: 12_000, mechanism: Node(stringLiteral: mechanism))
    #expect(wins.reduce(0, +) == 12_000)
    #expect(chiSquareScore(wins, shares: Array(repeating: 1.0 / 6, count: 6)) < tooUneven)
  }

  // N = 12,000, seed 1.
  @Test("Random among sampled bidders: equally often as well")
  func sampled() throws {
    let wins = try Self.wins(["ties": "random", "eligibility": ["kind": "sample", "size": 3]], auctions: 12_000)
    #expect(chiSquareScore(wins, shares: Array(repeating: 1.0 / 6, count: 6)) < tooUneven)
  }

  // The lowest of a sample of 3 of 6 is i with probability C(5 − i, 2) / C(6, 3). N = 12,000, seed 1.
  @Test("Lowest index among sampled bidders: the lowest of the sample wins")
  func lowestOfSample() throws {
    let wins = try Self.wins(["eligibility": ["kind": "sample", "size": 3]], auctions: 12_000)
    #expect(chiSquareScore(wins, shares: [0.5, 0.3, 0.15, 0.05, 0, 0]) < tooUneven)
  }

  @Test("Random ties leave auctions without ties as they are")
  func withoutTies() throws {
    func measure(_ ties: Node) throws -> Recording {
      try play(market(["horizon": 1000, "ties": ties, "bidders": [["name": "A", "count": 5]]]), bidders: true)
    }
    #expect("\(try measure("random").bidders)" == "\(try measure("lowest-index").bidders)")
  }

  // Both bid 1, but B only reaches 2 if it were to pay: eager reserves drop its bid wherever it stands in the shuffled row.
  @Test("Personal reserves stay with their bidders when ties are broken at random")
  func personalReserves() throws {
    let journal = Journal()
    try play(
      market(
        [
          "horizon": 500, "ties": "random",
          "bidders": [
            ["name": "A", "strategy": ["kind": "fixed-bid", "bid": 1]],
            ["name": "B", "reserve": 2, "strategy": ["kind": "fixed-bid", "bid": 1]],
          ],
        ], metrics: ["spied"], adding: journal.spies()))
    // B never meets its reserve: A wins all and pays nothing, since eager reserves drop B's bid.
    #expect(journal.awards.count == 500)
    #expect(journal.awards.allSatisfy { $0.bidder == 0 && $0.payment == 0 })
  }
}
