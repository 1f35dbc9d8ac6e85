internal import MarketModel

extension Checker {
  /// Each agent's payment against the integral of what lower reports would have got it.
  ///
  /// A monotone quantity is between its values at the ends of an interval, so the integral has exact bounds, which are
  /// narrowed where they are widest; a payment outside of them is a breach. A quantity that falls is one too: then no
  /// payments are truthful.
  /// - Complexity: O(*j* log 1/ε) runs for a quantity with *j* jumps, at most 4000.
  static var myersonPayments: Checker {
    Checker(
      .myersonPayments, missing: { $0.parameter == nil ? "parameter" : $0.payment == nil ? "payment" : nil }
    ) { trial in
      guard let parameter = trial.domain.parameter, let payment = trial.domain.payment else { return nil }
      var worst: Breach<Report>?
      for agent in trial.profile.indices {
        let own = trial.profile[agent]
        let value = parameter.value(own)
        if value <= 0 { continue }
        trial.comparisons += 1
        func quantity(_ z: Double) -> Double {
          trial.expectation(trial.replacing(agent, by: parameter.report(own, z))) { parameter.quantity(agent, $0) }
        }
        func paid(_ reports: [Report]) -> Double { trial.expectation(reports) { payment(agent, $0) } }
        let integral = boundsOfIntegral(quantity, upTo: value, within: trial.plan.tolerance / 4)
        let actual = paid(trial.profile) - paid(trial.replacing(agent, by: parameter.report(own, 0)))
        let gross = value * integral.last
        let gap = max(gross - integral.high - actual, actual - (gross - integral.low))
        if integral.fall > trial.plan.tolerance {
          worst = .worse(
            worst,
            Breach(
              by: [agent], gain: integral.fall,
              "what \(trial.name(agent)) gets falls by \(amount(integral.fall)) somewhere below its value: no payments fit"
            ))
        } else if gap > trial.plan.tolerance {
          worst = .worse(
            worst,
            Breach(
              by: [agent], gain: gap,
              "\(trial.name(agent)) pays \(amount(actual)) more than for 0, and \(amount(gross - integral.high)) would be "
                + "truthful"))
        }
      }
      return worst
    }
  }

  /// Bounds of ∫₀ᵛ x for a monotone x, x(v), and how far x falls between neighbouring points where it does.
  private static func boundsOfIntegral(
    _ x: (Double) -> Double, upTo v: Double, within tolerance: Double
  ) -> (low: Double, high: Double, last: Double, fall: Double) {
    var low = 0.0
    var high = 0.0
    var fall = 0.0
    let first = x(0)
    let last = x(v)
    var evaluations = 2
    // A coarse grid first: a dip between equal ends would be missed otherwise.
    var pending: [(from: Double, to: Double, atFrom: Double, atTo: Double)] = []
    var previous = (place: 0.0, x: first)
    for k in 1...8 {
      let place = v * Double(k) / 8
      let here = k == 8 ? last : x(place)
      pending.append((previous.place, place, previous.x, here))
      previous = (place, here)
    }
    // First come, first halved: when the runs are used up, all pieces are about equally narrow.
    var next = 0
    while next < pending.count {
      let piece = pending[next]
      next += 1
      fall = max(fall, piece.atFrom - piece.atTo)
      let width = piece.to - piece.from
      let doubt = (piece.atTo - piece.atFrom) * width
      let middle = piece.from + width / 2
      if doubt <= tolerance * width / v || doubt <= tolerance / 1000 || middle <= piece.from || middle >= piece.to
        || evaluations >= 4000
      {
        low += piece.atFrom * width
        high += piece.atTo * width
        continue
      }
      evaluations += 1
      let atMiddle = x(middle)
      pending.append((piece.from, middle, piece.atFrom, atMiddle))
      pending.append((middle, piece.to, atMiddle, piece.atTo))
    }
    return (low, high, last, fall)
  }
}
