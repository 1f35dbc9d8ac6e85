/// Ads ranked as if click rates were separable, and priced by the next in rank: what a search engine does that does not
/// look at pairs of an ad and a position.
///
/// The rate of an ad at a position is taken for quality(ad) × examination(position), with the mean of the ad's row for
/// quality and the mean of the position's column over the mean of all for examination; where rates are separable this is
/// exact. The ad of rank k by value × quality gets the position of rank k by examination, and pays by the click
/// v(k + 1) q(k + 1) / q(k): the generalised second price.
///
/// **Ties**: the lower ad, the lower position. **Edge cases**: an ad without value or never clicked is not placed; the
/// last in rank pays 0.
/// - Complexity: O(n m + n log n).
///
/// Source: Edelman, Ostrovsky and Schwarz 2007; Varian 2007. Rows and columns in place of a matrix: ours.
public struct SeparableRanking: Sendable {
  public let problem: PlacementProblem
  /// Mean click rate of each ad [1] (ads).
  public let quality: [Double]
  /// Positions from the one that is looked at most.
  let bestPositions: [Int]

  public init(_ problem: PlacementProblem) {
    self.problem = problem
    let (n, m) = (problem.ads, problem.positions)
    quality = (0..<n).map { ad in (0..<m).reduce(0) { $0 + problem[ad, $1] } / Double(max(m, 1)) }
    let columns = (0..<m).map { position in (0..<n).reduce(0) { $0 + problem[$1, position] } }
    bestPositions = (0..<m).sorted { columns[$0] != columns[$1] ? columns[$0] > columns[$1] : $0 < $1 }
  }

  /// Ads in order of rank, and what each pays by the click.
  public func place(_ values: [Double]) -> [(line: AdPlacement.Line, price: Double)] {
    precondition(values.count == problem.ads, "There is one value per ad.")
    let weights = values.indices.map { values[$0].isFinite && values[$0] > 0 ? values[$0] * quality[$0] : 0 }
    let ranked = weights.indices.filter { weights[$0] > 0 }
      .sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }
    return ranked.prefix(problem.room).enumerated().map { rank, ad in
      let next = rank + 1 < ranked.count ? weights[ranked[rank + 1]] : 0
      return (AdPlacement.Line(ad: ad, position: bestPositions[rank]), min(next / quality[ad], values[ad]))
    }
  }
}
