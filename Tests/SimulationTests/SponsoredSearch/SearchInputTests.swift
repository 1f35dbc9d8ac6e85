import Outcry
import Testing

@Suite("Sponsored search: wrong and degenerate input")
struct SearchInputTests {
  static func mistakes(_ changes: Node, _ advertiser: Node = [:]) -> [String] {
    var world: Node = ["horizon": 10, "slots": [0.5, 0.25]]
    for entry in changes.entries { world[entry.key] = entry.value }
    var group: Node = ["name": "A", "count": 3]
    for entry in advertiser.entries { group[entry.key] = entry.value }
    world["bidders"] = [group]
    do {
      _ = try search(world)
      return []
    } catch {
      return error.all.map(\.description)
    }
  }

  @Test("no slots, slots nobody looks at, slots out of order, too many: refused, with what to do")
  func slots() {
    #expect(
      Self.mistakes(["slots": []]) == ["scenario: world.slots: the list is empty; give at least one number"])
    #expect(
      Self.mistakes(["slots": [0, 0]]) == [
        "scenario: world.slots: no slot is ever looked at; give at least one number above 0"
      ])
    #expect(
      Self.mistakes(["slots": [0.2, 0.3]]) == [
        "scenario: world.slots: slot 2 is looked at more often than slot 1; list the best slot first"
      ])
    #expect(
      Self.mistakes(["slots": [0.5, 1.2]]) == [
        "scenario: world.slots[1]: 1.2 is out of bounds; write a number from 0 to 1"
      ])
    #expect(
      Self.mistakes(["slots": Node(.list(Array(repeating: 0.5, count: 101)))]) == [
        "scenario: world.slots: 101 slots are too many; write at most 100"
      ])
  }

  @Test("click rates outside [0, 1], all 0, or not one for each: refused, with what to do")
  func rates() {
    #expect(
      Self.mistakes([:], ["quality": ["kind": "fixed", "rate": 1.5]]) == [
        "scenario: world.bidders.A.quality.rate: 1.5 is out of bounds; write a number from 0 to 1"
      ])
    #expect(
      Self.mistakes([:], ["quality": ["kind": "matrix", "rows": [["rates": [0.5, -0.1]]]], "count": 1]) == [
        "scenario: world.bidders.A.quality.rows[0].rates[1]: -0.1 is out of bounds; write a number from 0 to 1"
      ])
    #expect(
      Self.mistakes([:], ["quality": ["kind": "matrix", "rows": [["rates": [0, 0]]]], "count": 1]) == [
        "scenario: world.bidders.A.quality.rows: every rate is 0; give at least one rate above 0"
      ])
    #expect(
      Self.mistakes([:], ["quality": ["kind": "matrix", "rows": [["rates": [0.1, 0.1]]]]]) == [
        "scenario: world.bidders: in 'A': the number of rows is 1, of bidders 3; give one row per bidder"
      ])
    #expect(
      Self.mistakes([:], ["quality": ["kind": "matrix", "rows": [["rates": [0.1]]]], "count": 1]) == [
        "scenario: world.bidders: in 'A': row 1: the number of rates is 1, of slots 2; give one rate per slot"
      ])
    #expect(
      Self.mistakes([:], ["quality": ["kind": "fixed", "rates": [0.1, 0.2]]]) == [
        "scenario: world.bidders: in 'A': the number of rates is 2, of bidders 3; give one rate per bidder"
      ])
  }

  @Test("values of which a seller cannot know the distribution, no samples, too many slots for an exact placement")
  func mechanisms() {
    #expect(
      Self.mistakes(["mechanism": "myerson"], ["values": "mineral-rights"]) == [
        "scenario: world.mechanism: the values of 'A' have no distribution that the seller could know; write "
          + "`knows: samples`, or choose values such as uniform, piecewise-uniform, discrete or empirical"
      ])
    #expect(
      Self.mistakes(["mechanism": ["kind": "myerson", "knows": "samples", "draws": 0]]) == [
        "scenario: world.mechanism.draws: 0 is out of bounds; write a whole number from 1 to 1000000 [values]"
      ])
    #expect(
      Self.mistakes(["mechanism": "myerson"], ["values": ["kind": "empirical", "values": []]]) == [
        "scenario: world.bidders.A.values.values: the list is empty; give at least one number"
      ])
    #expect(
      Self.mistakes(["mechanism": "vcg", "click-model": "cascade"]) == [
        "scenario: world.mechanism: its prices need ads that do not take clicks from each other; write "
          + "`click-model: position-based`, or choose a mechanism for this click model"
      ])
    #expect(
      Self.mistakes([
        "mechanism": "cascade-exact", "click-model": "cascade",
        "slots": Node(.list(Array(repeating: 0.5, count: 13))),
      ]) == [
        "scenario: world.mechanism: 13 slots are too many for an exact placement; give at most 12 slots, or write "
          + "`kind: cascade-greedy`"
      ])
  }

  @Test("payments, delays and strategies that do not go together")
  func combinations() {
    #expect(
      Self.mistakes(["charge": "conversion"]) == [
        "scenario: world.charge: the clicks of 'A' never convert; give it a `conversion-rate` above 0"
      ])
    #expect(
      Self.mistakes(["clicks": ["count": "expected", "delay": 3]]) == [
        "scenario: world.clicks: clicks that are not drawn cannot come later; remove the delays, or write `count: drawn`"
      ])
    #expect(
      Self.mistakes(["clicks": ["delay": 3, "spread": "exponential"]]) == [
        "scenario: world.clicks.window: delays without bound are waited for without end; give a window, such as five "
          + "times the delay"
      ])
    #expect(
      Self.mistakes([:], ["strategy": "lowest-envy-free"]) == [
        "scenario: world.bidders: the strategy of 'A' must know everybody's values before it bids; write "
          + "`knowledge: complete`, or choose another strategy"
      ])
    #expect(
      Self.mistakes(["ranked-fairness": ["protected": ["B"], "step": 1]]) == [
        "scenario: world.ranked-fairness.step: 1 is out of bounds; write a whole number from 2 to 1000000 [places]",
        "scenario: world.ranked-fairness: no bidder group is called 'B'; did you mean 'A'?",
      ])
    #expect(
      Self.mistakes(["ranked-fairness": ["protected": ["A"]]], ["count": 200_000]) == [
        "scenario: world.ranked-fairness: rankings of 200000 advertisers with a cut every 10 places take too long to "
          + "normalise; write a larger `step`"
      ])
  }

  /// One replicate of 50 pages of a market that is degenerate but defined.
  static func degenerate(_ changes: Node, _ advertiser: Node) throws -> Recording {
    var world: Node = ["horizon": 50, "slots": [0.5, 0.25], "clicks": ["count": "expected"]]
    for entry in changes.entries { world[entry.key] = entry.value }
    var group: Node = ["name": "A", "count": 3]
    for entry in advertiser.entries { group[entry.key] = entry.value }
    world["bidders"] = [group]
    let recording = try play(search(world))
    #expect(recording.identities.allSatisfy { $0.holds })
    return recording
  }

  static let kinds: [Node] = [
    "gsp", "gfp", "vcg", "myerson", "separable-gsp", "random-placement", ["kind": "gsp", "squash": 0],
  ]

  @Test("fewer ads than slots: the last slots stay empty", arguments: kinds.indices)
  func moreSlots(index: Int) throws {
    let recording = try Self.degenerate(
      ["mechanism": Self.kinds[index], "slots": [0.5, 0.4, 0.3, 0.2, 0.1]],
      ["values": ["kind": "discrete", "values": [1]]])
    let filled = try (1...5).map { try #require(recording["slot-\($0)-fill"]) }
    // By lot ads may stand anywhere; else from the top.
    if Self.kinds[index].text == "random-placement" {
      #expect(abs(filled.reduce(0, +) - 3) < 1e-12)
    } else {
      #expect(filled == [1, 1, 1, 0, 0])
    }
  }

  // All bid 1: GSP and VCG pay it per click in the first slots; the last ad of GSP pays the third bid, of VCG likewise.
  @Test("all bids equal: ties go to the lower bidder, who pays what the others bid", arguments: ["gsp", "vcg", "gfp"])
  func equalBids(mechanism: String) throws {
    let recording = try Self.degenerate(
      ["mechanism": Node(stringLiteral: mechanism)], ["values": ["kind": "discrete", "values": [1]]])
    #expect(abs(try #require(recording["revenue"]) - 0.75) < 1e-12)
    #expect(abs((recording["surplus"] ?? .nan)) < 1e-12 && recording["efficiency"] == 1)
  }

  // Myerson's reserve for U[0,1] is 1/2: half of the lone values reach it.
  @Test("one bidder: pays its reserve, or nothing", arguments: [("gsp", 0.0), ("vcg", 0), ("myerson", 0.5)])
  func oneBidder(mechanism: String, price: Double) throws {
    let recording = try Self.degenerate(["mechanism": Node(stringLiteral: mechanism)], ["count": 1])
    #expect(recording["slot-2-fill"] == 0)
    #expect(abs(try #require(recording["cost-per-click"]) - price) < 1e-12)
  }

  @Test("ads that are never clicked are not shown", arguments: ["gsp", "vcg", "gfp", "myerson"])
  func neverClicked(mechanism: String) throws {
    let recording = try Self.degenerate(
      ["mechanism": Node(stringLiteral: mechanism)], ["quality": ["kind": "fixed", "rate": 0]])
    #expect(recording["impressions"] == 0 && recording["revenue"] == 0 && recording["click-rate"] == nil)
  }

  // Values 1 or 4, evenly: virtual values 1 − 1 · (1/2)/(1/2) · 3 = −2 and 4. Only 4 is served, at 4. An atom alone: at its
  // value. Exponential: virtual value v − 1, reserve 1, and whoever is served pays 1 when alone.
  @Test("Myerson: atoms, a single atom, infinite support")
  func atoms() throws {
    let atoms = try Self.degenerate(
      ["mechanism": "myerson"], ["values": ["kind": "discrete", "values": [1, 4]], "count": 1])
    #expect(atoms["cost-per-click"] == 4 && atoms["slot-1-fill"] ?? 1 < 1)
    let atom = try Self.degenerate(
      ["mechanism": "myerson"], ["values": ["kind": "discrete", "values": [3]], "count": 1])
    #expect(atom["cost-per-click"] == 3 && atom["slot-1-fill"] == 1)
    let unbounded = try Self.degenerate(["mechanism": "myerson"], ["values": "exponential", "count": 1])
    #expect(abs(try #require(unbounded["cost-per-click"]) - 1) < 1e-9)
    let sampled = try Self.degenerate(
      ["mechanism": ["kind": "myerson", "knows": "samples", "draws": 1]],
      ["values": ["kind": "discrete", "values": [3]], "count": 1])
    #expect(sampled["cost-per-click"] == 3)
  }

  // a = p/(1 − p) has no bound: 1 counts as 0.999999, which the model's sentence says.
  @Test("multinomial logit: a click rate of 1 is clipped, and said to be")
  func clipped() throws {
    let recording = try Self.degenerate(
      ["slots": [1, 1], "click-model": "multinomial-logit", "mechanism": "mnl-welfare", "most": 1], ["count": 1])
    #expect(abs((recording["click-rate"] ?? .nan) - 0.999999) < 1e-12)
    let card = try #require(Catalogs.standard.registrations.first { $0.card.id == "multinomial-logit" }).card
    #expect(card.summary.contains("rates above 0.999999 count as 0.999999"))
  }
}
