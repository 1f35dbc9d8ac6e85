import Outcry
import Testing

@Suite("Sponsored search: pages")
struct SearchPageTests {
  static let ten: Node = advertiser("A", bid: 10)
  static let four: Node = advertiser("B", bid: 4)

  /// One page whose ads count at their click rates.
  static func page(_ world: Node, _ bidders: Node) throws -> Recording {
    var all: Node = ["horizon": 1, "clicks": ["count": "expected"], "bidders": bidders]
    for entry in world.entries { all[entry.key] = entry.value }
    return try play(search(all))
  }

  // Alone the ads are clicked 1/2 · 1 and 1/4 · 0.8. Cascade: 1/2; 1/2 · 0.2. With continuation 0.8: 1/2; 0.8 · 0.2. MNL:
  // weights 1 and 1/4, so 1/2.25 and 0.25/2.25.
  static let models: [(model: Node, first: Double, second: Double)] = [
    ("position-based", 0.5, 0.2), ("cascade", 0.5, 0.1), (["kind": "cascade", "continuation": 0.8], 0.5, 0.16),
    (["kind": "cascade", "continuations": [0.5, 1]], 0.5, 0.1), ("multinomial-logit", 1 / 2.25, 0.25 / 2.25),
  ]

  @Test("Click rates of a page by click model", arguments: models.indices)
  func clickModels(index: Int) async throws {
    let (model, first, second) = Self.models[index]
    let world: Node = [
      "slots": [0.5, 0.25], "click-model": model,
      "bidders": [
        advertiser("A", bid: 1), advertiser("B", bid: 0.5, ["quality": ["kind": "fixed", "rate": 0.8]]),
      ],
    ]
    let recording = try Self.page(world, try #require(world["bidders"]))
    #expect(abs(try #require(recording["slot-1-click-rate"]) - first) < 1e-12)
    #expect(abs(try #require(recording["slot-2-click-rate"]) - second) < 1e-12)
    #expect(abs(try #require(recording["clicks"]) - first - second) < 1e-12)
    // Drawn, they come as often: chance of failing 10⁻⁶ each (32 replicates of 5,000 pages, seed 1).
    let drawn = try await results(world, metrics: ["slot-1-click-rate", "slot-2-click-rate"], horizon: 5000)
    expect(drawn["slot-1-click-rate"], toBe: first, within: 0.01)
    expect(drawn["slot-2-click-rate"], toBe: second, within: 0.01)
  }

  // p = [[0.3, 0.2], [0.5, 0.1], [0.45, 0.4]], values 4, 3, 2: the worked page of ads in generated content. Welfare 16/9
  // and payments 7/24 and 100/99 for logit users; 2.0, 0.7 and 0.96 for readers.
  static let worked: [(users: Node, mechanism: Node, most: Node, welfare: Double, first: Double, second: Double)] = [
    ("multinomial-logit", "mnl-welfare", 1, 1.5, 0, 1.2),
    ("multinomial-logit", "mnl-welfare", 2, 16.0 / 9, 7.0 / 24, 100.0 / 99),
    ("cascade", "cascade-exact", 1, 1.5, 0, 1.2),
    ("cascade", "cascade-exact", 2, 2, 0.7, 0.96),
  ]

  @Test("A matrix of click rates: the worked page through the whole simulator", arguments: worked.indices)
  func matrix(index: Int) throws {
    let (users, mechanism, most, welfare, first, second) = Self.worked[index]
    let row: (String, Double, Node) -> Node = { name, value, rates in
      advertiser(name, bid: value, ["quality": ["kind": "matrix", "rows": [["rates": rates]]]])
    }
    let recording = try Self.page(
      [
        "slots": [1, 1], "most": most, "click-model": users, "mechanism": mechanism,
      ],
      [row("ad 0", 4, [0.3, 0.2]), row("ad 1", 3, [0.5, 0.1]), row("ad 2", 2, [0.45, 0.4])])
    #expect(abs(try #require(recording["welfare"]) - welfare) < 1e-12)
    #expect(abs(try #require(recording["spend", group: 0]) - first) < 1e-9)
    #expect(abs(try #require(recording["spend", group: 1]) - second) < 1e-9)
    #expect(recording["spend", group: 2] == 0)
  }

  // Scores bid × qualityˢ. s = 1: A 10 · 0.1 = 1 behind B 4 · 0.5 = 2; s = 0: 10 before 4; s = 1/2: 3.162 before 2.828. The
  // winner pays the other's score over its own weight; the second slot is free.
  @Test(
    "Squashing: rank by bid, by bid × quality, and between",
    arguments: [(1.0, 1, 1 / 0.5), (0, 0, 4.0), (0.5, 0, 4 * (0.5 / 0.1).squareRoot())])
  func squash(exponent: Double, winner: Int, price: Double) throws {
    let recording = try Self.page(
      ["slots": [0.5, 0.25], "mechanism": ["kind": "gsp", "squash": Node(floatLiteral: exponent)]],
      [
        advertiser("A", bid: 10, ["quality": ["kind": "fixed", "rate": 0.1]]),
        advertiser("B", bid: 4, ["quality": ["kind": "fixed", "rate": 0.5]]),
      ])
    #expect(abs(try #require(recording["cost-per-click", group: winner]) - price) < 1e-9)
    #expect(recording["spend", group: 1 - winner] == 0)
    // Exposure 0.5 against 0.25, gain 1 against 1/log₂ 3.
    #expect(abs(try #require(recording["exposure-share", group: winner]) - 2.0 / 3) < 1e-12)
    #expect(abs(try #require(recording["gain-share", group: winner]) - 0.613147) < 1e-6)
  }

  // Bids 10 and 4, personal reserve of A 12. Eager: A is dropped, B has the first slot at its own reserve 1. Lazy: A's slot
  // stays empty, B stands second and pays 1.
  @Test(
    "Reserves per click: eager ones drop bids, lazy ones leave slots empty", arguments: [("eager", 1), ("lazy", 2)])
  func reserves(rule: String, slot: Int) throws {
    let recording = try Self.page(
      [
        "slots": [0.5, 0.25],
        "mechanism": ["kind": "gsp", "reserve": 1, "reserve-rule": Node(stringLiteral: rule)],
      ], [advertiser("A", bid: 10, ["reserve": 12]), Self.four])
    #expect(recording["slot-\(slot)-fill"] == 1 && recording["slot-\(3 - slot)-fill"] == 0)
    #expect(recording["slot-\(slot)-cost-per-click"] == 1)
    #expect(recording["impressions", group: 0] == 0 && recording["impressions", group: 1] == 1)
  }

  // Values per conversion of 20, one click in ten converts: a click is worth 2. Bids are per click.
  @Test("Values per conversion are turned into values per click")
  func perConversion() throws {
    let journal = Journal()
    var group: Node = [
      "name": "A", "values": ["kind": "discrete", "values": [20]], "value-per": "conversion", "conversion-rate": 0.1,
    ]
    group["strategy"] = "spy"
    let recording = try play(
      search(
        ["horizon": 1, "slots": [0.5], "mechanism": "gfp", "clicks": ["count": "expected"], "bidders": [group]],
        metrics: ["spied", "welfare", "revenue", "cost-per-conversion", "conversions"], adding: journal.spies()))
    #expect(journal.seen.map(\.values) == [[2]])
    #expect(abs((recording["welfare"] ?? .nan) - 1) < 1e-12 && abs((recording["revenue"] ?? .nan) - 1) < 1e-12)
    #expect(abs(try #require(recording["conversions"]) - 0.05) < 1e-12)
    #expect(abs(try #require(recording["cost-per-conversion"]) - 20) < 1e-9)
  }

  // 12 advertisers, 4 of them protected, cuts 3, 6, 9 and 12. Protected first: counts 3, 4, 4, 4, which is the worst
  // ranking there is, 1. Last: 0, 0, 1, 4: (1/3)/log₂ 3 + (1/3)/log₂ 6 + (2/9)/log₂ 9 over 0.584622.
  @Test("Rankings of all eligible advertisers: rND, rKL and rRD of block rankings")
  func rankings() throws {
    func ranking(_ protectedBid: Double) throws -> Recording {
      try Self.page(
        ["slots": [1], "ranked-fairness": ["protected": ["new"], "step": 3]],
        [
          ["name": "old", "count": 8, "strategy": ["kind": "fixed-bid", "bid": 2]],
          ["name": "new", "count": 4, "strategy": ["kind": "fixed-bid", "bid": Node(floatLiteral: protectedBid)]],
        ])
    }
    let first = try ranking(3)
    #expect(abs(try #require(first["ranking-rnd"]) - 1) < 1e-12)
    #expect(abs(try #require(first["ranking-rkl"]) - 1) < 1e-12)
    // rRD calls 3 : 0 at the first cut 0, as its authors do: (1/2)/log₂ 3 of (1/2)/log₂ 3 + (1/2)/log₂ 6 + (3/8)/log₂ 9.
    let worst = 0.315465 + 0.193426 + 0.118299
    #expect(abs(try #require(first["ranking-rrd"]) - 0.315465 / worst) < 1e-5)
    let last = try ranking(1)
    let raw = 1.0 / 3 / 1.5849625007 + 1.0 / 3 / 2.5849625007 + 2.0 / 9 / 3.1699250014
    #expect(abs(try #require(last["ranking-rnd"]) - raw / 0.584622) < 1e-5)
    #expect(abs(try #require(last["ranking-rrd"]) - 1) < 1e-12)
  }

  // Two kinds of queries; A wants one of them, B the other: nobody ever meets a rival.
  @Test("Query types: advertisers bid where they are eligible")
  func queryTypes() throws {
    let recording = try play(
      search([
        "horizon": 500, "slots": [1], "clicks": ["count": "expected"],
        "segments": [["name": "shoes", "share": 3], ["name": "cars", "share": 1]], "eligibility": ["kind": "segment"],
        "bidders": [
          advertiser("A", bid: 1, ["segments": ["shoes"]]), advertiser("B", bid: 2, ["segments": ["cars"]]),
        ],
      ]))
    #expect(recording["revenue"] == 0 && recording["slot-1-fill"] == 1)
    let shoes = try #require(recording["impressions", group: 0])
    // 3/4 ± 5 standard deviations: chance below 10⁻⁶.
    #expect(abs(shoes - 0.75) < 5 * (0.1875 / 500).squareRoot())
  }

  // GSP shows ads in order of 1 · 0.5 and 2 · 0.1; by bid alone the other way round: 0.5 · 0.2 + 0.25 · 0.5 of 0.5 · 0.5 +
  // 0.25 · 0.2. Clicks that are drawn change nothing about it, and without clicks there is still an expectation.
  @Test(
    "Expected efficiency: what clicks are worth in expectation, of the most they could be",
    arguments: ["drawn", "expected"])
  func efficiency(counting: String) throws {
    for (squash, share) in [(1.0, 1.0), (0, 0.225 / 0.3)] {
      let recording = try play(
        search([
          "horizon": 50, "slots": [0.5, 0.25], "clicks": ["count": Node(stringLiteral: counting)],
          "mechanism": ["kind": "gsp", "squash": Node(floatLiteral: squash)],
          "bidders": [
            advertiser("A", bid: 1, ["quality": ["kind": "fixed", "rate": 0.5]]),
            advertiser("B", bid: 2, ["quality": ["kind": "fixed", "rate": 0.1]]),
          ],
        ]))
      #expect(abs(try #require(recording["expected-efficiency"]) - share) < 1e-12)
      let series = try #require(recording.series.first { $0.measure.name == "expected-efficiency" })
      #expect(series.readings.allSatisfy { abs(($0.number ?? 0) - share) < 1e-12 })
      // Of what came by chance there is no such share.
      #expect((recording["efficiency"] == nil) == (counting == "drawn"))
    }
  }

  // What is charged for, and what mechanism sells, changes nobody's clicks: same users, same draws.
  @Test("Variants meet the same users")
  func commonUsers() async throws {
    let results = try await results(
      [
        "slots": [0.5, 0.3], "clicks": ["delay": "1 s", "spread": "exponential", "window": "2 s"],
        "bidders": [["name": "all", "count": 3, "conversion-rate": 0.5]],
      ], replicates: 3,
      variants: [
        ["name": "gsp"], ["name": "vcg", "set": ["world.mechanism": "vcg"]],
        ["name": "impression", "set": ["world.charge": "impression"]],
        ["name": "conversion", "set": ["world.charge": "conversion"]],
      ], metrics: ["clicks", "conversions", "welfare"], horizon: 2000)
    for variant in results.variants.dropFirst() {
      for measure in ["clicks", "conversions"] {
        #expect(variant[measure]?.mean == results[measure]?.mean && variant[measure]?.mean ?? 0 > 0)
      }
    }
    // Clicks of the two slots within twice their mean wait: 0.8 (1 − e⁻²); six standard deviations of 6000 pages.
    let clicks = try #require(results["clicks"]?.mean)
    #expect(abs(clicks - 0.8 * 0.8646647) < 6 * (0.46 / 6000).squareRoot())
  }
}
