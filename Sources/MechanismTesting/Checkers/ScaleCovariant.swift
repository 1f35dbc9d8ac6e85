internal import MarketModel

extension Checker {
  /// Types in currencies in which amounts are twice, half and a tenth as large: everybody gets the same in the mean over the
  /// mechanism's draws, and payments are that many times as large.
  static var scaleCovariant: Checker {
    Checker(
      .scaleCovariant,
      missing: { $0.scaled == nil ? "scaled" : $0.holding == nil ? "holding" : $0.payment == nil ? "payment" : nil }
    ) { trial in
      guard let scaled = trial.domain.scaled, let holding = trial.domain.holding, let payment = trial.domain.payment
      else { return nil }
      var worst: Breach<Report>?
      func means(_ reports: [Report], _ factor: Double) -> [[Double]] {
        reports.indices.map { agent in
          var sum: [Double] = []
          for chance in trial.outcomes(reports) {
            let numbers = holding(agent, chance.outcome) + [payment(agent, chance.outcome) / factor]
            if sum.isEmpty { sum = numbers.map { _ in 0 } }
            for (k, number) in numbers.enumerated() { sum[k] += chance.probability * number }
          }
          return sum
        }
      }
      let plain = means(trial.profile, 1)
      for factor in [2, 0.5, 0.1] {
        let other = means(trial.profile.map { scaled($0, factor) }, factor)
        for agent in trial.profile.indices {
          trial.comparisons += 1
          let gap = zip(plain[agent], other[agent]).reduce(0) { max($0, abs($1.0 - $1.1)) }
          if gap > worst?.gain ?? trial.plan.tolerance {
            worst = Breach(
              by: [agent], gain: gap,
              "with all amounts times \(shortest(factor)), what \(trial.name(agent)) gets or pays changes by \(amount(gap)), "
                + "in the old currency")
          }
        }
      }
      return worst
    }
  }
}
