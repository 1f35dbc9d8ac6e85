internal import MarketModel

extension Checker {
  /// Each agent, each other report: when that changes nothing of what it gets and pays, nothing changes for the others.
  static var nonBossy: Checker {
    Checker(.nonBossy, missing: { $0.holding == nil ? "holding" : $0.payment == nil ? "payment" : nil }) { trial in
      guard let holding = trial.domain.holding, let payment = trial.domain.payment else { return nil }
      return bossiness(&trial) { agent, outcome in holding(agent, outcome) + [payment(agent, outcome)] }
    }
  }

  /// The same for what agents get alone: a loser that raises the winner's price is no boss.
  static var allocationNonBossy: Checker {
    Checker(.allocationNonBossy, missing: { $0.holding == nil ? "holding" : nil }) { trial in
      guard let holding = trial.domain.holding else { return nil }
      return bossiness(&trial, holding)
    }
  }

  private static func bossiness(
    _ trial: inout Trial<Report, Outcome>, _ share: @escaping (Int, Outcome) -> [Double]
  ) -> Breach<Report>? {
    var worst: Breach<Report>?
    for tape in trial.tapes() {
      let honest = trial.outcome(trial.profile, tape: tape)
      for agent in trial.profile.indices {
        let breach = trial.worstLie(of: agent) { trial, lie in
          let outcome = trial.outcome(trial.replacing(agent, by: lie), tape: tape)
          func change(_ place: Int) -> Double {
            zip(share(place, honest), share(place, outcome)).reduce(0) { max($0, abs($1.0 - $1.1)) }
          }
          if change(agent) > trial.plan.tolerance { return nil }
          guard let hit = trial.profile.indices.max(by: { change($0) < change($1) }) else { return nil }
          return Breach(
            by: [agent, hit], lies: [lie], gain: change(hit),
            "\(trial.name(agent)) changes what \(trial.name(hit)) gets or pays by \(amount(change(hit))) by reporting "
              + "\(trial.domain.text(lie)), and nothing for itself")
        }
        worst = .worse(worst, breach)
      }
    }
    return worst
  }
}
