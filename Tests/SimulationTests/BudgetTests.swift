import Outcry
import Testing

@Suite struct BudgetTests {
  /// Bids as a hostile strategy might: no number, infinite, negative, far too much, or its value.
  static let madness: @Sendable (Double, inout RandomStream) -> Double = { value, stream in
    switch stream.index(below: 8) {
    case 0: .nan
    case 1: .infinity
    case 2: -.infinity
    case 3: -0.5
    case 4: .greatestFiniteMagnitude
    case 5: 1e9 * value
    case 6: 0
    default: value
    }
  }

  static let mechanisms = ["first-price", "second-price", "third-price", "all-pay", "posted-price"]

  // Replays every balance from the awards alone: a payment is at most what is left, and what is left is what the bidder
  // was told, bit for bit. 400 auctions in 400 buckets, so that an award's bucket is its auction; seed 1.
  @Test(
    "Nobody pays more than it has left, to the last bit, whatever is bid",
    arguments: ["cap", "disqualify", "leave-unsold"], mechanisms)
  func lastBit(overBudget: String, mechanism: String) throws {
    let journal = Journal()
    let scenario = try market(
      [
        "horizon": 400, "over-budget": Node(stringLiteral: overBudget), "mechanism": Node(stringLiteral: mechanism),
        "bidders": [
          ["name": "mad", "count": 4, "budget": 3, "strategy": ["kind": "spy", "label": "mad"]],
          ["name": "sane", "count": 2, "budget": 40],
        ],
      ], metrics: ["spied"], adding: journal.spies(bid: Self.madness))
    let recording = try play(scenario, buckets: 400)
    #expect(recording.identities.allSatisfy { $0.holds })
    var left = [3.0, 3, 3, 3, 40, 40]
    var awards = journal.awards[...]
    var isPaid = false
    for (auction, seen) in journal.seen.enumerated() {
      #expect(seen.left == Array(left[..<4]))
      while let award = awards.first, award.bucket == Int32(auction) {
        awards.removeFirst()
        #expect(award.payment >= 0 && award.payment <= left[Int(award.bidder)])
        left[Int(award.bidder)] -= award.payment
        if award.payment > 0 { isPaid = true }
      }
    }
    #expect(awards.isEmpty && isPaid)
    #expect(left.allSatisfy { $0 >= 0 })
  }

  // A bids 1 with budget ½, B bids ¾. Capped: A bids ½ and loses, B pays its bid or ½. Disqualified: A wins at 1 or ¾,
  // cannot pay, and B wins alone. Left unsold: nobody wins.
  @Test(
    "Over budget: capped, disqualified and sold again, or left unsold",
    arguments: [
      ("first-price", "cap", 0.75), ("first-price", "disqualify", 0.75), ("first-price", "leave-unsold", 0),
      ("second-price", "cap", 0.5), ("second-price", "disqualify", 0), ("second-price", "leave-unsold", 0),
    ])
  func overBudget(mechanism: String, rule: String, revenue: Double) throws {
    let recording = try play(
      market([
        "horizon": 1, "mechanism": Node(stringLiteral: mechanism), "over-budget": Node(stringLiteral: rule),
        "bidders": [
          ["name": "A", "budget": 0.5, "strategy": ["kind": "fixed-bid", "bid": 1]],
          ["name": "B", "strategy": ["kind": "fixed-bid", "bid": 0.75]],
        ],
      ]))
    #expect(recording["revenue"] == revenue)
    #expect(recording["sale-rate"] == (rule == "leave-unsold" ? 0 : 1))
    #expect(recording["win-share", group: 0] ?? 0 == 0)
  }

  // Auctions at 1, 2, … 20 s; both bid ¼ with budget 1 and A wins ties. A wins at 1…4, B at 5…8, nobody at 9; refilled
  // at 10 s, before the auction: A at 10…13, B at 14…17; refilled at 20: A at 20. 17 sales of ¼.
  @Test("Budgets are refilled each period, before an auction of the same time")
  func refills() throws {
    let recording = try play(
      market(
        [
          "horizon": 20, "arrivals": "fixed", "mechanism": "first-price",
          "bidders": [
            ["name": "A", "budget": 1, "budget-period": "10 s", "strategy": ["kind": "fixed-bid", "bid": 0.25]],
            ["name": "B", "budget": 1, "budget-period": "10 s", "strategy": ["kind": "fixed-bid", "bid": 0.25]],
          ],
        ], metrics: ["sale-rate", "spend", "budget-use"]))
    #expect(recording["sale-rate"] == 17.0 / 20)
    #expect(recording["spend", group: 0] == 9 * 0.25)
    #expect(recording["spend", group: 1] == 8 * 0.25)
    #expect(recording["budget-use", group: 0] == 2.25 / 3)
    #expect(recording["budget-use"] == 4.25 / 6)
    #expect(recording.identities.allSatisfy { $0.holds })
  }

  @Test("A bidder whose budget is gone is not a bidder: nobody bids 0 in its place")
  func broke() throws {
    let recording = try play(
      market([
        "horizon": 3, "mechanism": "first-price",
        "bidders": [["name": "A", "budget": 0.5, "strategy": ["kind": "fixed-bid", "bid": 0.5]]],
      ]))
    #expect(recording["sale-rate"] == 1.0 / 3)
    #expect(recording["revenue"] == 0.5 / 3)
  }

  @Test("The paths of balances end at what is left")
  func balancePaths() throws {
    let recording = try play(
      market([
        "horizon": 10, "arrivals": "fixed", "mechanism": "first-price",
        "bidders": [["name": "A", "count": 2, "budget": 1, "strategy": ["kind": "fixed-bid", "bid": 0.25]]],
      ]), buckets: 5)
    let path = try #require(recording.series.first { $0.measure.name == "balance" })
    // Two sales of ¼ a bucket, means over two bidders: 2 − ½, 2 − 1, … halved.
    #expect(path.readings.map { $0.number ?? -1 } == [0.75, 0.5, 0.25, 0, 0])
  }

  @Test("A refill with arrivals that run out comes to an end", .timeLimit(.minutes(60)))
  func runOut() throws {
    let recording = try play(
      market(
        [
          "horizon": "1000000 weeks", "arrivals": ["kind": "times", "times": [0.5, 1.5]],
          "bidders": [["name": "A", "count": 2, "budget": 1, "budget-period": "1 ms"]],
        ], metrics: ["auctions", "budget-use"]))
    #expect(recording["auctions"] == 2)
  }
}
