internal import MarketModel

extension Checker {
  /// Each exchange of two agents' reports, where none tie: what they expect to get and pay is exchanged, and nothing
  /// changes for the others. Exchanges of two generate all.
  static var anonymous: Checker {
    Checker(.anonymous, missing: missingAllotment) { trial in
      trial.domain.isTied(trial.profile) ? nil : asymmetry(&trial)
    }
  }

  /// The same with ties, broken uniformly: agents with equal reports share what the mechanism gives them.
  static var anonymousInLottery: Checker {
    Checker(.anonymousInLottery, missing: missingAllotment) { asymmetry(&$0) }
  }

  private static func missingAllotment(_ domain: Domain<Report, Outcome>) -> String? {
    domain.holding == nil ? "holding" : domain.payment == nil ? "payment" : nil
  }

  private static func asymmetry(_ trial: inout Trial<Report, Outcome>) -> Breach<Report>? {
    let plain = shares(&trial, trial.profile)
    var worst: Breach<Report>?
    for first in trial.profile.indices {
      for second in trial.profile.indices where second > first && trial.profile[first] != trial.profile[second] {
        var exchanged = trial.profile
        exchanged.swapAt(first, second)
        let other = shares(&trial, exchanged)
        for agent in trial.profile.indices {
          trial.comparisons += 1
          let place = agent == first ? second : agent == second ? first : agent
          let gap = zip(plain[agent], other[place]).reduce(0) { max($0, abs($1.0 - $1.1)) }
          if gap > worst?.gain ?? trial.plan.tolerance {
            worst = Breach(
              by: [first, second], gain: gap,
              "what \(trial.name(agent)) gets or pays changes by \(amount(gap)) when \(trial.domain.noun)s \(first) and "
                + "\(second) exchange places")
          }
        }
      }
    }
    return worst
  }

  /// What each agent expects to get and pay, the same for all who report the same.
  private static func shares(_ trial: inout Trial<Report, Outcome>, _ reports: [Report]) -> [[Double]] {
    guard let holding = trial.domain.holding, let payment = trial.domain.payment else { return [] }
    var means: [[Double]] = reports.map { _ in [] }
    for chance in trial.outcomes(reports) {
      for agent in reports.indices {
        let numbers = holding(agent, chance.outcome) + [payment(agent, chance.outcome)]
        if means[agent].isEmpty { means[agent] = numbers.map { _ in 0 } }
        for (k, number) in numbers.enumerated() { means[agent][k] += chance.probability * number }
      }
    }
    return reports.map { report in
      let equals = reports.indices.filter { reports[$0] == report }
      return means[equals[0]].indices.map { k in
        equals.reduce(0) { $0 + means[$1][k] } / Double(equals.count)
      }
    }
  }
}
