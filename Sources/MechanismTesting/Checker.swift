public import MarketModel

/// How one property is tested: one file of `Checkers`, and one line in its list.
public struct Checker<Report: Equatable & Sendable, Outcome: Sendable>: Sendable {
  /// How a breach is looked for.
  enum Test: Sendable {
    /// In one world after another.
    case inEachWorld(@Sendable (inout Trial<Report, Outcome>) -> Breach<Report>?)
    /// Over the prior, with a statistical error.
    case overPrior(@Sendable (inout Survey<Report, Outcome>) -> Void)
  }

  public let property: Property
  /// What it needs that the domain may lack: the field's name; nil when nothing is missing.
  let missing: @Sendable (Domain<Report, Outcome>) -> String?
  let test: Test

  /// A property of single worlds.
  /// - Parameters:
  ///   - property: what is tested.
  ///   - missing: the name of a field that the domain must set and does not; nil when it has all.
  ///   - breach: the worst breach in a world. It counts its comparisons.
  public init(
    _ property: Property, missing: @escaping @Sendable (Domain<Report, Outcome>) -> String? = { _ in nil },
    breach: @escaping @Sendable (inout Trial<Report, Outcome>) -> Breach<Report>?
  ) {
    self.property = property
    self.missing = missing
    test = .inEachWorld(breach)
  }

  init(
    _ property: Property, missing: @escaping @Sendable (Domain<Report, Outcome>) -> String? = { _ in nil },
    survey: @escaping @Sendable (inout Survey<Report, Outcome>) -> Void
  ) {
    self.property = property
    self.missing = missing
    test = .overPrior(survey)
  }

  /// Looks for a world in which `mechanism` breaks the property.
  /// - Throws: `CannotJudge` when the domain lacks what the property is about, or nothing could be compared.
  public func check(
    _ mechanism: some Mechanism<Report, Outcome>, over domain: Domain<Report, Outcome>, plan: SearchPlan = SearchPlan()
  ) throws(CannotJudge) -> Finding {
    let finding = try look(at: mechanism, over: domain, plan: plan)
    if finding.comparisons == 0 { throw .nothingToCompare(property) }
    return finding
  }

  /// The same, also where there is nothing to compare.
  func look(
    at mechanism: some Mechanism<Report, Outcome>, over domain: Domain<Report, Outcome>, plan: SearchPlan
  ) throws(CannotJudge) -> Finding {
    if let field = missing(domain) { throw .missing(field, for: property) }
    return switch test {
    case .inEachWorld(let breach): Search(mechanism, domain, plan, property, breach).run()
    case .overPrior(let survey): Survey.run(mechanism, domain, plan, property, survey)
    }
  }
}

extension Checker {
  /// The checker of a property: the domain's own, or Outcry's; nil for one that neither knows.
  static func of(_ property: Property, for domain: Domain<Report, Outcome>) -> Checker? {
    (domain.checkers + all).first { $0.property == property }
  }

  /// Every property that can be tested. A new one is one file and one line here.
  public static var all: [Checker] {
    [
      .truthful, .truthfulInExpectation, .exInterimTruthful, .exAnteTruthful, .weaklyGroupStrategyproof,
      .falseNameProof, .monotone, .myersonPayments, .individuallyRational, .interimIndividuallyRational,
      .noPositiveTransfers, .weaklyBudgetBalanced, .stronglyBudgetBalanced, .efficient, .sellsAboveReserve, .envyFree,
      .inCore, .anonymous, .anonymousInLottery, .nonBossy, .allocationNonBossy, .revenueMonotone, .scaleCovariant,
      .envyFreeInExpectation, .envyFreeUpToOne, .envyFreeUpToAny, .envyFreeUpToAnyEvenZero, .proportional,
      .proportionalUpToOne, .maximinShares, .paretoEfficient,
    ]
  }
}
