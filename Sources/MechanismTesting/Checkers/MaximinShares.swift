internal import FairDivision
internal import MarketModel

extension Checker {
  /// Each agent's bundle against its maximin share, which is found by exact search.
  static var maximinShares: Checker {
    Checker(.maximinShares, missing: missingDivision) { trial in
      guard let division = trial.domain.division else { return nil }
      var worst: Breach<Report>?
      for chance in trial.outcomes(trial.profile) {
        let (valuations, bundles) = division(trial.profile, chance.outcome)
        trial.comparisons += valuations.agentCount
        let utilities = valuations.utilities(bundles)
        for (agent, share) in valuations.maximinShares().map(\.value).enumerated() {
          let missing = valuations.kind == .goods ? share - utilities[agent] : utilities[agent] - share
          let words = valuations.kind == .goods ? "has \(utilities[agent])" : "has a cost of \(utilities[agent])"
          if missing > 0 {
            worst = .worse(
              worst,
              Breach(
                by: [agent], gain: Double(missing),
                "\(bundles): agent \(agent) \(words), and its maximin share is \(share)"))
          }
        }
      }
      return worst
    }
  }
}
