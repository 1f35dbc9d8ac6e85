internal import FairDivision
internal import MarketModel

// Notions of fair division, each division that can come judged against the agents' true valuations. The witness is the
// first agent that is wronged, with the pair and the item that show it.

extension Checker {
  static var envyFreeUpToOne: Checker { fair(.envyFreeUpToOne, by: .envyFreeUpToOne) }
  static var envyFreeUpToAny: Checker { fair(.envyFreeUpToAny, by: .envyFreeUpToAny) }
  static var envyFreeUpToAnyEvenZero: Checker { fair(.envyFreeUpToAnyEvenZero, by: .envyFreeUpToAnyEvenZero) }
  static var proportional: Checker { fair(.proportional, by: .proportional) }
  static var proportionalUpToOne: Checker { fair(.proportionalUpToOne, by: .proportionalUpToOne) }

  private static func fair(_ property: Property, by notion: FairnessNotion) -> Checker {
    Checker(property, missing: missingDivision) { trial in
      guard let division = trial.domain.division else { return nil }
      var worst: Breach<Report>?
      for chance in trial.outcomes(trial.profile) {
        let (valuations, bundles) = division(trial.profile, chance.outcome)
        trial.comparisons += valuations.agentCount
        if let found = valuations.unfairness(notion, of: bundles) {
          let agents = [found.agent] + (found.other.map { [$0] } ?? [])
          worst = .worse(worst, Breach(by: agents, gain: found.gap, "\(bundles): \(found)"))
        }
      }
      return worst
    }
  }

  static func missingDivision(_ domain: Domain<Report, Outcome>) -> String? {
    domain.division == nil ? "division" : nil
  }
}
