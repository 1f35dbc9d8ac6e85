import Outcry
import Testing

@Suite struct HorizonTests {
  static func auctions(_ horizon: Node, _ arrivals: Node) throws -> Double? {
    try play(
      market(["horizon": horizon, "arrivals": arrivals, "bidders": [["name": "A"]]], metrics: ["auctions"]))["auctions"]
  }

  @Test("A horizon in auctions is their exact number")
  func count() throws {
    #expect(try Self.auctions(1, "poisson") == 1)
    #expect(try Self.auctions("777 auctions", "poisson") == 777)
  }

  @Test("A horizon in time includes its end")
  func time() throws {
    #expect(try Self.auctions("10 s", ["kind": "fixed", "rate": "2/s"]) == 20)
    #expect(try Self.auctions("1 min", ["kind": "fixed", "rate": "1/s"]) == 60)
    #expect(try Self.auctions("2.9 s", ["kind": "fixed", "rate": "1/s"]) == 2)
  }

  @Test("Arrivals that run out end the market before its horizon")
  func runOut() throws {
    #expect(try Self.auctions(100, ["kind": "times", "times": [0, 1, 1, 5]]) == 4)
    #expect(try Self.auctions("1 s", ["kind": "times", "times": [0, 1, 1, 5]]) == 3)
    #expect(try Self.auctions("1 s", ["kind": "times", "times": [5]]) == 0)
  }

  @Test("Without an auction every ratio is undefined, with the reason")
  func noAuction() async throws {
    let results = try await run(
      market(
        ["horizon": "1 s", "arrivals": ["kind": "times", "times": [5]], "bidders": [["name": "A"]]], replicates: 2),
      threads: 1)
    #expect(results["revenue"]?.mean == nil)
    #expect(results["revenue"]?.reason == "there was no auction")
  }

  // 32 replicates of 1,000 s at 5 per second.
  @Test("Poisson arrivals: rate × time on average")
  func poisson() async throws {
    let results = try await run(
      market(
        ["horizon": "1000 s", "arrivals": ["kind": "poisson", "rate": "5/s"], "bidders": [["name": "A"]]],
        replicates: 32, metrics: ["auctions"]), threads: 2)
    expect(results["auctions"], toBe: 5000, within: 100)
  }

  @Test("Time buckets hold the auctions of their time, the last one the horizon's end")
  func buckets() throws {
    let journal = Journal()
    try play(
      market(
        ["horizon": "10 s", "arrivals": "fixed", "bidders": [["name": "A"]]], metrics: ["spied"],
        adding: journal.spies()), buckets: 5)
    #expect(journal.auctions.map(\.bucket) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
  }

  @Test(
    "Auction buckets differ by one auction at most; there are no more of them than auctions",
    arguments: [1, 3, 7, 10, 23])
  func auctionBuckets(count: Int) throws {
    let journal = Journal()
    let recording = try play(
      market(
        ["horizon": Node(integerLiteral: count), "bidders": [["name": "A"]]], metrics: ["spied"],
        adding: journal.spies()), buckets: 7)
    let buckets = min(7, count)
    #expect(recording.plan.axis.values.count == buckets)
    #expect(recording.plan.axis.values.last == Double(count))
    let sizes = (0..<buckets).map { bucket in journal.auctions.count { $0.bucket == Int32(bucket) } }
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    #expect(sizes.reduce(0, +) == count)
  }
}
