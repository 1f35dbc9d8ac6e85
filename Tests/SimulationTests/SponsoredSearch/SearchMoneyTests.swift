import Outcry
import Testing

@Suite("Sponsored search: money")
struct SearchMoneyTests {
  /// Pages at 1, 2, … s; one advertiser with budget 1 bids 1/4 in a first-price auction of one slot.
  static func market(_ payment: Node, rate: Double, conversionRate: Double = 0, pages: Int, _ journal: Journal) throws
    -> Scenario
  {
    var world: Node = [
      "horizon": Node(integerLiteral: pages), "arrivals": "fixed", "mechanism": "gfp", "slots": [1],
      "bidders": [
        [
          "name": "A", "budget": 1, "strategy": "spy", "quality": ["kind": "fixed", "rate": Node(floatLiteral: rate)],
          "conversion-rate": Node(floatLiteral: conversionRate),
        ]
      ],
    ]
    for entry in payment.entries { world[entry.key] = entry.value }
    return try search(
      world, metrics: ["spied", "revenue", "spend", "balance", "clicks", "conversions", "impressions"],
      adding: journal.spies { _, _ in 0.25 })
  }

  // Reserved at 1…4 s; the balance is 0 until nothing more can come.
  @Test("The price of a click is reserved at the impression, and paid when the click comes")
  func reserved() throws {
    let journal = Journal()
    let recording = try play(Self.market(["clicks": ["delay": "10 s"]], rate: 1, pages: 20, journal))
    #expect(journal.seen.map { $0.left[0] }.prefix(5) == [1, 0.75, 0.5, 0.25, 0])
    #expect(recording["spend"] == 1 && recording["balance", group: 0] == 0)
    // Four pages with an ad of four clicks; where nothing is left nothing is shown.
    #expect(recording["impressions"] == 4.0 / 20 && recording["clicks"] == 4.0 / 20)
    #expect(journal.awards.filter { $0.payment > 0 }.map(\.payment) == [0.25, 0.25, 0.25, 0.25])
  }

  // A click in 10⁹: none comes but with a chance of 15 · 10⁻⁹. Reserved at 1…4 s, given back at 11…14 s before the page of
  // the same second, and reserved again.
  @Test("No click in time: what was reserved is given back")
  func released() throws {
    let journal = Journal()
    let recording = try play(Self.market(["clicks": ["delay": "10 s"]], rate: 1e-9, pages: 15, journal))
    #expect(journal.seen.map { $0.left[0] } == [1, 0.75, 0.5, 0.25, 0, 0, 0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0])
    #expect(recording["spend"] == 0 && recording["balance", group: 0] == 1)
    #expect(journal.awards.isEmpty)
    #expect(recording.identities.allSatisfy { $0.holds })
  }

  // A click that leads to a conversion in 10⁹. A price per conversion would be 0.25 · 10⁹: all that is left is reserved, from
  // the impression until 2 s for the click and 3 s more for the conversion have passed.
  @Test("Per conversion: what was reserved for a conversion that does not come is given back after both windows")
  func noConversion() throws {
    let journal = Journal()
    let recording = try play(
      Self.market(
        ["charge": "conversion", "clicks": ["delay": "2 s"], "conversions": ["delay": "3 s"]], rate: 1,
        conversionRate: 1e-9, pages: 12, journal))
    #expect(journal.seen.map { $0.left[0] } == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
    #expect(recording["spend"] == 0 && recording["balance", group: 0] == 1)
    #expect((recording["clicks"] ?? .nan) > 0 && recording["conversions"] == 0)
  }

  // Each click converts: the price per conversion is the price per click, due 5 s after the impression.
  @Test("Per conversion: paid when the conversion comes")
  func conversion() throws {
    let journal = Journal()
    let recording = try play(
      Self.market(
        ["charge": "conversion", "clicks": ["delay": "2 s"], "conversions": ["delay": "3 s"]], rate: 1,
        conversionRate: 1, pages: 10, journal))
    #expect(journal.seen.map { $0.left[0] }.prefix(6) == [1, 0.75, 0.5, 0.25, 0, 0])
    #expect(recording["spend"] == 1 && recording["conversions"] == 0.4)
  }

  // 1/4 a click at a click rate of 1/2 is 1/8 an impression, clicked or not. From the eighth on less than a bid is left: the
  // bid is what is left, and half of it is paid. After twelve 1/8 · 2⁻⁵ are left.
  @Test("Per impression: price times click rate, at once, clicked or not")
  func impression() throws {
    let journal = Journal()
    let recording = try play(
      Self.market(["charge": "impression", "clicks": ["delay": "10 s"]], rate: 0.5, pages: 12, journal))
    #expect(
      journal.seen.map { $0.left[0] }.prefix(10) == [
        1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 1.0 / 16, 1.0 / 32,
      ])
    #expect(recording["spend"] == 1 - 0.125 / 32 && recording["impressions"] == 1)
  }

  // A bids 1 and has 1/2, B bids 3/4; one slot, first price, every ad clicked. Capped: A bids 1/2, B wins at 3/4.
  // Disqualified: sold again without A. Left unsold: an empty page.
  @Test(
    "Over budget: capped, disqualified and sold again, or the slot stays empty",
    arguments: [("cap", 0.75), ("disqualify", 0.75), ("leave-unsold", 0)])
  func overBudget(rule: String, revenue: Double) throws {
    let recording = try play(
      search([
        "horizon": 1, "mechanism": "gfp", "slots": [1], "over-budget": Node(stringLiteral: rule),
        "bidders": [advertiser("A", bid: 1, ["budget": 0.5]), advertiser("B", bid: 0.75)],
      ]))
    #expect(recording["revenue"] == revenue)
  }

  /// One market of a random kind, drawn from a stream of its own.
  static func randomMarket(_ number: Int) -> Node {
    var stream = RandomStream(.graph, in: Replicate(seed: 1, number: number))
    func pick(_ choices: [Node]) -> Node { choices[stream.index(below: choices.count)] }
    var world: Node = [
      "horizon": 150, "arrivals": pick(["fixed", "poisson"]),
      "over-budget": pick(["cap", "disqualify", "leave-unsold"]),
      "charge": pick(["impression", "click", "conversion"]),
      "slots": pick([[1], [0.6, 0.3], [0.9, 0.9, 0.5, 0], [0.3, 0.2, 0.1]]),
      "clicks": pick([
        ["delay": "0 s"], ["delay": "7 s"], ["delay": "4 s", "spread": "exponential", "window": "6 s"],
        ["delay": "0 s", "window": "5 s"],
      ]),
      "conversions": pick([
        ["delay": "0 s"], ["delay": "20 s"], ["delay": "9 s", "spread": "exponential", "window": "30 s"],
      ]),
      "click-model": pick([
        "position-based", "cascade", "multinomial-logit", ["kind": "cascade", "continuation": 0.7],
      ]),
      "feedback-delay": pick(["0 s", "3 s"]),
    ]
    // VCG and Myerson for slots want ads that do not take clicks from each other.
    let isIndependent = world["click-model"]?.text == "position-based"
    var mechanisms: [Node] = [
      "gsp", "gfp", ["kind": "gsp", "squash": 0.5, "reserve": 0.2],
      ["kind": "gsp", "reserve": 0.3, "reserve-rule": "lazy"],
      ["kind": "gfp", "reserve": 0.05, "reserve-on": "score"], "random-placement",
      ["kind": "gsp", "monopoly-reserves": ["scope": "personal", "draws": 50]],
    ]
    if isIndependent { mechanisms += ["vcg", ["kind": "vcg", "reserve": 0.2], "myerson"] }
    if world["click-model"]?.text == "cascade" { mechanisms += ["cascade-exact", "cascade-greedy"] }
    if world["click-model"]?.text == "multinomial-logit" { mechanisms += ["mnl-welfare", "mnl-revenue"] }
    world["mechanism"] = pick(mechanisms)
    let budgets: [Node] = [0.5, 2, 6]
    world["bidders"] = [
      [
        "name": "A", "count": 3, "budget": pick(budgets), "conversion-rate": 0.4,
        "quality": pick([["kind": "fixed", "rate": 0.5], ["kind": "beta", "alpha": 2, "beta": 2]]),
        "strategy": pick(["truthful", ["kind": "scaled-value", "factor": 0.6], ["kind": "fixed-bid", "bid": 0.4]]),
      ],
      [
        "name": "B", "count": 2, "budget": pick(budgets), "budget-period": "25 s", "conversion-rate": 0.7,
        "value-per": pick(["click", "conversion"]),
        "quality": ["kind": "beta", "alpha": 4, "beta": 2, "drawn": "once"],
      ],
      [
        "name": "C", "count": 2, "conversion-rate": 1, "participation": pick([1, 0.5]), "arrives": "20 s",
        "departs": pick(["60 s", "1 week"]), "reserve": pick([0, 0.2]),
      ],
    ]
    return world
  }

  // 300 markets of random kinds, seed 1. The balances are reckoned again from what was charged; at the end nothing is
  // reserved any more: every balance is the last budget less what was paid of it.
  @Test("Money in is money out, and nothing stays reserved: 300 markets of random kinds", arguments: 0..<300)
  func conservation(number: Int) throws {
    let journal = Journal()
    let world = Self.randomMarket(number)
    let scenario = try search(
      world,
      metrics: [
        "spied", "revenue", "welfare", "surplus", "spend", "budget-use", "balance", "revenue-per-thousand",
        "impressions",
        "clicks", "conversions",
      ], adding: journal.spies())
    let recording = try play(scenario, bidders: true)
    #expect(recording.identities.map(\.statement).contains("charges = drops of the budgets"))
    for identity in recording.identities { #expect(identity.holds, "\(identity)") }
    let paid = (0..<7).map { bidder in
      journal.awards.filter { $0.bidder == Int32(bidder) }.reduce(0) { $0 + $1.payment }
    }
    let total = paid.reduce(0, +)
    #expect(journal.awards.allSatisfy { $0.payment >= 0 && $0.quantity >= 0 })
    #expect(abs(try #require(recording["revenue"]) * 150 - total) < 1e-9)
    #expect(abs(try #require(recording["revenue-per-thousand"]) * 0.15 - total) < 1e-9)
    for bidder in 0..<7 { #expect(abs((recording["spend", bidder: bidder] ?? 0) - paid[bidder]) < 1e-9) }
    // Group A: one budget for the whole run, nothing refilled.
    let budget = try #require(world["bidders"]?.elements[0]["budget"]?.number)
    for bidder in 0..<3 { #expect(paid[bidder] <= budget) }
    let left = try #require(recording["balance", group: 0])
    #expect(abs(left - (3 * budget - paid[..<3].reduce(0, +)) / 3) < 1e-9)
  }
}
