import Outcry
import Testing

/// Charges its first bidder a little more than it bids.
private struct Overcharge: AuctionMechanism {
  static let card = Card("overcharge", "Charges more than was bid.", source: "test")
  let excess: Double
  init(_ settings: inout Settings) { excess = settings.number("excess", default: 0.5, "How much more.") }

  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    outcome.award(0, payment: ballot.bids[0] + excess)
  }
}

/// Pays its bidder.
private struct Bribe: AuctionMechanism {
  static let card = Card("bribe", "Pays the winner.", source: "test")
  init(_ settings: inout Settings) {}

  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    outcome.award(0, payment: -1)
  }
}

/// Gives the item to a bidder that did not bid.
private struct Gift: AuctionMechanism {
  static let card = Card("gift", "Gives the item to whoever does not bid.", source: "test")
  init(_ settings: inout Settings) {}

  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    for seat in ballot.bids.indices where ballot.bids[seat] < 0 { outcome.award(seat, payment: 0) }
  }
}

/// Gives lines to seats, each with the same quantity, for nothing.
private struct Lines: AuctionMechanism {
  static let card = Card("lines", "Gives what it is told to give.", source: "test")
  let seats: [Double]
  let quantity: Double
  let supply: [Double]

  init(_ settings: inout Settings) {
    seats = settings.numbers("seats", otherwise: "0", "Whom.") ?? [0]
    quantity = settings.number("quantity", default: 1, "How much.")
    supply = [settings.number("supply", default: 1, "Of how much.")]
  }

  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    for seat in seats { outcome.award(Int(seat), quantity: quantity, payment: 0) }
  }
}

@Suite struct LawTests {
  static func play(_ mechanism: Node, bid: Node = 1) throws -> Recording {
    try SimulationTests.play(
      market(
        [
          "horizon": 3, "mechanism": mechanism,
          "bidders": [
            ["name": "A", "strategy": ["kind": "fixed-bid", "bid": bid]],
            ["name": "B", "values": ["kind": "uniform", "high": 0.5], "strategy": "first-price-equilibrium"],
            ["name": "C", "strategy": ["kind": "third-price-equilibrium", "reserve": 5]],
          ],
        ], adding: [.mechanism(Overcharge.self), .mechanism(Bribe.self), .mechanism(Gift.self), .mechanism(Lines.self)])
    )
  }

  @Test("A mechanism that charges more than was bid stops the run, and is told where")
  func overcharge() {
    #expect {
      _ = try Self.play("overcharge")
    } throws: { error in
      (error as? LawBroken)?.description
        == "the mechanism 'overcharge' broke its law in auction 0: seat 0, which bid 1, got 1 for 1.5"
    }
  }

  @Test("So do a payment that is no number, and one to the bidder")
  func others() {
    #expect(throws: LawBroken.self) { try Self.play(["kind": "overcharge", "excess": 1e308], bid: 1.7e308) }
    #expect(throws: LawBroken.self) { try Self.play("bribe") }
  }

  @Test("So does an award to a bidder that did not bid")
  func gift() { #expect(throws: LawBroken.self) { try Self.play("gift") } }

  @Test(
    "An item is sold at most once, and nobody gets two lines",
    arguments: [
      (["seats": [0, 1]], "2 was sold of a supply of 1"), (["seats": [1, 0]], "2 was sold of a supply of 1"),
      (["seats": [0, 0], "quantity": 0.5], "seat 0 got two lines"),
      (["seats": [1, 0, 1], "quantity": 0.25], "seat 1 got two lines"),
      (["seats": [0], "supply": 0.3], "1 was sold of a supply of 0.3"),
      (["seats": [0], "quantity": 2], "seat 0, which bid 1, got 2 for 0"),
    ] as [(Node, String)])
  func supply(settings: Node, breach: String) {
    var mechanism = settings
    mechanism["kind"] = "lines"
    #expect {
      _ = try Self.play(mechanism)
    } throws: { error in
      (error as? LawBroken)?.description == "the mechanism 'lines' broke its law in auction 0: \(breach)"
    }
  }

  @Test(
    "Lines of different seats within the supply are lawful, in any order",
    arguments: [
      ["seats": [0, 1], "quantity": 0.5], ["seats": [1, 0], "quantity": 0.5], ["seats": [1, 0], "supply": 2],
    ]
      as [Node])
  func lawful(settings: Node) throws {
    var mechanism = settings
    mechanism["kind"] = "lines"
    #expect(try Self.play(mechanism)["revenue"] == 0)
  }

  @Test("A payment of exactly the bid is lawful")
  func exact() throws { #expect(try Self.play(["kind": "overcharge", "excess": 0])["revenue"] == 1) }

  @Test("A broken law surfaces from an experiment at any number of threads", arguments: [1, 2, 5])
  func experiment(threads: Int) async throws {
    let scenario = try market(
      ["horizon": 3, "mechanism": "bribe", "bidders": [["name": "A"]]], replicates: 20, adding: [.mechanism(Bribe.self)]
    )
    await #expect(throws: LawBroken.self) { try await run(scenario, threads: threads) }
  }
}
