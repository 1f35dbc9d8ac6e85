import MarketModel
import Mechanisms
import Testing

/// Every mechanism with reserves 0, 1, 2.5 and 5 (above all values); for a posted price, prices.
private let settings: [(kind: String, reserve: Double)] = mechanisms.flatMap { listed in
  [0, 1, 2.5, 5].map { (listed.card.id, $0) }
}

private func make(_ kind: String, _ reserve: Double, rule: String = "eager") throws -> any AuctionMechanism {
  let amount = Node(floatLiteral: reserve)
  return try kind == "posted-price"
    ? mechanism(kind, ["price": amount])
    : mechanism(kind, ["reserve": amount, "reserve-rule": Node(stringLiteral: rule)])
}

// Exhaustive: 1 to 3 bidders, values 0 … 4.
@Suite struct PromiseTests {
  @Test("Every promise on a card is kept with any reserve for all, and the list is not empty", arguments: settings)
  func kept(kind: String, reserve: Double) throws {
    #expect(!settings.isEmpty)
    let card = try #require(mechanisms.first { $0.card.id == kind }).card
    #expect(!card.holds.isEmpty)
    let mechanism = try make(kind, reserve)
    for promise in card.holds {
      let witness = counterexample(to: promise, of: mechanism, reserve: reserve, in: smallWorlds())
      #expect(witness == nil, "\(promise.rawValue): \(witness.map(String.init(describing:)) ?? "")")
    }
  }

  @Test("Every promise that a card denies has a counterexample", arguments: mechanisms.map(\.card.id))
  func denied(kind: String) throws {
    let card = try #require(mechanisms.first { $0.card.id == kind }).card
    for promise in card.fails {
      let witness = try [0, 1, 2.5].lazy.map { reserve in
        counterexample(to: promise, of: try make(kind, reserve), reserve: reserve, in: smallWorlds())
      }.first { $0 != nil }
      #expect(witness != nil, "\(promise.rawValue) has no counterexample")
    }
  }

  @Test("Every card takes a stand on every property", arguments: mechanisms.map(\.card.id))
  func complete(kind: String) throws {
    let card = try #require(mechanisms.first { $0.card.id == kind }).card
    #expect(Set(card.holds).isDisjoint(with: card.fails))
    #expect(Set(card.holds).union(card.fails) == Set(Property.allCases))
  }

  /// All personal reserves out of 0, 1, 3 for three bidders.
  private static let personal: [[Double]] = [0.0, 1, 3].flatMap { a in
    [0.0, 1, 3].flatMap { b in [0.0, 1, 3].map { [a, b, $0] } }
  }

  @Test("Second price stays truthful with personal reserves, eager and lazy", arguments: ["eager", "lazy"])
  func truthfulWithPersonalReserves(rule: String) throws {
    let mechanism = try make("second-price", 0, rule: rule)
    for promise in [Property.truthful, .individuallyRational, .noPositiveTransfers] {
      let witness = counterexample(to: promise, of: mechanism, reserve: 0, in: smallWorlds(reserves: Self.personal))
      #expect(witness == nil, "\(promise.rawValue): \(witness.map(String.init(describing:)) ?? "")")
    }
  }

  @Test("Eager personal reserves sell whenever somebody meets its own, lazy ones do not")
  func eagerSells() throws {
    let worlds = smallWorlds(reserves: Self.personal)
    for kind in ["first-price", "second-price", "third-price", "all-pay"] {
      #expect(counterexample(to: .sellsAboveReserve, of: try make(kind, 0), reserve: 0, in: worlds) == nil)
      let lazy = counterexample(to: .sellsAboveReserve, of: try make(kind, 0, rule: "lazy"), reserve: 0, in: worlds)
      #expect(lazy != nil)
    }
  }

  @Test("The checker is no yes-man: it finds that a first-price winner would rather bid less")
  func witness() throws {
    let witness = try #require(
      counterexample(to: .truthful, of: make("first-price", 0), reserve: 0, in: smallWorlds()))
    // The smallest world: one bidder of value 1 who bids 0 gains 1.
    #expect(witness.description == "values [1.0], reserves []: bidder 0 gains 1.0 by bidding 0.0")
  }
}
