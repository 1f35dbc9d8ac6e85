import Foundation
import Outcry
import Simulation
import Testing

/// AuctionNet's market as a scenario.
private func net(
  _ world: Node, replicates: Int = 1, metrics: Node = []
) throws(Diagnostics) -> Scenario {
  var world = world
  world["kind"] = "auctionnet"
  return try Scenario([
    "title": "A test", "seed": 1, "replicates": Node(integerLiteral: replicates), "world": world, "metrics": metrics,
  ])
}

private let everything: Node = [
  "score", "conversions", "predicted-conversions", "cost", "budget-use", "cost-per-conversion", "target-exceedance",
  "above-target", "exhausted-early", "win-rate", "exposure-rate", "price", "opportunities", "withdrawn-bids", "balance",
]

@Suite struct SlotAuctionTests {
  /// One opportunity with these bids.
  private static func sell(_ bids: [Double], slots: Int = 3, floor: Double = 0.0001) -> (
    winners: [Int], prices: [Double], least: Double
  ) {
    var auctions = SlotAuctions(slots: slots, advertisers: bids.count, room: 1, floor: floor)
    auctions.open(1)
    for (advertiser, bid) in bids.enumerated() { auctions.bids[advertiser] = bid }
    auctions.sell()
    return (
      (0..<slots).map { Int(auctions.winners[$0]) }, (0..<slots).map { auctions.prices[$0] }, auctions.leastWinning[0]
    )
  }

  @Test("bids 5, 4, 3, 2 pay 4, 3, 2 for three slots, and the least winning price is 2")
  func prices() {
    let sale = Self.sell([3, 5, 2, 4])
    #expect(sale.winners == [1, 3, 0])
    #expect(sale.prices == [4, 3, 2])
    #expect(sale.least == 2)
  }

  @Test("a slot whose price is not above the floor stays unsold")
  func floorRule() {
    // Two bids: the first slot costs the second bid, the second would cost the floor.
    #expect(Self.sell([5, 4]).winners == [0, -1, -1])
    #expect(Self.sell([5, 4]).prices == [4, 0, 0])
    #expect(Self.sell([5, 4]).least == 0.0001)
    #expect(Self.sell([5]).winners == [-1, -1, -1])
    // A next bid at the floor counts as the floor; one above it sells.
    #expect(Self.sell([5, 0.0001]).winners == [-1, -1, -1])
    #expect(Self.sell([5, 0.00011]).winners == [0, -1, -1])
    #expect(Self.sell([0, 0, 0, 0]).winners == [-1, -1, -1])
  }

  @Test("ties go to the lower advertiser")
  func ties() {
    #expect(Self.sell([2, 3, 3, 2, 3]).winners == [1, 2, 4])
    #expect(Self.sell([2, 3, 3, 2, 3]).prices == [3, 3, 2])
  }

  // 300 opportunities (more than two blocks) with bids from 0 … 9, so that there are ties, sorted by bid and then by number.
  @Test("ranking is sorting", arguments: 1...5)
  func sorting(slots: Int) {
    let (advertisers, count) = (7, 300)
    var stream = RandomStream(seed: 1, replicate: UInt64(slots), role: 9, index: 0)
    var auctions = SlotAuctions(slots: slots, advertisers: advertisers, room: count, floor: 0.5)
    auctions.open(count)
    for place in 0..<(advertisers * count) { auctions.bids[place] = Double(stream.index(below: 10)) }
    auctions.sell()
    for opportunity in 0..<count {
      let bids = (0..<advertisers).map { auctions.bids[$0 * count + opportunity] }
      let order = (0..<advertisers).sorted { (bids[$1], $0) < (bids[$0], $1) }
      for slot in 0..<slots {
        let price = slot + 1 < advertisers ? bids[order[slot + 1]] : 0
        #expect(Int(auctions.winners[opportunity * slots + slot]) == (price > 0.5 ? order[slot] : -1))
        #expect(auctions.prices[opportunity * slots + slot] == (price > 0.5 ? price : 0))
      }
    }
  }

  // One advertiser wins the only slot of ten opportunities at price 1 each, all seen, with 5 left: it is over by half, gives
  // up ⌈½ · 10⌉ = 5, and pays 5. The rival that bids 1 wins those five for nothing: nobody is next, so they stay unsold.
  @Test("overspend: half over, half withdrawn")
  func half() {
    var auctions = SlotAuctions(slots: 1, advertisers: 2, room: 10, floor: 0.1)
    auctions.open(10)
    for opportunity in 0..<10 {
      auctions.bids[opportunity] = 2
      auctions.bids[10 + opportunity] = 1
    }
    auctions.sell()
    var overspend = Overspend(
      streams: (0..<2).map { RandomStream(seed: 1, replicate: 0, role: 9, index: $0) }, room: 10)
    overspend.settle(
      &auctions, seen: Column(repeating: 0, count: 10), exposure: Column([1]), left: Column([5, 100]))
    #expect(overspend.costs[0] == 5)
    #expect(overspend.won[0] == 5)
    #expect(overspend.withdrawn == 5)
    #expect(overspend.costs[1] == 0 && overspend.won[1] == 0)
  }

  @Test("bids whose sum is more than the largest number are withdrawn, all of them")
  func infiniteCosts() {
    var auctions = SlotAuctions(slots: 1, advertisers: 3, room: 10, floor: 0.1)
    auctions.open(10)
    for place in 0..<20 { auctions.bids[place] = 1e308 }
    for place in 20..<30 { auctions.bids[place] = 1 }
    auctions.sell()
    var overspend = Overspend(
      streams: (0..<3).map { RandomStream(seed: 1, replicate: 0, role: 9, index: $0) }, room: 10)
    overspend.settle(
      &auctions, seen: Column(repeating: 0, count: 10), exposure: Column([1]), left: Column([5, 100, 100]))
    // The second wins against the third's 1 what the first gave back.
    #expect((0..<3).map { overspend.costs[$0] } == [0, 10, 0])
    #expect(overspend.withdrawn == 10)
  }

  // Only slots that are seen are paid: draws 0.7 and 0.9 against exposures 1, 0.8, 0.6.
  @Test("what is not seen is not paid")
  func exposure() {
    var auctions = SlotAuctions(slots: 3, advertisers: 4, room: 2, floor: 0)
    auctions.open(2)
    for (advertiser, bid) in [5.0, 4, 3, 2].enumerated() {
      auctions.bids[advertiser * 2] = bid
      auctions.bids[advertiser * 2 + 1] = bid
    }
    auctions.sell()
    var overspend = Overspend(streams: (0..<4).map { RandomStream(seed: 1, replicate: 0, role: 9, index: $0) }, room: 2)
    overspend.settle(
      &auctions, seen: Column([0.7, 0.9]), exposure: Column([1, 0.8, 0.6]), left: Column(repeating: 100, count: 4))
    #expect((0..<4).map { overspend.costs[$0] } == [8, 3, 0, 0])
    #expect((0..<4).map { overspend.won[$0] } == [2, 2, 2, 0])
    #expect((0..<4).map { overspend.exposed[$0] } == [2, 1, 0, 0])
  }

  // Random ticks with little money: nobody is over at the end, and what is left is a sale of the bids that were not withdrawn.
  @Test("overspend ends with spend ≤ budget, and with a sale of the bids that are left", arguments: 1...20)
  func ends(seed: Int) {
    let (advertisers, count, slots) = (6, 200, 3)
    var stream = RandomStream(seed: UInt64(seed), replicate: 0, role: 9, index: 0)
    var auctions = SlotAuctions(slots: slots, advertisers: advertisers, room: count, floor: 0.01)
    var fresh = SlotAuctions(slots: slots, advertisers: advertisers, room: count, floor: 0.01)
    auctions.open(count)
    fresh.open(count)
    for place in 0..<(advertisers * count) { auctions.bids[place] = stream.unit() }
    let seen = Column((0..<count).map { _ in stream.unit() })
    let left = Column((0..<advertisers).map { _ in 30 * stream.unit() })
    let exposure = Column([1, 0.8, 0.6])
    let before = (0..<(advertisers * count)).map { auctions.bids[$0] }
    auctions.sell()
    var overspend = Overspend(
      streams: (0..<advertisers).map { RandomStream(seed: UInt64(seed), replicate: 1, role: 9, index: UInt64($0)) },
      room: count)
    overspend.settle(&auctions, seen: seen, exposure: exposure, left: left)
    #expect(overspend.withdrawn > 0)
    var dropped = 0
    for place in before.indices {
      #expect(auctions.bids[place] == before[place] || auctions.bids[place] == 0)
      if auctions.bids[place] != before[place] { dropped += 1 }
      fresh.bids[place] = auctions.bids[place]
    }
    // An opportunity that was won twice over is withdrawn from once.
    #expect(dropped <= overspend.withdrawn)
    fresh.sell()
    var costs = [Double](repeating: 0, count: advertisers)
    for place in 0..<(count * slots) {
      #expect(auctions.winners[place] == fresh.winners[place])
      let winner = Int(fresh.winners[place])
      if winner >= 0 && seen[place / slots] < exposure[place % slots] { costs[winner] += fresh.prices[place] }
    }
    for advertiser in 0..<advertisers {
      #expect(overspend.costs[advertiser] <= left[advertiser])
      #expect(overspend.costs[advertiser] == costs[advertiser])
    }
  }

  @Test("score = min(1, (target / cost per conversion)²) · conversions")
  func score() {
    #expect(campaignScore(target: 100, cost: 200, conversions: 1) == 0.25)
    #expect(campaignScore(target: 100, cost: 300, conversions: 6) == 6)
    #expect(campaignScore(target: 100, cost: 400, conversions: 2) == 0.5)
    #expect(campaignScore(target: 100, cost: 400, conversions: 0) == 0)
    #expect(campaignScore(target: 100, cost: 0, conversions: 3) == 3)
  }
}

@Suite struct AuctionNetTests {
  private static let mixed: Node = [
    ["name": "controllers", "count": 12, "bidder": "pid"], ["name": "programs", "count": 12, "bidder": "online-lp"],
    ["name": "shaped", "count": 12, "bidder": "value-shaped"],
    ["name": "constant", "count": 12, "bidder": "constant"],
  ]

  @Test("books balance, nobody overspends, and the same seed gives the same numbers", arguments: 1...3)
  func books(replicate: Int) throws {
    // A fiftieth of the traffic with a fiftieth of the budgets, in part: some run out.
    let scenario = try net(
      ["opportunities": 10_000, "budget": ["low": 20, "high": 97], "advertisers": Self.mixed], metrics: everything)
    let recording = try play(scenario, replicate: replicate)
    #expect(recording.identities.count == 2)
    #expect(recording.identities.allSatisfy { $0.holds })
    #expect(try #require(recording["budget-use"]) <= 1)
    #expect(try #require(recording["withdrawn-bids"]) > 0)
    // Traffic is rounded down in each of 48 ticks.
    #expect((9952...10_000).contains(try #require(recording["opportunities"])))
    let again = try play(scenario, replicate: replicate)
    for measure in ["score", "cost", "conversions"] { #expect(recording[measure] == again[measure]) }
  }

  // With true rates equal to predictions, conversions of slots seen are independent coins with the predicted rates.
  @Test("conversions come at the predicted rate when it is the true one")
  func conversions() async throws {
    let results = try await run(
      net(
        [
          "opportunities": 4000, "rates": ["mean": 0.05, "uncertainty": 0], "target": ["low": 10, "high": 10],
          "advertisers": [["name": "all", "count": 8, "bidder": "constant"]],
        ], replicates: 32, metrics: everything), threads: 2)
    let predicted = try #require(results["predicted-conversions"]?.mean)
    let conversions = try #require(results["conversions"]?.mean)
    // 32 replicates of 8 advertisers: about 256 · predicted coins come true, a deviation of √(predicted / 256).
    #expect(predicted > 5)
    #expect(abs(conversions - predicted) < 6 * (predicted / 256).squareRoot())
  }

  // All slots are sold when all bid (but for predictions of 0), so 1 + 0.8 + 0.6 of 3 are seen: 0.8.
  @Test("slots are seen with their exposures: 0.8 of three")
  func exposures() async throws {
    let results = try await run(
      net(
        ["opportunities": 4000, "advertisers": [["name": "all", "count": 12, "bidder": "constant"]]], replicates: 32,
        metrics: everything), threads: 2)
    expect(results["exposure-rate"], toBe: 0.8, within: 0.01)
  }

  @Test("one advertiser's bidder changes nobody's predictions: the others' first tick is the same")
  func commonRandomNumbers() throws {
    func first(_ bidder: Node) throws -> Double {
      let recording = try play(
        net(
          [
            "opportunities": 3000, "ticks": 1,
            "advertisers": [
              ["name": "a", "count": 1, "bidder": bidder],
              ["name": "b", "count": 5, "bidder": ["kind": "constant", "multiplier": 10]],
            ],
          ], metrics: everything))
      return try #require(recording["predicted-conversions", group: 1])
    }
    // Whatever a bids below everybody else changes nothing for b but prices.
    #expect(
      try first(["kind": "constant", "multiplier": 0]) == first(["kind": "constant", "multiplier": 1e-9]))
    #expect(try first(["kind": "constant", "multiplier": 0]) != first(["kind": "constant", "multiplier": 1000]))
  }

  @Test("wrong settings are named, all at once")
  func wrong() {
    #expect {
      _ = try net([
        "exposure": [0.5, 0.8], "budget": ["low": 5, "high": 4], "target": ["low": 0],
        "advertisers": [
          ["name": "a", "budget": 0.01, "bidder": ["kind": "pid", "low": 2, "high": 1]],
          ["name": "a", "bidder": "pdi"],
        ],
      ])
    } throws: { error in
      let paths = (error as? Diagnostics)?.all.map(\.path) ?? []
      return [
        "world.exposure", "world.budget.high", "world.target.low", "world.advertisers",
        "world.advertisers.a.bidder.high", "world.advertisers.a.bidder",
      ].allSatisfy { paths.contains($0) }
    }
  }
}
