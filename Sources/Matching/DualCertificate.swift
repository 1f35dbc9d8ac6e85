/// A solution of the dual linear program: the proof that a matching weighs as much as any other of its goal.
///
/// With potentials u of the rows, v of the columns and a price λ of a pair, every pair of weight w obeys
/// u + v + λ ≥ w, so no matching of at most K pairs weighs more than Σu + Σv + Kλ as long as none of them is negative.
/// A matching that reaches this sum is optimal. By goal:
/// - `maximumWeight`: u ≥ 0, v ≥ 0, λ = 0.
/// - `atMost(K)`: u ≥ 0, v ≥ 0, λ ≥ 0. λ is the weight that the last pair adds; 0 when K does not bind.
/// - `perfect(side)`: λ = 0, and the potentials of that side, all of whose vertices are matched, may be negative.
///
/// Where the rows are buyers, the columns items and the weights valuations, u is what a buyer gains and v what an item
/// costs at some competitive prices.
public struct DualCertificate: Sendable, Equatable {
  public let goal: MatchingGoal
  /// u: potentials of the rows [weight].
  public let rowPotentials: [Double]
  /// v: potentials of the columns [weight].
  public let columnPotentials: [Double]
  /// λ: the price of a pair [weight]; 0 unless the goal bounds their number.
  public let cardinalityPrice: Double

  public init(
    goal: MatchingGoal, rowPotentials: [Double], columnPotentials: [Double], cardinalityPrice: Double = 0
  ) {
    self.goal = goal
    self.rowPotentials = rowPotentials
    self.columnPotentials = columnPotentials
    self.cardinalityPrice = cardinalityPrice
  }

  /// The dual objective Σu + Σv + Kλ: no matching of the goal weighs more.
  public var bound: Double {
    var sum = 0.0
    for potential in rowPotentials { sum += potential }
    for potential in columnPotentials { sum += potential }
    if case .atMost(let most) = goal { sum += Double(most) * cardinalityPrice }
    return sum
  }
}

/// Where a matching and its certificate do not fit together, or not with the weights: the witness of `verify`.
public enum CertificateFlaw: Error, Sendable, Equatable {
  /// There are not as many potentials as vertices.
  case wrongShape
  /// A potential is not a number, or is infinite.
  case notFinite(side: Side, index: Int)
  /// A potential that must not be negative is.
  case negativePotential(side: Side, index: Int, potential: Double)
  /// The price of a pair is negative, not a number, or not 0 although the goal bounds no number.
  case badCardinalityPrice(Double)
  /// A pair weighs more than its potentials and the price of a pair together, by `excess`.
  case pairOutweighsDuals(row: Int, column: Int, excess: Double)
  /// A matched pair weighs less than its potentials and the price together, by `slack`.
  case matchedPairIsSlack(row: Int, column: Int, slack: Double)
  /// A forbidden pair is matched.
  case forbiddenPair(row: Int, column: Int)
  /// A vertex that stays alone has a potential other than 0.
  case freeVertexHasPotential(side: Side, index: Int, potential: Double)
  /// A vertex that the goal wants matched stays alone.
  case vertexLeftAlone(side: Side, index: Int)
  /// More pairs than the goal allows.
  case tooManyPairs(found: Int, allowed: Int)
  /// Fewer pairs than allowed although a pair has a price.
  case priceWithoutScarcity(found: Int, allowed: Int, price: Double)
  /// The matching weighs `weight` and the duals bound it by `bound`.
  case gap(weight: Double, bound: Double)
}

extension BipartiteMatching {
  /// Checks that the matching is feasible and its certificate proves it optimal; nil, or the first flaw found.
  ///
  /// Checked are the goal, dual feasibility, complementary slackness and equality of the two objectives. Residuals up to
  /// `tolerance` × (1 + the largest absolute finite weight) pass; for the objectives, times 1 + the number of vertices.
  /// Integer weights below 2⁵³ / (rows + columns) in size pass with tolerance 0.
  /// - Complexity: O(rows + columns + pairs).
  public func verify(against weights: some BipartiteWeights, tolerance: Double = 1e-9) -> CertificateFlaw? {
    let (u, v, price) = (certificate.rowPotentials, certificate.columnPotentials, certificate.cardinalityPrice)
    guard u.count == weights.rowCount, v.count == weights.columnCount, columnOfRow.count == u.count,
      rowOfColumn.count == v.count
    else { return .wrongShape }
    if let row = u.firstIndex(where: { !$0.isFinite }) { return .notFinite(side: .rows, index: row) }
    if let column = v.firstIndex(where: { !$0.isFinite }) { return .notFinite(side: .columns, index: column) }

    var scale = 1.0
    weights.forEachPair { _, _, weight in scale = max(scale, 1 + abs(weight)) }
    let margin = tolerance * scale
    if let flaw = flawOfGoal(margin) { return flaw }

    var flaw: CertificateFlaw?
    weights.forEachPair { row, column, weight in
      let excess = weight - u[row] - v[column] - price
      if flaw != nil { return }
      if excess > margin { flaw = .pairOutweighsDuals(row: row, column: column, excess: excess) }
      if excess < -margin, columnOfRow[row] == column {
        flaw = .matchedPairIsSlack(row: row, column: column, slack: -excess)
      }
    }
    if let flaw { return flaw }
    for (row, column) in pairs where weights.weight(row: row, column: column) == -.infinity {
      return .forbiddenPair(row: row, column: column)
    }
    let bound = certificate.bound
    // A sum of many numbers is as far off as each of them allows; NaN is no agreement.
    if abs(weight - bound) <= margin * Double(1 + u.count + v.count) { return nil }
    return .gap(weight: weight, bound: bound)
  }

  /// Signs, free vertices and the number of pairs.
  private func flawOfGoal(_ margin: Double) -> CertificateFlaw? {
    let price = certificate.cardinalityPrice
    var wanted: Side?
    switch goal {
    case .maximumWeight: break
    case .perfect(let side): wanted = side
    case .atMost(let most):
      guard price >= -margin, price.isFinite else { return .badCardinalityPrice(price) }
      if count > most { return .tooManyPairs(found: count, allowed: most) }
      if count < most, price > margin { return .priceWithoutScarcity(found: count, allowed: most, price: price) }
    }
    if case .atMost = goal {} else if price != 0 { return .badCardinalityPrice(price) }
    for (side, potentials, partners) in [
      (Side.rows, certificate.rowPotentials, columnOfRow), (.columns, certificate.columnPotentials, rowOfColumn),
    ] {
      for (index, potential) in potentials.enumerated() {
        if side == wanted {
          if partners[index] == nil { return .vertexLeftAlone(side: side, index: index) }
          continue
        }
        if potential < -margin { return .negativePotential(side: side, index: index, potential: potential) }
        if potential > margin, partners[index] == nil {
          return .freeVertexHasPotential(side: side, index: index, potential: potential)
        }
      }
    }
    return nil
  }
}
