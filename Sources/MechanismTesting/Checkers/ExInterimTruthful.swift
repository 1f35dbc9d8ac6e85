internal import MarketModel

extension Checker {
  /// Each agent of each type of the small worlds, each lie, the others drawn from the prior and truthful.
  static var exInterimTruthful: Checker {
    Checker(
      .exInterimTruthful,
      survey: { survey in
        let domain = survey.domain
        for (agents, agent) in survey.seats {
          for type in domain.types(agent) {
            let profile = (0..<agents).map { $0 == agent ? type : domain.types($0)[0] }
            let lies = domain.lies(agent, profile).filter { $0 != type }
            survey.compare(
              agents: agents, agent: agent, type: type,
              actions: lies.map { lie in ("reporting \(domain.text(lie))", lie, { _ in lie }) })
          }
        }
      })
  }
}
