internal import MarketModel

extension Checker {
  /// Each set of agents in each outcome that can come: with the seller, who gets all payments and values nothing, they
  /// have at least what they could make among themselves.
  static var inCore: Checker {
    Checker(
      .inCore, missing: { $0.bestWelfare == nil ? "bestWelfare" : $0.payment == nil ? "payment" : nil }
    ) { trial in
      guard let bestWelfare = trial.domain.bestWelfare, let payment = trial.domain.payment else { return nil }
      let sets = [[]] + coalitions(of: trial.profile.count, upTo: trial.profile.count)
      let possible = sets.map { set in bestWelfare(set.map { trial.profile[$0] }) }
      var worst: Breach<Report>?
      for chance in trial.outcomes(trial.profile) {
        let utilities = trial.profile.indices.map { trial.domain.utility(trial.profile[$0], $0, chance.outcome) }
        let revenue = trial.profile.indices.reduce(0) { $0 + payment($1, chance.outcome) }
        for (set, best) in zip(sets, possible) {
          trial.comparisons += 1
          let have = set.reduce(revenue) { $0 + utilities[$1] }
          if best - have > worst?.gain ?? trial.plan.tolerance {
            let who =
              set.isEmpty ? "the seller alone" : "\(set.map(trial.name).joined(separator: " and ")) and the seller"
            worst = Breach(by: set, gain: best - have, "\(who) have \(amount(have)) and could make \(amount(best))")
          }
        }
      }
      return worst
    }
  }
}
