/// A score of a bidder's value per click that never falls as the value rises: its ironed virtual value.
public struct ValueScore: Sendable {
  public let virtualValue: IronedVirtualValue
  /// Value of a click per unit of the distribution: the chance of a conversion where values are per conversion, else 1.
  public let valuePerUnit: Double

  /// - Precondition: a unit is worth something.
  public init(_ virtualValue: IronedVirtualValue, valuePerUnit: Double = 1) {
    precondition(valuePerUnit > 0 && valuePerUnit.isFinite, "A unit is worth a positive amount.")
    self.virtualValue = virtualValue
    self.valuePerUnit = valuePerUnit
  }

  /// The score of a value [money].
  public func callAsFunction(_ value: Double) -> Double { valuePerUnit * virtualValue(value / valuePerUnit) }

  /// The least value whose score is at least this [money]; infinite where there is none.
  func threshold(_ score: Double) -> Double {
    valuePerUnit * virtualValue.lowestValue(reaching: score / valuePerUnit)
  }
}

extension ExactPlacementRule {
  /// The placement that is best for scores, and the payments that make it truthful.
  ///
  /// With ironed virtual values for scores it has the greatest expected revenue of all truthful and individually rational
  /// mechanisms. Ads of score 0 or less are not placed. An ad pays, for each click it gets more at some score than below,
  /// the least value that has that score, and at least its reserve: t = v π(v) − ∫ᵣᵛ π(z) dz.
  ///
  /// The cut-off is above the monopoly reserve, the value of score 0: for multinomial logit users an ad is placed only when
  /// its score exceeds the welfare, in scores, of the whole page.
  ///
  /// **Flat parts**: where many values have one score (ironing, atoms) and that score is just a threshold, the click rate
  /// is that of the rule's own tie, for all of them.
  /// - Complexity: for each ad placed two or three placements per step of its click rate.
  ///
  /// Source: Myerson 1981; applied to generated content by Balseiro et al. 2025, in this form by us.
  public func revenueOptimal(
    _ values: [Double], _ scores: [ValueScore], reserves: [Double] = []
  ) -> PlacementPayments {
    precondition(values.count == problem.ads && scores.count == problem.ads, "There is one value and one score per ad.")
    precondition(reserves.isEmpty || reserves.count == problem.ads, "There is one reserve per ad, or none at all.")
    var weights = values
    for ad in weights.indices {
      let takesPart = values[ad].isFinite && values[ad] > 0 && (reserves.isEmpty || values[ad] >= reserves[ad])
      weights[ad] = takesPart ? max(0, scores[ad](values[ad])) : 0
    }
    let placement = place(weights)
    let expected = placement.lines.map { line in
      let payment = thresholdPayment(
        line.ad, values[line.ad], scores[line.ad], weights, reserve: reserves.isEmpty ? 0 : reserves[line.ad])
      return min(max(0, payment), values[line.ad] * line.clickRate)
    }
    return PlacementPayments(placement: placement, expected: expected)
  }

  private func thresholdPayment(_ ad: Int, _ value: Double, _ own: ValueScore, _ weights: [Double], reserve: Double) -> Double {
    let top = weights[ad]
    let steps = clickSteps(of: ad, upTo: top, weights)
    let width = 1e-12 * top
    func price(at score: Double) -> Double { min(value, max(reserve, own.threshold(score))) }
    var payment = 0.0
    for (k, step) in steps.thresholds.enumerated() {
      let (before, after) = (steps.clickRates[k], steps.clickRates[k + 1])
      if step >= top - width {
        payment += (after - before) * price(at: top)
        continue
      }
      let low = price(at: max(step - width, 0))
      let high = price(at: step + width)
      if high - low <= 1e-9 * value {
        payment += (after - before) * price(at: step)
      } else {
        // A flat part at the threshold, or a jump of the score across it: the rule says what happens in between.
        var between = weights
        between[ad] = max(0, own(low + (high - low) / 2))
        let rate = min(max(place(between).clickRate(of: ad), before), after)
        payment += (rate - before) * low + (after - rate) * high
      }
    }
    return payment
  }
}
