internal import MarketModel

extension Checker {
  /// Dominant strategies: each agent, each lie, against all reports of the others that the worlds have.
  ///
  /// A mechanism that draws is looked at under the same draws, whatever is reported: it must be truthful whatever they
  /// are (universally). For truthfulness in the mean over them see `truthfulInExpectation`.
  static var truthful: Checker {
    Checker(.truthful) { trial in
      var worst: Breach<Report>?
      for tape in trial.tapes() {
        let honest = trial.outcome(trial.profile, tape: tape)
        for agent in trial.profile.indices {
          let type = trial.profile[agent]
          let truth = trial.domain.utility(type, agent, honest)
          let breach = trial.worstLie(of: agent) { trial, lie in
            let outcome = trial.outcome(trial.replacing(agent, by: lie), tape: tape)
            let gained = trial.domain.utility(type, agent, outcome)
            return lying(trial, agent, lie, truth, gained)
          }
          worst = .worse(worst, breach)
        }
      }
      return worst
    }
  }

  /// `bidder 0 of type 3 gains 1 by reporting 2: 1 instead of 0`
  static func lying(
    _ trial: Trial<Report, Outcome>, _ agent: Int, _ lie: Report, _ truth: Double, _ gained: Double
  ) -> Breach<Report> {
    Breach(
      by: [agent], lies: [lie], gain: gained - truth,
      "\(trial.name(agent)) gains \(amount(gained - truth)) by reporting \(trial.domain.text(lie)): "
        + "\(amount(gained)) instead of \(amount(truth))")
  }
}
