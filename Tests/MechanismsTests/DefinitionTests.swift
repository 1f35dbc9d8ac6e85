import MarketModel
import Mechanisms
import Testing

private let none = Ballot.noBid

@Suite struct FirstPriceTests {
  @Test("The highest bid wins and pays itself")
  func definition() throws {
    let auction = try mechanism("first-price")
    #expect(decide(auction, [2, 5, 3]) == sale(to: 1, at: 5))
    #expect(decide(auction, [4]) == sale(to: 0, at: 4))
    #expect(decide(auction, [0, none]) == sale(to: 0, at: 0))
  }

  @Test("Ties go to the lower seat")
  func ties() throws { #expect(decide(try mechanism("first-price"), [1, 3, 3]) == sale(to: 1, at: 3)) }

  @Test("Nobody bids, nobody is there: unsold")
  func noBids() throws {
    let auction = try mechanism("first-price")
    #expect(decide(auction, [none, none]) == unsold(reserveBound: false))
    #expect(decide(auction, []) == unsold(reserveBound: false))
  }

  @Test("A bid below the reserve does not buy, one that equals it does")
  func reserve() throws {
    let auction = try mechanism("first-price", ["reserve": 2])
    #expect(decide(auction, [1.5, 1]) == unsold(reserveBound: true))
    #expect(decide(auction, [2, 1]) == sale(to: 0, at: 2))
  }

  @Test("Personal reserves: eager goes down the list, lazy stops at the highest bid")
  func personal() throws {
    #expect(decide(try mechanism("first-price"), [5, 4], reserves: [6, 3]) == sale(to: 1, at: 4, reserveBound: true))
    let lazy = try mechanism("first-price", ["reserve-rule": "lazy"])
    #expect(decide(lazy, [5, 4], reserves: [6, 3]) == unsold(reserveBound: true))
    #expect(decide(lazy, [5, 4], reserves: [5, 9]) == sale(to: 0, at: 5))
  }
}

@Suite struct SecondPriceTests {
  @Test("The highest bid wins and pays the second-highest")
  func definition() throws {
    let auction = try mechanism("second-price")
    #expect(decide(auction, [2, 5, 3]) == sale(to: 1, at: 3))
    #expect(decide(auction, [5, none]) == sale(to: 0, at: 0))
    #expect(decide(auction, [7]) == sale(to: 0, at: 0))
  }

  @Test("A tie goes to the lower seat, at its own bid")
  func ties() throws { #expect(decide(try mechanism("second-price"), [1, 3, 3]) == sale(to: 1, at: 3)) }

  @Test("Nobody bids, nobody is there: unsold")
  func noBids() throws {
    let auction = try mechanism("second-price", ["reserve": 1])
    #expect(decide(auction, [none, none]) == unsold(reserveBound: false))
    #expect(decide(auction, []) == unsold(reserveBound: false))
  }

  @Test("The reserve binds when it sets the price or keeps the item")
  func reserve() throws {
    let auction = try mechanism("second-price", ["reserve": 2])
    #expect(decide(auction, [5, 3]) == sale(to: 0, at: 3))
    #expect(decide(auction, [5, 1]) == sale(to: 0, at: 2, reserveBound: true))
    #expect(decide(auction, [5, 2]) == sale(to: 0, at: 2))
    #expect(decide(auction, [1, 0]) == unsold(reserveBound: true))
  }

  // Bids 5, 4, 1 with reserves 6, 3, 0. Eager: 5 is dropped, 4 wins and pays max(1, 3). Lazy: 5 is the highest and below
  // its own reserve: unsold. Bids 5, 4, 1 with reserves 2, 9, 0. Eager: 4 is dropped, 5 pays max(1, 2); lazy: 4 counts.
  @Test("Eager and lazy personal reserves differ in who wins and in the price")
  func personal() throws {
    let eager = try mechanism("second-price")
    let lazy = try mechanism("second-price", ["reserve-rule": "lazy"])
    #expect(decide(eager, [5, 4, 1], reserves: [6, 3, 0]) == sale(to: 1, at: 3, reserveBound: true))
    #expect(decide(lazy, [5, 4, 1], reserves: [6, 3, 0]) == unsold(reserveBound: true))
    #expect(decide(eager, [5, 4, 1], reserves: [2, 9, 0]) == sale(to: 0, at: 2, reserveBound: true))
    #expect(decide(lazy, [5, 4, 1], reserves: [2, 9, 0]) == sale(to: 0, at: 4))
  }

  @Test("The higher of the anonymous and the personal reserve counts")
  func both() throws {
    let auction = try mechanism("second-price", ["reserve": 2])
    #expect(decide(auction, [5, 1], reserves: [1, 1]) == sale(to: 0, at: 2, reserveBound: true))
    #expect(decide(auction, [5, 1], reserves: [4, 1]) == sale(to: 0, at: 4, reserveBound: true))
  }

  @Test("With one reserve for all, eager and lazy are the same in every small world")
  func sameForAll() throws {
    for reserve: Node in [0, 1, 2.5] {
      let eager = try mechanism("second-price", ["reserve": reserve])
      let lazy = try mechanism("second-price", ["reserve": reserve, "reserve-rule": "lazy"])
      for first in 0...4 {
        for second in 0...4 {
          for third in 0...4 {
            let values = [Double(first), Double(second), Double(third)]
            for count in 1...3 {
              #expect(decide(eager, Array(values.prefix(count))) == decide(lazy, Array(values.prefix(count))))
            }
          }
        }
      }
    }
  }
}

@Suite struct ThirdPriceTests {
  @Test("The highest bid wins and pays the third-highest, or the reserve where there are fewer bids")
  func definition() throws {
    let auction = try mechanism("third-price")
    #expect(decide(auction, [2, 5, 3, 1]) == sale(to: 1, at: 2))
    #expect(decide(auction, [5, 3]) == sale(to: 0, at: 0))
    #expect(decide(auction, [5, 5, 5]) == sale(to: 0, at: 5))
    let reserved = try mechanism("third-price", ["reserve": 2])
    #expect(decide(reserved, [5, 3]) == sale(to: 0, at: 2, reserveBound: true))
    #expect(decide(reserved, [5, 4, 3]) == sale(to: 0, at: 3))
    #expect(decide(reserved, [1, 1, 1]) == unsold(reserveBound: true))
    #expect(decide(reserved, [none]) == unsold(reserveBound: false))
  }

  @Test("Eager reserves drop a bid before the third-highest is found, lazy ones do not")
  func personal() throws {
    #expect(decide(try mechanism("third-price"), [5, 4, 3, 2], reserves: [0, 9, 0, 0]) == sale(to: 0, at: 2))
    let lazy = try mechanism("third-price", ["reserve-rule": "lazy"])
    #expect(decide(lazy, [5, 4, 3, 2], reserves: [0, 9, 0, 0]) == sale(to: 0, at: 3))
  }
}

@Suite struct AllPayTests {
  private func lines(_ payments: [Double?], winner: Int?) -> [Decision.Line] {
    payments.indices.compactMap { seat in
      payments[seat].map { .init(seat: seat, quantity: seat == winner ? 1 : 0, payment: $0) }
    }
  }

  @Test("Everybody pays its own bid, the highest wins, ties go to the lower seat")
  func definition() throws {
    let auction = try mechanism("all-pay")
    #expect(decide(auction, [2, 5, none, 5]).lines == lines([2, 5, nil, 5], winner: 1))
    #expect(decide(auction, [none]).lines.isEmpty)
  }

  @Test("A bid below the minimum is void: it neither wins nor pays")
  func minimum() throws {
    let auction = try mechanism("all-pay", ["reserve": 2])
    #expect(decide(auction, [1, 3, 2]).lines == lines([nil, 3, 2], winner: 1))
    #expect(decide(auction, [1, 1]) == unsold(reserveBound: true))
  }

  @Test("Lazy: the highest bid is below its own minimum, the others pay all the same and nobody wins")
  func lazy() throws {
    let auction = try mechanism("all-pay", ["reserve-rule": "lazy"])
    #expect(decide(auction, [5, 3], reserves: [6, 1]).lines == lines([nil, 3], winner: nil))
    #expect(decide(try mechanism("all-pay"), [5, 3], reserves: [6, 1]).lines == lines([nil, 3], winner: 1))
  }
}

@Suite struct PostedPriceTests {
  @Test("The first willing bidder buys at the price")
  func definition() throws {
    let shop = try mechanism("posted-price", ["price": 2])
    #expect(decide(shop, [1, 2, 9]) == sale(to: 1, at: 2))
    #expect(decide(shop, [1, none]) == unsold(reserveBound: false))
    #expect(decide(shop, []) == unsold(reserveBound: false))
  }

  @Test("A personal reserve above the price is the price, and may send the bidder away")
  func personal() throws {
    let shop = try mechanism("posted-price", ["price": 2])
    #expect(decide(shop, [5, 5], reserves: [4, 0]) == sale(to: 0, at: 4, reserveBound: true))
    #expect(decide(shop, [3, 5], reserves: [4, 0]) == sale(to: 1, at: 2, reserveBound: true))
  }

  @Test("Half a unit is the price by default, and a price of 0 gives the item to the first who bids")
  func edges() throws {
    #expect(decide(try mechanism("posted-price"), [0.4, 0.6]) == sale(to: 1, at: 0.5))
    #expect(decide(try mechanism("posted-price", ["price": 0]), [none, 0]) == sale(to: 1, at: 0))
  }
}
