import Outcry
import Testing

@Suite struct FeedbackTests {
  /// Auctions at 1, 2, … s between two spies of two bidders each, first price.
  static func watch(
    _ settings: Node = [:], information: String = "own-outcome", needs: Information = .ownOutcome
  ) throws -> Journal {
    let journal = Journal()
    var world: Node = [
      "horizon": 50, "arrivals": "fixed", "mechanism": "first-price",
      "information": Node(stringLiteral: information),
      "bidders": [
        ["name": "A", "count": 2, "strategy": ["kind": "spy", "label": "A"]],
        ["name": "B", "count": 2, "strategy": ["kind": "spy", "label": "B"]],
      ],
    ]
    for entry in settings.entries { world[entry.key] = entry.value }
    try play(market(world, metrics: ["spied"], adding: journal.spies(needs: needs)))
    return journal
  }

  @Test("Own outcome: own lines and own bids, no price, nobody else's bids")
  func ownOutcome() throws {
    let journal = try Self.watch()
    #expect(journal.heard.count == 100)
    for (heard, seen) in zip(journal.heard, journal.seen) {
      #expect(heard.label == seen.label || heard.opportunity.number == seen.opportunity.number)
      #expect(heard.price == nil)
      #expect(heard.allBids.isEmpty)
      #expect(heard.bids == heard.values)
      #expect(heard.awards.count <= 1)
      for award in heard.awards { #expect(award.payment == heard.bids[award.seat]) }
    }
    // Every auction has one winner, who is told in its own group.
    #expect(journal.heard.reduce(0) { $0 + $1.awards.count } == 50)
  }

  @Test("Winning price: the price of the item to all, nobody else's bids")
  func winningPrice() throws {
    let journal = try Self.watch(information: "winning-price")
    for number in 0..<50 {
      let heard = journal.heard.filter { $0.opportunity.number == number }
      let highest = heard.flatMap(\.bids).max()
      #expect(heard.map(\.price) == [highest, highest])
      #expect(heard.allSatisfy { $0.allBids.isEmpty })
    }
  }

  @Test("All bids: everybody's, in seat order")
  func allBids() throws {
    let journal = try Self.watch(information: "all-bids")
    for number in 0..<50 {
      let heard = journal.heard.filter { $0.opportunity.number == number }
      let bids = heard.flatMap(\.bids)
      #expect(heard.map(\.allBids) == [bids, bids])
    }
  }

  @Test("A strategy that needs nothing is told nothing")
  func nothing() throws {
    #expect(try Self.watch(information: "all-bids", needs: .nothing).heard.isEmpty)
  }

  @Test("A strategy that must learn more than the regime grants is refused")
  func refused() {
    #expect {
      _ = try Self.watch(information: "own-outcome", needs: .allBids)
    } throws: { error in
      "\(error)"
        == """
        scenario: world.information: the strategy of 'A' must learn the all-bids; write `information: all-bids`
        scenario: world.information: the strategy of 'B' must learn the all-bids; write `information: all-bids`
        """
    }
  }

  // With a delay of 2.5 s the auction of second t is heard of after the bids of t + 2 and before those of t + 3; with
  // 2 s just before those of t + 2, because at one time feedback comes first.
  @Test(
    "Delayed feedback arrives when it should, in order, and all of it",
    arguments: [("2.5 s", 2), ("2 s", 1), ("0.5 s", 0)])
  func delayed(delay: String, auctionsBetween: Int) throws {
    let journal = try Self.watch(["feedback-delay": Node(stringLiteral: delay)], information: "all-bids")
    var latest = -1
    var told: [Int] = []
    for line in journal.lines {
      switch line {
      case .saw(let seen): latest = seen.opportunity.number
      case .heard(let heard):
        told.append(heard.opportunity.number)
        #expect(latest == min(49, heard.opportunity.number + auctionsBetween))
      }
    }
    #expect(told == (0..<50).flatMap { [$0, $0] })
    // What is told late is what was true then.
    for heard in journal.heard {
      let seen = journal.seen.first { $0.label == heard.label && $0.opportunity.number == heard.opportunity.number }
      #expect(heard.values == seen?.values)
      #expect(heard.bids == seen?.bids)
      #expect(heard.members == seen?.members)
    }
    let prompt = try Self.watch(information: "all-bids")
    #expect(journal.heard.map(\.price) == prompt.heard.map(\.price))
    #expect(journal.heard.map(\.allBids) == prompt.heard.map(\.allBids))
  }

  @Test("Under a common value a bidder is shown its signal, never the value, before and after")
  func signals() throws {
    let journal = Journal()
    try play(
      market(
        [
          "horizon": 100, "mechanism": "first-price",
          "bidders": [["name": "A", "count": 3, "values": "mineral-rights", "strategy": "spy"]],
        ], metrics: ["spied"], adding: journal.spies(needs: .ownOutcome)))
    #expect(journal.heard.map(\.values) == journal.seen.map(\.values))
    // Three signals of one value differ; the facts know the value itself.
    #expect(journal.seen.allSatisfy { Set($0.values).count == 3 })
    for (seen, fact) in zip(journal.seen, journal.awards) {
      #expect(fact.value != seen.values[Int(fact.bidder)])
      #expect(seen.values.allSatisfy { $0 <= 2 * fact.value })
    }
  }

  @Test("Bids are told as the mechanism saw them: capped, and negative for none")
  func cleaned() throws {
    let journal = Journal()
    let bid: @Sendable (Double, inout RandomStream) -> Double = { value, _ in value < 0.5 ? .nan : .infinity }
    try play(
      market(
        [
          "horizon": 100, "mechanism": "third-price", "arrivals": "fixed",
          "bidders": [["name": "A", "count": 2, "budget": 7, "budget-period": "1 s", "strategy": "spy"]],
        ], metrics: ["spied"], adding: journal.spies(needs: .ownOutcome, bid: bid)))
    #expect(journal.heard.count == 100)
    for heard in journal.heard {
      #expect(zip(heard.bids, heard.values).allSatisfy { bid, value in bid == (value < 0.5 ? -1 : 7) })
    }
  }
}
