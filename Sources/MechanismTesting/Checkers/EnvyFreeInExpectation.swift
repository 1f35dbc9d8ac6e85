internal import MarketModel

extension Checker {
  /// Each pair of agents that are alike: what the other's place brings in the mean over the mechanism's draws is no more
  /// than one's own.
  static var envyFreeInExpectation: Checker {
    Checker(.envyFreeInExpectation) { trial in
      let outcomes = trial.outcomes(trial.profile)
      var worst: Breach<Report>?
      for agent in trial.profile.indices {
        let type = trial.profile[agent]
        func mean(_ place: Int) -> Double {
          outcomes.reduce(0) { $0 + $1.probability * trial.domain.utility(type, place, $1.outcome) }
        }
        let own = mean(agent)
        for other in trial.profile.indices where other != agent && trial.domain.areAlike(type, trial.profile[other]) {
          trial.comparisons += 1
          let theirs = mean(other)
          if theirs - own > worst?.gain ?? trial.plan.tolerance {
            worst = Breach(
              by: [agent, other], gain: theirs - own,
              "\(trial.name(agent)) envies \(trial.name(other)): the other's place would bring it \(amount(theirs)) "
                + "instead of \(amount(own)) in the mean")
          }
        }
      }
      return worst
    }
  }
}
