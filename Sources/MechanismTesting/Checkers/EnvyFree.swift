internal import MarketModel

extension Checker {
  /// Each pair of agents that are alike, in each outcome that can come: nobody would rather be in the other's place.
  static var envyFree: Checker {
    Checker(.envyFree) { trial in
      var worst: Breach<Report>?
      for chance in trial.outcomes(trial.profile) {
        for agent in trial.profile.indices {
          let type = trial.profile[agent]
          let own = trial.domain.utility(type, agent, chance.outcome)
          for other in trial.profile.indices where other != agent && trial.domain.areAlike(type, trial.profile[other]) {
            trial.comparisons += 1
            let theirs = trial.domain.utility(type, other, chance.outcome)
            if theirs - own > worst?.gain ?? trial.plan.tolerance {
              worst = Breach(
                by: [agent, other], gain: theirs - own,
                "\(trial.name(agent)) envies \(trial.name(other)): what that one gets and pays would give it "
                  + "\(amount(theirs)) instead of \(amount(own))")
            }
          }
        }
      }
      return worst
    }
  }
}
