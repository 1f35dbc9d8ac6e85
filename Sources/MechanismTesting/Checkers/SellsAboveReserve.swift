internal import MarketModel

extension Checker {
  /// Each outcome that can come sells something, if some report meets its own reserve.
  static var sellsAboveReserve: Checker {
    Checker(
      .sellsAboveReserve, missing: { $0.meetsReserve == nil ? "meetsReserve" : $0.sells == nil ? "sells" : nil }
    ) { trial in
      guard let meetsReserve = trial.domain.meetsReserve, let sells = trial.domain.sells else { return nil }
      guard let able = trial.profile.indices.first(where: { meetsReserve($0, trial.profile[$0]) }) else { return nil }
      for chance in trial.outcomes(trial.profile) {
        trial.comparisons += 1
        if !sells(chance.outcome) {
          return Breach(by: [able], gain: 1, "nothing is sold although \(trial.name(able)) meets its reserve")
        }
      }
      return nil
    }
  }
}
