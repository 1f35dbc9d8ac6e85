internal import MarketModel

extension Checker {
  /// Each agent, each of the domain's rules of lying, everybody's type drawn from the prior.
  ///
  /// Without rules in the domain: for a single parameter its multiples, else always one and the same report.
  static var exAnteTruthful: Checker {
    Checker(
      .exAnteTruthful,
      survey: { survey in
        for (agents, agent) in survey.seats {
          let rules = rules(survey.domain, agent)
          survey.compare(
            agents: agents, agent: agent, type: nil,
            actions: rules.map { rule in ("reporting \(rule.name)", nil, rule.report) })
        }
      })
  }

  private static func rules(_ domain: Domain<Report, Outcome>, _ agent: Int) -> [LyingRule<Report>] {
    if !domain.lyingRules.isEmpty { return domain.lyingRules }
    if let parameter = domain.parameter {
      return [0, 0.25, 0.5, 0.75, 0.9, 1.1, 1.5].map { factor in
        LyingRule("\(shortest(factor)) times its value") { parameter.report($0, factor * parameter.value($0)) }
      }
    }
    return domain.types(agent).map { type in LyingRule("\(domain.text(type)) whatever its type") { _ in type } }
  }
}
