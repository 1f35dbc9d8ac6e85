internal import MarketModel

extension Checker {
  /// Each agent: without it the payments add up to no more, in the mean over the mechanism's draws.
  static var revenueMonotone: Checker {
    Checker(.revenueMonotone, missing: { $0.payment == nil ? "payment" : nil }) { trial in
      guard let payment = trial.domain.payment else { return nil }
      func revenue(_ reports: [Report]) -> Double {
        trial.expectation(reports) { outcome in reports.indices.reduce(0) { $0 + payment($1, outcome) } }
      }
      var worst: Breach<Report>?
      let full = revenue(trial.profile)
      for agent in trial.profile.indices {
        trial.comparisons += 1
        let rest = revenue(trial.domain.without(agent, trial.profile))
        if rest - full > worst?.gain ?? trial.plan.tolerance {
          worst = Breach(
            by: [agent], gain: rest - full,
            "payments add up to \(amount(full)), and to \(amount(rest)) without \(trial.name(agent))")
        }
      }
      return worst
    }
  }
}
