internal import MarketModel

extension Checker {
  /// Each agent in each outcome that can come: at least zero with a truthful report.
  static var individuallyRational: Checker {
    Checker(.individuallyRational) { trial in
      var worst: Breach<Report>?
      for chance in trial.outcomes(trial.profile) {
        for agent in trial.profile.indices {
          trial.comparisons += 1
          let utility = trial.domain.utility(trial.profile[agent], agent, chance.outcome)
          if -utility > worst?.gain ?? trial.plan.tolerance {
            worst = Breach(by: [agent], gain: -utility, "\(trial.name(agent)) loses \(amount(-utility))")
          }
        }
      }
      return worst
    }
  }
}
