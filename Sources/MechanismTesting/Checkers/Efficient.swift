internal import MarketModel

extension Checker {
  /// Each outcome that can come, against the best of all by brute force: utilities and payments
  /// together. More than that is a breach too: something was sold twice, or below a reserve.
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
        if abs(best - welfare) > worst?.gain ?? trial.plan.tolerance {
          // More than the best there is: served below a reserve, or sold twice.
          let limit = best > welfare ? "and \(amount(best)) was possible" : "more than the \(amount(best)) possible"
          worst = Breach(gain: abs(best - welfare), "the outcome is worth \(amount(welfare)), \(limit)")
        }
      }
      return worst
    }
  }
}
