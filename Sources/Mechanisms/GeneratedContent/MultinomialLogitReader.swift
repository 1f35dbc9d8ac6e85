internal import Matching

/// Users who choose at most one of the ads placed, whatever their order: multinomial logit.
///
/// With odds a = p / (1 − p) of each ad at its position, an ad is clicked with probability a / (1 + Σ a over all ads
/// placed); a lone ad with probability p. An ad of low value takes clicks from the others: placing it can lower welfare.
///
/// **Clipped**: stand-alone rates are taken into [10⁻⁶, 1 − 10⁻⁶], because the odds of p = 1 are infinite; `clipped`
/// says how many were.
///
/// Source: multinomial logit users in Balseiro et al. 2025 (arXiv 2506.03309). The link from stand-alone rates to odds
/// is ours: it makes a lone ad's rate p.
public struct MultinomialLogitReader: ReaderModel {
  public let problem: PlacementProblem
  /// a = p / (1 − p), row by row (ads × positions).
  public let odds: [Double]
  /// How many stand-alone rates were outside [10⁻⁶, 1 − 10⁻⁶].
  public let clipped: Int

  /// The least rate that is told from 0, and its distance to 1 that is told from 1.
  public static let leastRate = 1e-6

  public init(_ problem: PlacementProblem) {
    self.problem = problem
    var odds: [Double] = []
    odds.reserveCapacity(problem.clickRates.count)
    var clipped = 0
    for rate in problem.clickRates {
      let inside = min(max(rate, Self.leastRate), 1 - Self.leastRate)
      if inside != rate { clipped += 1 }
      odds.append(inside / (1 - inside))
    }
    self.odds = odds
    self.clipped = clipped
  }

  public func reading(_ lines: [AdPlacement.Line]) -> AdPlacement {
    var total = 1.0
    for line in lines { total += odds[line.ad * problem.positions + line.position] }
    return AdPlacement(
      lines.map { line in
        AdPlacement.Line(
          ad: line.ad, position: line.position,
          clickRate: odds[line.ad * problem.positions + line.position] / total)
      })
  }

  /// Order does not matter to these users: by decreasing value, which is best for users of a pure cascade.
  public func ordered(_ lines: [AdPlacement.Line], _ values: [Double]) -> [AdPlacement.Line] {
    lines.sorted { values[$0.ad] != values[$1.ad] ? values[$0.ad] > values[$1.ad] : $0.ad < $1.ad }
  }

  public func welfare(of ordered: [AdPlacement.Line], adding line: AdPlacement.Line, _ values: [Double]) -> Double {
    let added = odds[line.ad * problem.positions + line.position]
    var total = 1 + added
    var sum = values[line.ad] * added
    for other in ordered {
      let known = odds[other.ad * problem.positions + other.position]
      total += known
      sum += values[other.ad] * known
    }
    return sum / total
  }
}

// MARK: - The best placement

/// The placement of the greatest welfare for multinomial logit users.
///
/// Welfare is a ratio, Σ v a / (1 + Σ a). With g(λ) the greatest weight Σ a (v − λ) of a matching of at most K pairs, the
/// greatest ratio is the one λ with g(λ) = λ. Every ad placed is worth more than that: v > λ.
///
/// **Ties**: as in `Matching`, where the order of ads and positions decides; an ad worth just λ is left out.
/// - Complexity: at most a few matchings of O(K² n + K n m), for n ads and m positions: four in our tests.
///
/// Source: Dinkelbach 1967; the reduction to matchings is ours.
public struct MultinomialLogitWelfare: ExactPlacementRule {
  public let reader: MultinomialLogitReader
  public var problem: PlacementProblem { reader.problem }

  public init(_ reader: MultinomialLogitReader) { self.reader = reader }

  public func place(_ values: [Double]) -> AdPlacement { solve(values).placement }

  /// The best placement by Dinkelbach's iteration, and the number of matchings it took.
  public func solve(_ values: [Double]) -> (placement: AdPlacement, matchings: Int) {
    let values = ScaledValues(values).values
    var ratio = 0.0
    var matchings = 0
    while true {
      let candidate = placement(values, above: ratio)
      matchings += 1
      let welfare = candidate.welfare(values)
      // The ratio rises in every turn but the last, and there are finitely many placements. The last candidate is as
      // good as the one before, and has only ads worth more than the ratio.
      if welfare <= ratio { return (candidate, matchings) }
      ratio = welfare
    }
  }

  /// The best placement by halving an interval around the ratio until no number lies between its ends.
  public func placeByBisection(_ values: [Double]) -> AdPlacement {
    let values = ScaledValues(values).values
    var low = 0.0
    var high = values.max() ?? 0
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return placement(values, above: low) }
      if weight(values, above: middle) > middle { low = middle } else { high = middle }
    }
  }

  /// g(λ).
  private func weight(_ values: [Double], above ratio: Double) -> Double {
    matching(values, above: ratio)?.weight ?? 0
  }

  /// The matching behind g(λ), as a placement.
  private func placement(_ values: [Double], above ratio: Double) -> AdPlacement {
    guard let matching = matching(values, above: ratio) else { return AdPlacement() }
    var lines: [AdPlacement.Line] = []
    for (position, ad) in matching.rowOfColumn.enumerated() {
      if let ad { lines.append(AdPlacement.Line(ad: ad, position: position)) }
    }
    return reader.reading(reader.ordered(lines, values))
  }

  /// The heaviest matching of at most K pairs of weight a (v − λ) > 0; nil where there can be none.
  private func matching(_ values: [Double], above ratio: Double) -> BipartiteMatching? {
    if problem.room == 0 { return nil }
    var weights = reader.odds
    for ad in 0..<problem.ads {
      let margin = values[ad] - ratio
      for position in 0..<problem.positions { weights[ad * problem.positions + position] *= margin }
    }
    return try? WeightMatrix(rows: problem.ads, columns: problem.positions, weights: weights)
      .maximumWeightMatching(atMost: problem.room)
  }
}
