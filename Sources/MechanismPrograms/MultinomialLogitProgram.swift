internal import LinearPrograms
public import Mechanisms

/// The best placement for multinomial logit users as one linear program: the second route to `MultinomialLogitWelfare`.
///
/// Welfare is a ratio of linear functions of the matching. With y₀ the probability that nobody is clicked and z(i, j) that
/// ad i is, at position j, both become variables: maximise Σ v z subject to y₀ + Σ z = 1; Σ_j z(i, j) / a(i, j) ≤ y₀ for
/// each ad; Σ_i z(i, j) / a(i, j) ≤ y₀ for each position; Σ z / a ≤ K y₀. Then x = z / (a y₀) is a vertex of the matchings:
/// whole numbers.
///
/// - Complexity: one program of n m + 1 columns and n + m + 2 rows.
///
/// Source: Charnes and Cooper 1962; this use is ours.
public struct MultinomialLogitProgram: Sendable {
  /// What the program says.
  public struct Solution: Sendable {
    /// The greatest welfare [money].
    public var welfare: Double
    /// The matching x, rounded.
    public var placement: AdPlacement
    /// How far x is from whole numbers at most.
    public var fraction: Double
  }

  public let reader: MultinomialLogitReader

  public init(_ reader: MultinomialLogitReader) { self.reader = reader }

  /// - Parameter values: of a click, one per ad [money]; those that are not finite positive numbers take no part.
  /// - Throws: what the solver cannot certify.
  public func solve(_ values: [Double]) throws -> Solution {
    let page = reader.problem
    precondition(values.count == page.ads, "There is one value per ad.")
    let weights = values.map { $0.isFinite && $0 > 0 ? $0 : 0 }
    let unit = weights.max().map { $0 > 0 ? $0.binade : 1 } ?? 1
    var program = LinearProgram(.maximise)
    let nobody = program.addVariable("nobody")
    // Clicks of each pair, row by row (ads × positions).
    let clicks = (0..<page.ads * page.positions).map { cell in
      program.addVariable(upper: reader.odds[cell] > 0 ? 1 : 0, cost: weights[cell / page.positions] / unit)
    }
    program.addRow(nobody + LinearExpression.sum(clicks) == 1)
    // What is never clicked has no share: its variable is 0.
    func share(_ cells: some Sequence<Int>) -> LinearExpression {
      .sum(cells.filter { reader.odds[$0] > 0 }) { (1 / reader.odds[$0]) * clicks[$0] }
    }
    for ad in 0..<page.ads {
      program.addRow(share((ad * page.positions)..<((ad + 1) * page.positions)) <= nobody)
    }
    for position in 0..<page.positions {
      program.addRow(share(stride(from: position, to: clicks.count, by: page.positions)) <= nobody)
    }
    program.addRow(share(clicks.indices) <= Double(page.most) * nobody)
    // Nobody clicking is always possible, and welfare is at most 2: there is an optimum.
    guard let optimum = try program.solve().optimum else {
      return Solution(welfare: 0, placement: AdPlacement(), fraction: .nan)
    }
    var lines: [AdPlacement.Line] = []
    var fraction = 0.0
    for cell in clicks.indices where reader.odds[cell] > 0 {
      let share = optimum[clicks[cell]] / (reader.odds[cell] * optimum[nobody])
      fraction = max(fraction, abs(share - share.rounded()))
      if share > 0.5 {
        lines.append(AdPlacement.Line(ad: cell / page.positions, position: cell % page.positions))
      }
    }
    return Solution(
      welfare: optimum.objective * unit, placement: reader.reading(reader.ordered(lines, weights)), fraction: fraction)
  }
}
