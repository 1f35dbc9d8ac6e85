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

  @Test("no promise has a counterexample, and every denial has one", arguments: claims.indices)
  func claim(index: Int) throws {
    let check = try Self.claims[index].check(in: .standard)
    #expect(
      check.isConfirmed,
      "\(check.component): \(check.property) is claimed to be \(check.claimed): \(String(describing: check.witness))")
    #expect(check.worlds > 0)
  }
}
