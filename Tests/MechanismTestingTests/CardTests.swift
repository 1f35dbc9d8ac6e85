import MechanismTesting
import Outcry
import Testing

@Suite("Cards: every promise and every denial")
struct CardTests {
  static let claims = Claim.all(in: .standard, Conformance.standard)

  #if DEBUG
    /// The first promise of each component, in few worlds: in debug all would take an hour.
    static let checked = claims.indices.filter { index in
      let component = claims[index].component
      return index == claims.firstIndex { $0.component == component && $0.claimed == .holds }
    }
    static let plan = SearchPlan(exhaustive: 500, samples: 20)
  #else
    static let checked = Array(claims.indices)
    static let plan = SearchPlan()
  #endif

  @Test("every claim of every card is as it says", arguments: checked)
  func claim(index: Int) throws {
    let claim = Self.claims[index]
    let check = try claim.check(in: .standard, plan: Self.plan)
    #expect(
      check.isConfirmed,
      "\(check.component) \(check.claimed) \(check.property): \(check.witness?.description ?? check.strength)")
    #expect(check.worlds > 0)
    #expect((check.witness == nil) == (check.found == .holds))
  }

  @Test("no card claims what nothing tests, and no family is tested twice")
  func complete() {
    #expect(Claim.untested(in: .standard, Conformance.standard).map(\.card.id) == [])
    #expect(Set(Conformance.standard.map(\.family)).count == Conformance.standard.count)
    for conformance in Conformance.standard {
      #expect(!Catalogs.standard.members(of: conformance.family).isEmpty, "\(conformance.family)")
    }
  }

  @Test("there are 15 components, 40 promises and 10 denials at least; first price denies that it is truthful")
  func counts() {
    #expect(Set(Self.claims.map { $0.component.split(separator: " ")[0] }).count >= 15)
    #expect(Self.claims.count { $0.claimed == .holds } >= 40)
    #expect(Self.claims.count { $0.claimed == .fails } >= 10)
    for id in ["gsp", "first-price"] {
      #expect(
        Self.claims.contains { $0.component == id && $0.property == .truthful && $0.claimed == .fails }, "\(id)")
    }
  }

  @Test("a mechanism of every family of auctions promises something")
  func everyMechanism() {
    for registration in Catalogs.standard.members(of: "mechanism") {
      #expect(!(registration.card.holds + registration.card.fails).isEmpty, "\(registration.card.id)")
    }
  }
}
