internal import MarketModel

extension Checker {
  /// Each outcome that can come, against all alternatives: none gives an agent more and nobody less.
  static var paretoEfficient: Checker {
    Checker(.paretoEfficient, missing: { $0.alternatives == nil ? "alternatives" : nil }) { trial in
      guard let alternatives = trial.domain.alternatives else { return nil }
      func utilities(_ outcome: Outcome) -> [Double] {
        trial.profile.enumerated().map { trial.domain.utility($1, $0, outcome) }
      }
      let others = alternatives(trial.profile).map(utilities)
      var worst: Breach<Report>?
      for chance in trial.outcomes(trial.profile) {
        let own = utilities(chance.outcome)
        for other in others {
          trial.comparisons += 1
          let gains = own.indices.map { other[$0] - own[$0] }
          let most = gains.max() ?? 0
          if gains.allSatisfy({ $0 >= -trial.plan.tolerance }), most > worst?.gain ?? trial.plan.tolerance {
            worst = Breach(
              by: gains.indices.filter { gains[$0] > trial.plan.tolerance }, gain: most,
              "utilities \(list(own)), while \(list(other)) was possible")
          }
        }
      }
      return worst
    }
  }

  private static func list(_ numbers: [Double]) -> String { "(\(numbers.map { amount($0) }.joined(separator: ", ")))" }
}
