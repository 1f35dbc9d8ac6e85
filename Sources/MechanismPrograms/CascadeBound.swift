internal import LinearPrograms
public import Mechanisms

/// An upper bound on the welfare of any placement and order for cascade users, by a linear program.
///
/// With x a fractional matching of at most K pairs and y(i, j) the probability that ad i is clicked at position j:
/// maximise Σ v y subject to y ≤ p x and Σ y (1 − c) / p ≤ 1, since a user stops at most once. In the pure cascade,
/// c = 1 − p, the latter says that there is at most one click.
///
/// It is no placement: x need not be whole. Where there are more than 12 positions, and no exact rule, it says how far
/// from the optimum another placement can be.
/// - Complexity: one program of 2 n m columns and n m + n + m + 2 rows.
///
/// Source: ours; its form for one matching is the correlation gap of Agrawal et al. 2012.
public struct CascadeBound: Sendable {
  public let reader: CascadeReader

  public init(_ reader: CascadeReader) { self.reader = reader }

  /// - Parameter values: of a click, one per ad [money]; those that are not finite positive numbers take no part.
  /// - Throws: what the solver cannot certify.
  public func bound(_ values: [Double]) throws -> Double {
    let page = reader.problem
    precondition(values.count == page.ads, "There is one value per ad.")
    let weights = values.map { $0.isFinite && $0 > 0 ? $0 : 0 }
    let unit = weights.max().map { $0 > 0 ? $0.binade : 1 } ?? 1
    var program = LinearProgram(.maximise)
    let cells = 0..<page.ads * page.positions
    let placed = program.addVariables(cells.count, upper: 1)
    let clicks = cells.map { cell in
      program.addVariable(upper: page.clickRates[cell], cost: weights[cell / page.positions] / unit)
    }
    var stops = LinearExpression()
    for cell in cells where page.clickRates[cell] > 0 {
      let rate = page.clickRates[cell]
      program.addRow(clicks[cell] <= rate * placed[cell])
      stops += (reader.goesOn.map { (1 - $0[cell]) / rate } ?? 1) * clicks[cell]
    }
    program.addRow(stops <= 1)
    for ad in 0..<page.ads {
      program.addRow(
        LinearExpression.sum((ad * page.positions)..<((ad + 1) * page.positions)) { placed[$0] } <= 1)
    }
    for position in 0..<page.positions {
      program.addRow(
        LinearExpression.sum(stride(from: position, to: cells.count, by: page.positions)) { placed[$0] } <= 1)
    }
    program.addRow(LinearExpression.sum(placed) <= Double(page.most))
    // Placing nothing is possible, and clicks are bounded: there is an optimum.
    return (try program.solve().optimum?.objective ?? 0) * unit
  }
}
