internal import MarketModel

extension Checker {
  /// Each outcome that can come, against the best of all by brute force: utilities and payments together.
  static var efficient: Checker {
    Checker(
      .efficient, missing: { $0.bestWelfare == nil ? "bestWelfare" : $0.payment == nil ? "payment" : nil }
    ) { trial in
      guard let bestWelfare = trial.domain.bestWelfare, let payment = trial.domain.payment else { return nil }
      var worst: Breach<Report>?
      let best = bestWelfare(trial.profile)
      for chance in trial.outcomes(trial.profile) {
        trial.comparisons += 1
        let welfare = trial.profile.indices.reduce(0) { sum, agent in
          sum + trial.domain.utility(trial.profile[agent], agent, chance.outcome) + payment(agent, chance.outcome)
        }
        if best - welfare > worst?.gain ?? trial.plan.tolerance {
          worst = Breach(
            gain: best - welfare, "the outcome is worth \(amount(welfare)), and \(amount(best)) was possible")
        }
      }
      return worst
    }
  }
}
