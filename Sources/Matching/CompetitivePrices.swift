/// The prices at which a market of unit demand clears, from the lowest to the highest, and what Vickrey, Clarke and Groves
/// would have each buyer pay.
///
/// Rows are buyers, each wanting one item; columns are items, each one piece; weights are what an item is worth to a
/// buyer. Prices are competitive (Walrasian) when no buyer would rather have another item, or none, than what the matching
/// gives, and items that nobody gets cost nothing. All optimal matchings have the same competitive prices, and these are
/// the potentials of the columns in the optimal dual solutions. They form a lattice: `lowest` is below all of them in
/// every item at once, `highest` above.
/// ```swift
/// let market = try WeightMatrix([[10, 6], [8, 5]]).competitivePrices()
/// market.lowest    // [3, 0]: at less than 3 for item 0, buyer 1 would want it too
/// market.highest   // [9, 5]: item 1 is worth no more to buyer 1, and buyer 0 gains 1 from either
/// ```
/// **Edge cases**: items that stay alone cost 0 in both. Forbidden pairs and losses are never matched.
public struct CompetitivePrices: Sendable, Equatable {
  /// A matching of the greatest weight, whose certificate holds competitive prices between the two.
  public let matching: BipartiteMatching
  /// The lowest competitive price of each item [weight].
  public let lowest: [Double]
  /// The highest competitive price of each item [weight].
  public let highest: [Double]

  /// What each buyer pays under Vickrey, Clarke and Groves: the lowest competitive price of what it gets, else 0 [weight].
  ///
  /// It is the harm the buyer does to the others: what they would gain if it stayed away.
  public var payments: [Double] {
    matching.columnOfRow.map { column in column.map { lowest[$0] } ?? 0 }
  }
}

extension WeightMatrix {
  /// The lowest and highest competitive prices, with one solve and two shortest-path searches.
  ///
  /// Prices that differ from known competitive ones, such as the duals of the solve, do so along paths of exchanges: how
  /// far an item's price can move is the shortest distance, in reduced weights, from what stops it. Lowering stops at 0 and
  /// at what a buyer left alone would pay; raising stops where a buyer gains nothing, and at items left alone.
  ///
  /// **Exactness**: as of `maximumWeightMatching()`.
  /// - Complexity: O(n² m) for sides of n ≤ m, as of the matching alone; the prices take O(n m).
  ///
  /// Source: Demange and Gale 1985 and Leonard 1983 for the lattice and its lowest point; the search is the usual one
  /// for difference constraints.
  public func competitivePrices() -> CompetitivePrices {
    competitivePrices(of: maximumWeightMatching())
  }

  /// The same for a matching of greatest weight that is already known.
  /// - Precondition: `matching` is of these weights and its goal is `maximumWeight`.
  public func competitivePrices(of matching: BipartiteMatching) -> CompetitivePrices {
    precondition(matching.goal == .maximumWeight, "Competitive prices belong to a matching of the greatest weight.")
    precondition(
      matching.columnOfRow.count == rowCount && matching.rowOfColumn.count == columnCount,
      "The matching is of other weights.")
    let u = matching.certificate.rowPotentials
    let v = matching.certificate.columnPotentials
    return CompetitivePrices(
      matching: matching, lowest: lowestPrices(matching, u, v), highest: highestPrices(matching, u, v))
  }

  /// How far each price can fall from v: settled items pull the others along through the buyer who has them.
  private func lowestPrices(_ matching: BipartiteMatching, _ u: [Double], _ v: [Double]) -> [Double] {
    var room = v
    for row in 0..<rowCount where matching.columnOfRow[row] == nil {
      for column in 0..<columnCount { room[column] = min(room[column], v[column] - self[row, column]) }
    }
    var isDone = [Bool](repeating: false, count: columnCount)
    while let column = Self.nearest(room, isDone) {
      isDone[column] = true
      guard let row = matching.rowOfColumn[column] else { continue }
      for other in 0..<columnCount where !isDone[other] {
        room[other] = min(room[other], room[column] + max(0, u[row] + v[other] - self[row, other]))
      }
    }
    return v.indices.map { max(0, v[$0] - room[$0]) }
  }

  /// How far each price can rise from v: an item settled stops those whose buyers would turn to it.
  private func highestPrices(_ matching: BipartiteMatching, _ u: [Double], _ v: [Double]) -> [Double] {
    var room = matching.rowOfColumn.map { row in row.map { u[$0] } ?? 0 }
    var isDone = [Bool](repeating: false, count: columnCount)
    while let column = Self.nearest(room, isDone) {
      isDone[column] = true
      for row in 0..<rowCount {
        guard let own = matching.columnOfRow[row], !isDone[own] else { continue }
        room[own] = min(room[own], room[column] + max(0, u[row] + v[column] - self[row, column]))
      }
    }
    return v.indices.map { max(0, v[$0] + room[$0]) }
  }

  /// The least of the distances not settled, the first of equal ones.
  private static func nearest(_ distances: [Double], _ isDone: [Bool]) -> Int? {
    var best: Int?
    for index in distances.indices where !isDone[index] {
      if best.map({ distances[index] < distances[$0] }) ?? true { best = index }
    }
    return best
  }
}
