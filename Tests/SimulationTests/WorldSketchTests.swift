import Outcry
import Testing

// Each sketch is chosen by `kind:` in a scenario and run by the ordinary experiment. Random ones: seed 1, 32 replicates,
// failing by chance with probability 10⁻⁶.
@Suite struct WorldSketchTests {
  static func simulate(_ world: Node, replicates: Int = 32) async throws -> Results {
    var catalogs = Catalogs.standard
    catalogs.add([
      .world(SketchedPositionAuction.self), .world(SketchedReplay.self), .world(SketchedAllocation.self),
      .world(SketchedMatching.self),
    ])
    let scenario = try Scenario(
      ["title": "A sketch", "replicates": Node(integerLiteral: replicates), "world": world], catalogs: catalogs)
    return try await run(scenario, threads: 2)
  }

  // Edelman, Ostrovsky and Schwarz 2007: bids 10, 4, 2 pay 4 and 2 a click; click rates 0.2 and 0.1 make 0.8 + 0.2 an
  // impression. One impression a second and a delay of 30.5 s: with 31 impressions every click comes after the last.
  @Test("A position auction with slots and delayed clicks: GSP earns 1 an impression")
  func positions() async throws {
    let results = try await Self.simulate(["kind": "sketched-positions"])
    expect(results["revenue"], toBe: 1, within: 0.02)
    let short = try await Self.simulate(["kind": "sketched-positions", "impressions": 31])
    #expect(try #require(short["on-time"]?.mean) == 0)
  }

  // The same mechanism in the repeated auction itself: expected clicks are the quantities. Welfare 10 · 0.2 + 4 · 0.1.
  @Test("Slots fit the socket of the repeated auction as they are")
  func slotsInTheEngine() throws {
    func bidder(_ name: String, _ value: Double) -> Node {
      [
        "name": Node(stringLiteral: name),
        "values": ["kind": "discrete", "values": [Node(floatLiteral: value)]],
      ]
    }
    let recording = try play(
      market(
        [
          "horizon": 100, "mechanism": "sketched-slots",
          "bidders": [bidder("ten", 10), bidder("four", 4), bidder("two", 2)],
        ], adding: [.mechanism(SketchedSlots.self)]))
    #expect(abs(try #require(recording["revenue"]) - 1) < 1e-12)
    #expect(abs(try #require(recording["welfare"]) - 2.4) < 1e-12)
    #expect(abs(try #require(recording["efficiency"]) - 1) < 1e-12)
    #expect(abs(try #require(recording["sale-rate"]) - 1) < 1e-12)
    #expect(recording.identities.allSatisfy { $0.holds })
  }

  // Bid 5, budget 10 against 3, 7, 5, 1, 4: wins 3, 5 and 1 — 1 is left, which 4 exceeds.
  @Test("A log replay: three auctions won for 9")
  func replay() async throws {
    let results = try await Self.simulate(["kind": "sketched-replay", "prices": [3, 7, 5, 1, 4]], replicates: 1)
    #expect(results["won"]?.mean == 3 && results["cost"]?.mean == 9)
  }

  // Erlang 1917: with capacity c and load a the share refused is (a^c / c!) / Σ a^k / k!, whatever the durations'
  // distribution. c = 2, a = 1: 0.5 / 2.5 = 1/5. The start from empty shifts it by less than 10⁻⁴.
  @Test("An online allocation whose capacity returns: Erlang's loss formula gives 1/5")
  func allocation() async throws {
    expect(try await Self.simulate(["kind": "sketched-allocation"])["refused"], toBe: 0.2, within: 0.006)
  }

  // Both sides are Poisson of mean m = 1 a window: E min = Σ_{k ≥ 1} Pr[N ≥ k]².
  @Test("A batch matching: the mean of the smaller of two Poisson numbers")
  func matching() async throws {
    var term = 0.36787944117144233  // 1/e: Pr[N = 0]
    var tail = 1 - term
    var theory = 0.0
    for k in 1..<40 {
      theory += tail * tail
      term /= Double(k)
      tail -= term
    }
    expect(try await Self.simulate(["kind": "sketched-matching"])["matches"], toBe: theory, within: 0.01)
  }

  @Test("Sketched worlds are read like all others: unknown settings and bounds are told")
  func settings() async {
    await #expect {
      _ = try await Self.simulate(["kind": "sketched-matching", "windw": 1, "windows": 0])
    } throws: { error in
      "\(error)" == """
        scenario: world.windows: 0 is out of bounds; write a whole number from 1 to 1000000
        scenario: world.windw: unknown setting; did you mean 'window'?
        """
    }
  }
}
