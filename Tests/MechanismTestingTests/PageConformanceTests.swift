import MarketModel
import MechanismTesting
import Mechanisms
import Outcry
import Testing

@Suite("Promises of position mechanisms")
struct PageConformanceTests {
  static let claims = Claim.all(in: .standard, [.pages])

  @Test("the cards of all position mechanisms make promises, and GSP denies truthful")
  func somethingIsTested() {
    #expect(Set(Self.claims.map(\.component)).isSuperset(of: ["gfp", "gsp", "vcg (position-mechanism)"]))
    #expect(Self.claims.contains { $0.component == "gsp" && $0.property == .truthful && $0.claimed == .fails })
    #expect(
      Self.claims.contains {
        $0.component == "vcg (position-mechanism)" && $0.property == .truthful && $0.claimed == .holds
      })
  }
}

@Suite("Position mechanisms with settings that their cards do not try")
struct PageReserveTests {
  // Anonymous and personal reserves, eager and lazy: thresholds do not depend on the bid. Bids up to 4 for two slots.
  @Test(
    "VCG with reserves stays truthful and its payments Myerson's, eager or lazy, on bids or on scores",
    arguments: ["eager", "lazy"], ["bid", "score"])
  func reserves(rule: String, basis: String) throws {
    let domain = Domain<Double, Allotments>.prices(
      bidders: 0...3, values: 0...4, supply: [0.5, 0.25], reserve: 1.5, absence: PositionBallot.noBid)
    for quality in [[1.0], [1, 0.5, 0.25]] {
      for personal in [[], [0, 2, 3.0]] {
        let page = OneShotPage(
          try vcg(["reserve": 1.5, "reserve-rule": Node(stringLiteral: rule), "reserve-on": Node(stringLiteral: basis)]
          ),
          examination: [0.5, 0.25], quality: quality, personal: personal)
        for property in [Property.truthful, .myersonPayments, .individuallyRational, .noPositiveTransfers] {
          #expect(try expect(property, of: page, over: domain).exhausted == 156)
        }
      }
    }
  }

  private func vcg(_ settings: Node) throws -> any PositionMechanism {
    let registration = try #require(
      Catalogs.standard.members(of: "position-mechanism").first { $0.card.id == "vcg" })
    return try registration.product(of: Family.positionMechanisms, with: settings, catalogs: .standard)
  }
}
