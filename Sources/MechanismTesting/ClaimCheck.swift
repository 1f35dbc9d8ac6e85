public import MarketModel

/// One promise or denial of a card, and what came of testing it.
public struct ClaimCheck: Sendable {
  public enum Verdict: String, Sendable { case holds, fails }

  /// The component's id.
  public var id: String
  /// The family it belongs to.
  public var family: String
  /// The id, with the family in brackets where several families have such a component, and the settings where they change
  /// what it promises: `vcg (double-auction)`, `first-price (reserve-rule: lazy)`.
  public var component: String
  public var property: Property
  /// What the card says.
  public var claimed: Verdict
  /// What was found: that it fails is proved by the witness, that it holds is only as strong as the search.
  public var found: Verdict
  /// Where and how it fails; nil when no counterexample was found.
  public var witness: Witness?
  /// Worlds tried.
  public var worlds: Int
  /// How hard was looked, in words.
  public var strength: String

  public var isConfirmed: Bool { claimed == found }
}

/// One promise or denial of a card, not yet tested.
public struct Claim: Sendable {
  public let component: String
  public let property: Property
  public let claimed: ClaimCheck.Verdict
  let registration: Registration
  let tried: [Node]
  let conformance: Conformance

  /// Tests it.
  /// - Throws: `CannotJudge` when the family's setups do not say enough.
  public func check(in catalogs: Catalogs, plan: SearchPlan = SearchPlan()) throws -> ClaimCheck {
    let result = try conformance.examine(registration, tried, property, catalogs, plan)
    return ClaimCheck(
      id: registration.card.id, family: registration.family, component: component, property: property, claimed: claimed,
      found: result.witness == nil ? .holds : .fails,
      witness: result.witness, worlds: result.worlds, strength: result.strength)
  }

  /// Every claim of every card whose family can be tested, in the order of the catalogs.
  /// - Parameter catalogs: whose cards are read.
  /// - Parameter conformances: how the cards of each family are tested.
  /// - Parameter ids: of components; empty: all.
  public static func all(
    in catalogs: Catalogs, _ conformances: [Conformance], components ids: [String] = []
  ) -> [Claim] {
    var claims: [Claim] = []
    let claiming = catalogs.registrations.filter { !($0.card.holds + $0.card.fails).isEmpty }
    for registration in catalogs.registrations where ids.isEmpty || ids.contains(registration.card.id) {
      guard let conformance = conformances.first(where: { $0.family == registration.family }) else { continue }
      let card = registration.card
      let isShared = claiming.contains { $0.card.id == card.id && $0.family != registration.family }
      func add(_ properties: [Property], _ claimed: ClaimCheck.Verdict, _ tried: [Node], _ settings: [String] = []) {
        let brackets = (isShared ? [registration.family] : []) + settings
        let suffix = brackets.isEmpty ? "" : " (\(brackets.joined(separator: ", ")))"
        claims += properties.map {
          Claim(
            component: card.id + suffix, property: $0, claimed: claimed, registration: registration, tried: tried,
            conformance: conformance)
        }
      }
      add(card.holds, .holds, card.tried)
      add(card.fails, .fails, card.tried)
      for exception in card.exceptions {
        let settings = exception.settings.entries.map { "\($0.key): \(written($0.value))" }
        add(
          (card.holds + exception.holds).filter { !exception.fails.contains($0) }, .holds, [exception.settings],
          settings)
        add(exception.fails, .fails, [exception.settings], settings)
      }
    }
    return claims
  }

  /// Cards that claim something although nothing tests their family: a mistake of whoever listed them.
  public static func untested(in catalogs: Catalogs, _ conformances: [Conformance]) -> [Registration] {
    catalogs.registrations.filter { registration in
      !(registration.card.holds + registration.card.fails).isEmpty
        && !conformances.contains { $0.family == registration.family }
    }
  }
}
