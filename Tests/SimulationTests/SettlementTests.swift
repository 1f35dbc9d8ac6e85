import Outcry
import Testing

@Suite struct SettlementTests {
  /// Auctions at 1, 2, … s; one bidder of budget 1 bids ¼ in a first-price auction and is charged 10 s later.
  static func market(fallsDue: Double, auctions: Int, _ journal: Journal) throws -> Scenario {
    try SimulationTests.market(
      [
        "horizon": Node(integerLiteral: auctions), "arrivals": "fixed", "mechanism": "first-price",
        "settlement": ["delay": "10 s", "falls-due": Node(floatLiteral: fallsDue)],
        "bidders": [["name": "A", "budget": 1, "strategy": "spy"]],
      ], metrics: ["spied", "revenue", "sale-rate", "spend"], adding: journal.spies { _, _ in 0.25 })
  }

  @Test("A charge that comes later is reserved when the bidder wins")
  func reserved() throws {
    let journal = Journal()
    let recording = try play(Self.market(fallsDue: 1, auctions: 20, journal))
    #expect(journal.seen.prefix(6).map(\.left) == [[1], [0.75], [0.5], [0.25], [0], [0]])
    #expect(recording["spend"] == 1)
    #expect(recording["sale-rate"] == 4.0 / 20)
    #expect(journal.awards.count == 4)
    #expect(recording.identities.allSatisfy { $0.holds })
  }

  // Reserved at 1…4 s, released at 11…14 s before the auction of the same second, which wins again.
  @Test("A charge that does not fall due is released, and never recorded")
  func released() throws {
    let journal = Journal()
    let recording = try play(Self.market(fallsDue: 0, auctions: 15, journal))
    #expect(journal.seen.map { $0.left[0] } == [1, 0.75, 0.5, 0.25, 0, 0, 0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0])
    #expect(journal.awards.isEmpty)
    #expect(recording["spend"] == 0)
    #expect(recording["sale-rate"] == 0)
    #expect(recording.identities.allSatisfy { $0.holds })
  }

  // 32 replicates × 5,000 auctions: the sale rate of a one-bidder market is the chance itself.
  @Test("A trade falls due with the given chance")
  func chance() async throws {
    let results = try await run(
      SimulationTests.market(
        [
          "horizon": 5000, "settlement": ["falls-due": "30 %"], "bidders": [["name": "A"]],
        ], replicates: 32), threads: 2)
    expect(results["sale-rate"], toBe: 0.3, within: 0.01)
  }

  // Everything at once: refills, delays, releases, departures. 200 replicates of 300 auctions.
  @Test("Accounting identities hold whatever happens to budgets")
  func identities() async throws {
    let results = try await run(
      SimulationTests.market(
        [
          "horizon": 300, "mechanism": "all-pay",
          "settlement": ["delay": "7 s", "falls-due": 0.6],
          "bidders": [
            ["name": "A", "count": 3, "budget": 2, "budget-period": "9 s"],
            ["name": "B", "count": 2, "budget": 5, "departs": "120 s"],
            ["name": "C", "count": 2, "participation": 0.5],
          ],
        ], replicates: 200), threads: 2)
    let identities = try #require(results.variants.first).identities
    #expect(
      identities.map(\.statement) == [
        "welfare = revenue + surplus", "payments = sum of the bidders' spend", "charges = drops of the budgets",
      ])
    #expect(identities.allSatisfy { $0.holds && $0.worstGap <= 1e-9 })
  }

  @Test("A trade counts in the bucket of its auction, though it is settled later")
  func bucket() throws {
    let recording = try play(Self.market(fallsDue: 1, auctions: 10, Journal()), buckets: 5)
    let series = try #require(recording.series.first { $0.measure.name == "revenue" })
    #expect(series.readings.map { $0.number ?? -1 } == [0.25, 0.25, 0, 0, 0])
  }
}
