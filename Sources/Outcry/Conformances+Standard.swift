internal import MarketModel
public import MechanismTesting

extension Conformance {
  /// How the cards of every family of mechanisms are tested. A new family is one line here.
  public static let standard: [Conformance] = [
    .auctions, .multiUnitAuctions, .doubleAuctions, .combinatorialAuctions, .pages, .admission, .divisions,
  ]
}
