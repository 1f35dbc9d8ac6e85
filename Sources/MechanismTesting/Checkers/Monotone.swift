internal import MarketModel

extension Checker {
  /// Each agent, each other value it might report: a higher one gets it no less in the mean over the mechanism's draws.
  static var monotone: Checker {
    Checker(.monotone, missing: { $0.parameter == nil ? "parameter" : nil }) { trial in
      guard let parameter = trial.domain.parameter else { return nil }
      var worst: Breach<Report>?
      for agent in trial.profile.indices {
        let value = parameter.value(trial.profile[agent])
        let quantity = trial.expectation(trial.profile) { parameter.quantity(agent, $0) }
        let breach = trial.worstLie(of: agent) { trial, lie in
          let other = parameter.value(lie)
          if other == value { return nil }
          let got = trial.expectation(trial.replacing(agent, by: lie)) { parameter.quantity(agent, $0) }
          return Breach(
            by: [agent], lies: [lie], gain: other > value ? quantity - got : got - quantity,
            "\(trial.domain.noun) \(agent) gets \(amount(got)) for \(amount(other)) and \(amount(quantity)) for "
              + amount(value))
        }
        worst = .worse(worst, breach)
      }
      return worst
    }
  }
}
