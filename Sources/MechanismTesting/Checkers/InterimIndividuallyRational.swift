internal import MarketModel

extension Checker {
  /// Each agent of each type of the small worlds, the others drawn from the prior, everybody truthful: it would not
  /// rather stay away, which is worth 0.
  static var interimIndividuallyRational: Checker {
    Checker(
      .interimIndividuallyRational,
      survey: { survey in
        for (agents, agent) in survey.seats {
          for type in survey.domain.types(agent) {
            survey.compare(
              agents: agents, agent: agent, type: type, actions: [("staying away", nil, { _ in nil })])
          }
        }
      })
  }
}
