internal import MarketModel

extension Checker {
  /// Coalitions of up to the plan's size, all their joint lies from the grid: some member must not gain.
  ///
  /// The gain of a coalition is that of its member who gains least. Coalitions of one are judged too.
  static var weaklyGroupStrategyproof: Checker {
    Checker(.weaklyGroupStrategyproof) { trial in
      var worst: Breach<Report>?
      for tape in trial.tapes() {
        let honest = trial.outcome(trial.profile, tape: tape)
        let truths = trial.profile.indices.map { trial.domain.utility(trial.profile[$0], $0, honest) }
        for coalition in coalitions(of: trial.profile.count, upTo: trial.plan.coalition) {
          let lists = coalition.map { trial.domain.lies($0, trial.profile) }
          forEachChoice(lists) { lies in
            var reports = trial.profile
            for (agent, lie) in zip(coalition, lies) { reports[agent] = lie }
            if reports == trial.profile { return }
            trial.comparisons += 1
            let outcome = trial.outcome(reports, tape: tape)
            let gains = coalition.map { trial.domain.utility(trial.profile[$0], $0, outcome) - truths[$0] }
            let least = gains.min() ?? 0
            if least > trial.plan.tolerance, least > worst?.gain ?? 0 {
              let who = coalition.map(trial.name).joined(separator: " and ")
              worst = Breach(
                by: coalition, lies: lies, gain: least,
                "\(who) gain\(coalition.count == 1 ? "s" : "") \(gains.map { amount($0) }.joined(separator: " and ")) by "
                  + "reporting \(lies.map(trial.domain.text).joined(separator: " and "))")
            }
          }
        }
      }
      return worst
    }
  }

  /// All sets of up to `size` of `count` agents, smaller ones first, each in ascending order.
  static func coalitions(of count: Int, upTo size: Int) -> [[Int]] {
    var all: [[Int]] = []
    var last: [[Int]] = [[]]
    for _ in 0..<max(0, min(size, count)) {
      last = last.flatMap { set in ((set.last ?? -1) + 1..<count).map { set + [$0] } }
      all += last
    }
    return all
  }

  /// Calls `body` with every choice of one element from each list, the last list changing fastest.
  static func forEachChoice(_ lists: [[Report]], _ body: ([Report]) -> Void) {
    if lists.contains(where: \.isEmpty) { return }
    var places = [Int](repeating: 0, count: lists.count)
    while true {
      body(lists.indices.map { lists[$0][places[$0]] })
      guard let turn = places.indices.last(where: { places[$0] + 1 < lists[$0].count }) else { return }
      places[turn] += 1
      for later in places.indices where later > turn { places[later] = 0 }
    }
  }
}
