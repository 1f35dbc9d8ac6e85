internal import MarketModel

extension Checker {
  /// Each agent in each outcome that can come: it is not paid.
  static var noPositiveTransfers: Checker {
    Checker(.noPositiveTransfers, missing: { $0.payment == nil ? "payment" : nil }) { trial in
      guard let payment = trial.domain.payment else { return nil }
      var worst: Breach<Report>?
      for chance in trial.outcomes(trial.profile) {
        for agent in trial.profile.indices {
          trial.comparisons += 1
          let received = -payment(agent, chance.outcome)
          if received > worst?.gain ?? trial.plan.tolerance {
            worst = Breach(by: [agent], gain: received, "\(trial.name(agent)) is paid \(amount(received))")
          }
        }
      }
      return worst
    }
  }

  /// Each outcome that can come: payments add up to zero or more.
  static var weaklyBudgetBalanced: Checker {
    balance(.weaklyBudgetBalanced) {
      -$0
    } story: {
      "payments add up to \(amount($0)): a deficit"
    }
  }

  /// Each outcome that can come: payments add up to zero.
  static var stronglyBudgetBalanced: Checker {
    balance(.stronglyBudgetBalanced) {
      abs($0)
    } story: {
      "payments add up to \(amount($0))"
    }
  }

  private static func balance(
    _ property: Property, excess: @escaping @Sendable (Double) -> Double,
    story: @escaping @Sendable (Double) -> String
  ) -> Checker {
    Checker(property, missing: { $0.payment == nil ? "payment" : nil }) { trial in
      guard let payment = trial.domain.payment else { return nil }
      var worst: Breach<Report>?
      for chance in trial.outcomes(trial.profile) {
        trial.comparisons += 1
        let sum = trial.profile.indices.reduce(0) { $0 + payment($1, chance.outcome) }
        if excess(sum) > worst?.gain ?? trial.plan.tolerance { worst = Breach(gain: excess(sum), story(sum)) }
      }
      return worst
    }
  }
}
