internal import MarketModel

extension Checker {
  /// Each agent, each way the domain knows of taking part under several names: the first name in the agent's place, the
  /// others behind everybody else.
  static var falseNameProof: Checker {
    Checker(
      .falseNameProof,
      missing: { $0.names == nil ? "names" : $0.jointUtility == nil ? "jointUtility" : nil }
    ) { trial in
      guard let names = trial.domain.names, let jointUtility = trial.domain.jointUtility else { return nil }
      var worst: Breach<Report>?
      for tape in trial.tapes() {
        let honest = trial.outcome(trial.profile, tape: tape)
        for agent in trial.profile.indices {
          let type = trial.profile[agent]
          let truth = trial.domain.utility(type, agent, honest)
          for reports in names(type) {
            trial.comparisons += 1
            let outcome = trial.outcome(trial.replacing(agent, by: reports[0]) + reports.dropFirst(), tape: tape)
            let places = [agent] + (trial.profile.count..<(trial.profile.count + reports.count - 1))
            let gained = jointUtility(type, places, outcome)
            if gained - truth > worst?.gain ?? trial.plan.tolerance {
              worst = Breach(
                by: [agent], lies: reports, gain: gained - truth,
                "\(trial.name(agent)) gains \(amount(gained - truth)) by taking part under \(reports.count) names that "
                  + "report \(reports.map(trial.domain.text).joined(separator: " and ")): \(amount(gained)) instead of "
                  + amount(truth))
            }
          }
        }
      }
      return worst
    }
  }
}
