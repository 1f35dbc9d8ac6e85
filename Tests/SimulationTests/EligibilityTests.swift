import Outcry
import Testing

@Suite struct EligibilityTests {
  static func watch(_ settings: Node, auctions: Int) throws -> Journal {
    let journal = Journal()
    var settings = settings
    settings["horizon"] = Node(integerLiteral: auctions)
    try play(market(settings, metrics: ["spied"], adding: journal.spies()))
    return journal
  }

  // Auctions at 1…20 s. B is in from 5 s, before that second's auction, until 10 s, when it has left: 5 auctions.
  @Test("A group is in the market from its arrival until its departure")
  func arrivalAndDeparture() throws {
    let journal = try Self.watch(
      [
        "arrivals": "fixed",
        "bidders": [
          ["name": "A", "strategy": ["kind": "spy", "label": "A"]],
          ["name": "B", "count": 2, "arrives": "5 s", "departs": "10 s", "strategy": ["kind": "spy", "label": "B"]],
        ],
      ], auctions: 20)
    let present = journal.seen.filter { $0.label == "B" && !$0.members.isEmpty }.map(\.opportunity.time)
    #expect(present == [5, 6, 7, 8, 9])
    #expect(journal.auctions.map(\.eligible) == (1...20).map { (5...9).contains($0) ? 3 : 1 })
  }

  // N = 20,000 auctions, seed 1: the number of 4 bidders that take part is binomial (4, 0.3).
  @Test("Each eligible bidder takes part with the given chance, independently")
  func participation() throws {
    let journal = try Self.watch(
      ["bidders": [["name": "A", "count": 4, "participation": 0.3, "strategy": "spy"]]], auctions: 20_000)
    var observed = [0, 0, 0, 0, 0]
    var perBidder = [0, 0, 0, 0]
    for seen in journal.seen {
      observed[seen.members.count] += 1
      for member in seen.members { perBidder[member] += 1 }
    }
    let shares = [0.2401, 0.4116, 0.2646, 0.0756, 0.0081]
    #expect(chiSquareScore(observed, shares: shares) < tooUneven)
    #expect(chiSquareScore(perBidder, shares: [0.25, 0.25, 0.25, 0.25]) < tooUneven)
  }

  // N = 10,000, seed 1. Shares 3 : 1.
  @Test("Bidders see the opportunities of the segments they want, those without wishes see all")
  func segments() throws {
    let journal = try Self.watch(
      [
        "eligibility": ["kind": "segment"],
        "segments": [["name": "news", "share": 3], ["name": "sport"]],
        "bidders": [
          ["name": "sport fans", "segments": ["sport"], "strategy": ["kind": "spy", "label": "fan"]],
          ["name": "everybody", "strategy": ["kind": "spy", "label": "all"]],
        ],
      ], auctions: 10_000)
    let fans = journal.seen.filter { $0.label == "fan" }
    #expect(fans.allSatisfy { $0.members.isEmpty == ($0.opportunity.segment == 0) })
    #expect(journal.seen.filter { $0.label == "all" }.allSatisfy { $0.members == [0] })
    let sport = fans.count { $0.opportunity.segment == 1 }
    #expect(chiSquareScore([fans.count - sport, sport], shares: [0.75, 0.25]) < tooUneven)
  }

  /// All subsets of `size` of the numbers 0 ..< 6, as bit masks.
  static func subsets(_ size: Int) -> [Int] { (0..<64).filter { $0.nonzeroBitCount == size } }

  // Two groups of 3; N = 20,000 auctions, seed 1; sizes 2 and 3 draw who is in, 4 and 5 who is out.
  @Test("A sample of k of six bidders is any of the subsets, all equally likely", arguments: [2, 3, 4, 5])
  func sampling(size: Int) throws {
    let journal = try Self.watch(
      [
        "eligibility": ["kind": "sample", "size": Node(integerLiteral: size)],
        "bidders": [
          ["name": "A", "count": 3, "strategy": ["kind": "spy", "label": "A"]],
          ["name": "B", "count": 3, "strategy": ["kind": "spy", "label": "B"]],
        ],
      ], auctions: 20_000)
    var drawn = [Int](repeating: 0, count: 20_000)
    for seen in journal.seen {
      for member in seen.members { drawn[seen.opportunity.number] |= 1 << (member + (seen.label == "B" ? 3 : 0)) }
      #expect(seen.members == seen.members.sorted())
    }
    let subsets = Self.subsets(size)
    let observed = subsets.map { subset in drawn.count { $0 == subset } }
    #expect(observed.reduce(0, +) == 20_000)
    #expect(chiSquareScore(observed, shares: subsets.map { _ in 1 / Double(subsets.count) }) < tooUneven)
  }

  @Test("A sample of all is all: the same results to the last bit")
  func sampleOfAll() throws {
    func measure(_ eligibility: Node) throws -> Recording {
      try play(
        market(
          [
            "horizon": 2000, "eligibility": eligibility,
            "bidders": [["name": "A", "count": 3, "budget": 50], ["name": "B", "count": 5, "values": "exponential"]],
          ]), bidders: true)
    }
    let all = try measure(["kind": "all"])
    let sample = try measure(["kind": "sample", "size": 8])
    #expect("\(all.overall)" == "\(sample.overall)")
    #expect("\(all.bidders)" == "\(sample.bidders)")
  }

  // Large samples are sorted another way: 100 of 1000.
  @Test("Samples of 100 of 1000 bidders are ascending and without repetition")
  func largeSample() throws {
    let journal = try Self.watch(
      [
        "eligibility": ["kind": "sample", "size": 100],
        "bidders": [["name": "A", "count": 1000, "strategy": "spy"]],
      ], auctions: 200)
    #expect(
      journal.seen.allSatisfy {
        $0.members.count == 100 && zip($0.members, $0.members.dropFirst()).allSatisfy { $0 < $1 }
      })
  }
}
