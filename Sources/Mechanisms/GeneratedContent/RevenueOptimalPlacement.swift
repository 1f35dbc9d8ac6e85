/// A score of a bidder's value that never falls as the value rises, such as an ironed virtual value, and its inverse.
public struct ValueScore: Sendable {
  /// The score of a value [money].
  public var score: @Sendable (_ value: Double) -> Double
  /// The least value whose score is at least this; infinite where there is none [money].
  public var threshold: @Sendable (_ score: Double) -> Double

  public init(
    score: @escaping @Sendable (_ value: Double) -> Double, threshold: @escaping @Sendable (_ score: Double) -> Double
  ) {
    self.score = score
    self.threshold = threshold
  }

  /// The value itself.
  public static var identity: ValueScore { ValueScore(score: { $0 }, threshold: { $0 }) }
}

extension ExactPlacementRule {
  /// The placement that is best for scores, and the payments that make it truthful.
  ///
  /// With ironed virtual values for scores it has the greatest expected revenue of all truthful and individually rational
  /// mechanisms. Ads of score 0 or less are not placed. An ad pays, for each click it gets more at some score than below,
  /// the least value that has that score: t = v π(v) − ∫₀ᵛ π(z) dz.
  ///
  /// The cut-off is above the monopoly reserve, the value of score 0: for multinomial logit users an ad is placed only when
  /// its score exceeds the welfare, in scores, of the whole page.
  ///
  /// **Flat parts**: where many values have one score (ironing, atoms) and that score is just a threshold, the click rate
  /// is that of the rule's own tie, for all of them.
  /// - Complexity: for each ad placed two or three placements per step of its click rate.
  ///
  /// Source: Myerson 1981; applied to generated content by Balseiro et al. 2025, in this form by us.
  public func revenueOptimal(_ values: [Double], _ scores: [ValueScore]) -> PlacementPayments {
    precondition(values.count == problem.ads && scores.count == problem.ads, "There is one value and one score per ad.")
    var weights = values
    for ad in weights.indices {
      weights[ad] = values[ad].isFinite && values[ad] > 0 ? max(0, scores[ad].score(values[ad])) : 0
    }
    let placement = place(weights)
    let expected = placement.lines.map { line in
      let payment = thresholdPayment(line.ad, values[line.ad], scores[line.ad], weights)
      return min(max(0, payment), values[line.ad] * line.clickRate)
    }
    return PlacementPayments(placement: placement, expected: expected)
  }

  private func thresholdPayment(_ ad: Int, _ value: Double, _ score: ValueScore, _ weights: [Double]) -> Double {
    let top = weights[ad]
    let steps = clickSteps(of: ad, upTo: top, weights)
    let width = 1e-12 * top
    var payment = 0.0
    for (k, step) in steps.thresholds.enumerated() {
      let (before, after) = (steps.clickRates[k], steps.clickRates[k + 1])
      if step >= top - width {
        payment += (after - before) * min(value, score.threshold(top))
        continue
      }
      let low = min(value, score.threshold(max(step - width, 0)))
      let high = min(value, score.threshold(step + width))
      if high - low <= 1e-9 * value {
        payment += (after - before) * min(value, score.threshold(step))
      } else {
        // A flat part at the threshold, or a jump of the score across it: the rule says what happens in between.
        var between = weights
        between[ad] = max(0, score.score(low + (high - low) / 2))
        let rate = min(max(place(between).clickRate(of: ad), before), after)
        payment += (rate - before) * low + (after - rate) * high
      }
    }
    return payment
  }
}
