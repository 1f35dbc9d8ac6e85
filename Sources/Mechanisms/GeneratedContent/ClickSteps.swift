/// How often an ad is clicked, as a function of the value it reports: a step function, with all its steps.
public struct ClickSteps: Sendable, Equatable {
  /// Where the click rate changes, ascending [money].
  public var thresholds: [Double]
  /// Click rates [1] before the first threshold, between two, and after the last (thresholds + 1).
  public var clickRates: [Double]

  /// ∫ of the click rate from 0 to a value that is not below the last threshold [money].
  public func integral(to value: Double) -> Double {
    var sum = 0.0
    for k in clickRates.indices {
      let start = k == 0 ? 0 : thresholds[k - 1]
      let end = k < thresholds.count ? thresholds[k] : value
      sum += clickRates[k] * (end - start)
    }
    return sum
  }
}

extension ExactPlacementRule {
  /// The click rate of an ad for every value from 0 to `top`, the values of the others being fixed.
  ///
  /// Each placement has a welfare that is linear in the ad's value, with its click rate for a slope; the best of them is
  /// the upper envelope, convex. Two of its lines are known at the ends: where they meet, either a third one is better,
  /// and splits the interval, or that is a threshold. No grid, and no placement is missed but one that is better nowhere
  /// by more than 10⁻¹³ of welfare.
  ///
  /// - Complexity: at most two placements per step found.
  ///
  /// Source: Eisner and Severance 1976 (parametric envelopes).
  public func clickSteps(of ad: Int, upTo top: Double, _ values: [Double]) -> ClickSteps {
    var others = values
    func line(at value: Double) -> EnvelopeLine {
      others[ad] = value
      let placement = place(others)
      return EnvelopeLine(
        base: placement.welfare(others, without: ad), slope: placement.clickRate(of: ad))
    }
    let first = line(at: 0)
    var steps = ClickSteps(thresholds: [], clickRates: [first.slope])
    guard top > 0, top.isFinite else { return steps }
    var left = (line: first, value: 0.0)
    var right = [(line: line(at: top), value: top)]
    while let next = right.last {
      if next.line.slope <= left.line.slope {
        left = next
        right.removeLast()
        continue
      }
      let crossing = (left.line.base - next.line.base) / (next.line.slope - left.line.slope)
      let value = min(max(crossing, left.value), next.value)
      let middle = line(at: value)
      let known = left.line.base + left.line.slope * value
      let isBetter = middle.base + middle.slope * value > known * (1 + 1e-13)
      if isBetter && middle.slope > left.line.slope && middle.slope < next.line.slope {
        right.append((middle, value))
      } else {
        steps.thresholds.append(value)
        steps.clickRates.append(next.line.slope)
        left = (next.line, value)
        right.removeLast()
      }
    }
    return steps
  }

  /// Myerson payments for a rule that maximises welfare: t = v π(v) − ∫₀ᵛ π(z) dz, the integral taken step by step.
  ///
  /// The same numbers as `vcg` without reserves, by another way.
  ///
  /// Source: Myerson 1981.
  public func myerson(_ values: [Double]) -> PlacementPayments {
    precondition(values.count == problem.ads, "There is one value per ad.")
    let placement = place(values)
    let expected = placement.lines.map { line in
      let value = values[line.ad]
      let steps = clickSteps(of: line.ad, upTo: value, values)
      return min(max(0, value * line.clickRate - steps.integral(to: value)), value * line.clickRate)
    }
    return PlacementPayments(placement: placement, expected: expected)
  }
}

/// The welfare of one placement as a function of one ad's value.
private struct EnvelopeLine {
  /// Welfare of the others [money].
  var base: Double
  /// The ad's click rate [1].
  var slope: Double
}
