internal import MarketModel

extension Checker {
  /// Dominant strategies in the mean over the mechanism's own draws, exactly where it lists its lottery.
  static var truthfulInExpectation: Checker {
    Checker(.truthfulInExpectation) { trial in
      var worst: Breach<Report>?
      for agent in trial.profile.indices {
        let type = trial.profile[agent]
        let utility = trial.domain.utility
        let truth = trial.expectation(trial.profile) { utility(type, agent, $0) }
        let breach = trial.worstLie(of: agent) { trial, lie in
          let gained = trial.expectation(trial.replacing(agent, by: lie)) { utility(type, agent, $0) }
          return lying(trial, agent, lie, truth, gained)
        }
        worst = .worse(worst, breach)
      }
      return worst
    }
  }
}
