import MarketModel
import Mechanisms
import Randomness
import Testing

/// A listed one-shot mechanism with these settings; they must be right.
func oneShot<Product>(
  _ family: Family<Product>, _ list: [Registration], _ kind: String, _ settings: Node = [:]
) throws -> Product {
  let registration = try #require(list.first { $0.card.id == kind })
  return try registration.product(of: family, with: settings, catalogs: Catalogs(list))
}

private func sale(_ kind: String, units: Int, _ reports: [[Double]], _ more: Node = [:]) throws -> Allotments {
  var settings = more
  settings["units"] = Node(integerLiteral: units)
  let auction = try oneShot(.multiUnit, multiUnitAuctions, kind, settings)
  let chances = try #require(auction.lottery(reports))
  #expect(chances.count == 1 && auction.units == units)
  return chances[0].outcome
}

@Suite struct MultiUnitTests {
  // Krishna 2009, section 12.1: six units; the bids (50, 47, 40, 32, 15, 5), (42, 28, 20, 12, 7, 3), (45, 35, 24, 14, 9, 6).
  // The highest six are 50, 47, 45, 42, 40, 35: bidder 1 wins three, bidder 2 one, bidder 3 two. The highest losing bid is 32.
  // Vickrey: bidder 1 displaces 28, 24, 20; bidder 2 displaces 32; bidder 3 displaces 32 and 28.
  static let krishna: [[Double]] = [[50, 47, 40, 32, 15, 5], [42, 28, 20, 12, 7, 3], [45, 35, 24, 14, 9, 6]]

  @Test("Krishna's example: six units, three formats")
  func krishna() throws {
    for kind in ["uniform-price", "discriminatory", "vickrey"] {
      #expect(try sale(kind, units: 6, Self.krishna).quantities == [3, 1, 2])
    }
    #expect(try sale("uniform-price", units: 6, Self.krishna).payments == [96, 32, 64])
    #expect(
      try sale("uniform-price", units: 6, Self.krishna, ["pricing": "lowest-winning-bid"]).payments == [105, 35, 70])
    #expect(try sale("discriminatory", units: 6, Self.krishna).payments == [137, 42, 80])
    #expect(try sale("vickrey", units: 6, Self.krishna).payments == [72, 32, 60])
  }

  @Test("One unit: Vickrey and the highest losing bid are the second-price auction, the others the first-price")
  func oneUnit() throws {
    let reports: [[Double]] = [[2], [5], [3]]
    #expect(try sale("uniform-price", units: 1, reports).payments == [0, 3, 0])
    #expect(try sale("vickrey", units: 1, reports).payments == [0, 3, 0])
    #expect(try sale("discriminatory", units: 1, reports).payments == [0, 5, 0])
    #expect(try sale("uniform-price", units: 1, reports, ["pricing": "lowest-winning-bid"]).payments == [0, 5, 0])
  }

  // Values (10, 9) and 5: truthful, the first bidder wins both at 5 and keeps 9; asking for one unit only it keeps 10.
  @Test("Demand reduction pays at a uniform price, not in Vickrey's auction")
  func demandReduction() throws {
    for (kind, honest, less) in [("uniform-price", 10.0, 0.0), ("vickrey", 5, 0)] {
      #expect(try sale(kind, units: 2, [[10, 9], [5]]).payments == [honest, 0])
      #expect(try sale(kind, units: 2, [[10], [5]]).payments == [less, 0])
    }
  }

  @Test("Ties go to the lower bidder; the order of a bidder's bids does not matter")
  func ties() throws {
    #expect(try sale("uniform-price", units: 2, [[3], [4], [3]]).quantities == [1, 1, 0])
    #expect(try sale("uniform-price", units: 2, [[1, 7], [4]]) == sale("uniform-price", units: 2, [[7, 1], [4]]))
  }

  @Test("More units than bids: all win, for nothing where losers set the price")
  func plenty() throws {
    #expect(try sale("uniform-price", units: 9, [[3], [4, 1]]).payments == [0, 0])
    #expect(
      try sale("uniform-price", units: 9, [[3], [4, 1]], ["pricing": "lowest-winning-bid"]).payments == [1, 2])
    #expect(try sale("discriminatory", units: 9, [[3], [4, 1]]).payments == [3, 5])
    let vickrey = try sale("vickrey", units: 9, [[3], [4, 1]])
    #expect(vickrey.quantities == [1, 2] && vickrey.payments == [0, 0])
  }

  @Test("Nobody, nothing, and bids that are none", arguments: ["uniform-price", "discriminatory", "vickrey"])
  func none(kind: String) throws {
    #expect(try sale(kind, units: 2, []) == Allotments(agents: 0))
    #expect(try sale(kind, units: 2, [[], [.nan], [-1, .infinity]]) == Allotments(agents: 3))
    #expect(try sale(kind, units: 1, [[.nan, 2], [-4, 1]]) == sale(kind, units: 1, [[2], [1]]))
  }

  // Seed 1: what the others would get with the bidder away, less what they get with it, by sorting.
  @Test("Vickrey payments are what the others lose, on 300 random profiles")
  func externality() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 3)
    for _ in 0..<300 {
      let units = 1 + stream.index(below: 4)
      let reports = (0..<(1 + stream.index(below: 4))).map { _ in
        (0..<stream.index(below: 4)).map { _ in Double(stream.index(below: 9)) }
      }
      let outcome = try sale("vickrey", units: units, reports)
      func best(_ reports: [[Double]]) -> Double { reports.flatMap { $0 }.sorted(by: >).prefix(units).reduce(0, +) }
      for bidder in reports.indices {
        var without = reports
        without[bidder] = []
        let own = reports[bidder].sorted(by: >).prefix(Int(outcome.quantities[bidder])).reduce(0, +)
        #expect(abs(outcome.payments[bidder] - (best(without) - (best(reports) - own))) < 1e-12)
      }
    }
  }

  @Test("No units, half a unit: refused with what to do")
  func wrongSettings() {
    for units: Node in [0, -1, 1.5] {
      #expect(throws: Diagnostics.self) {
        let _: any MultiUnitAuction = try oneShot(.multiUnit, multiUnitAuctions, "vickrey", ["units": units])
      }
    }
  }
}
