/// The placement and order of the greatest welfare for cascade users, by a dynamic program over sets of positions.
///
/// Ads are taken in the order in which they would be shown. With V(i, S) the best that ads i, i + 1, … can add for a user
/// who reads on, when the positions S are taken,
/// V(i, S) = max(V(i + 1, S), max over j ∉ S of p(i, j) v(i) + c(i, j) V(i + 1, S ∪ {j})), and V = 0 once |S| = K.
///
/// **Not for all cascades**: positions are at most 12, and each ad has the same place in the order wherever it stands,
/// as in the pure cascade, and as where p / (1 − c) is a matter of the ad alone. Else there is no such rule.
/// **Ties**: an ad earlier in the order is placed rather than a later one, at its lowest position; of equal rank the lower
/// ad is the earlier. Totals within 10⁻¹² of one another are equal. An ad that adds nothing is left out.
/// - Complexity: O(n m s) for n ads, m positions and the s sets of fewer than K positions, at most 2ᵐ; memory O(n s).
///
/// Source: ours; it generalises the recursion over list lengths of Du, Srikant and Chen 2024 to positions.
public struct CascadeWelfare: ExactPlacementRule {
  public let reader: CascadeReader
  public var problem: PlacementProblem { reader.problem }

  /// Factors of values in the order of ads.
  private let ranking: [Double]
  private let sets: PositionSets

  /// Above this the sets of positions are too many.
  public static let mostPositions = 12

  /// Nil when there are more than 12 positions, or the order of the ads depends on where they stand.
  public init?(_ reader: CascadeReader) {
    guard reader.problem.positions <= Self.mostPositions, let ranking = reader.ranking else { return nil }
    self.reader = reader
    self.ranking = ranking
    sets = PositionSets(of: reader.problem.positions, below: reader.problem.room)
  }

  public func place(_ values: [Double]) -> AdPlacement {
    let values = ScaledValues(values).values
    // What has no value, or is never clicked, is not placed.
    let order = (0..<problem.ads).filter { values[$0] > 0 && ranking[$0] > 0 }
      .map { (ad: $0, rank: values[$0] * ranking[$0]) }
      .sorted { $0.rank != $1.rank ? $0.rank > $1.rank : $0.ad < $1.ad }
      .map { $0.ad }
    let width = sets.count
    if width == 0 || order.isEmpty { return AdPlacement() }
    let gain = order.flatMap { ad in row(of: ad).map { problem.clickRates[$0] * values[ad] } }
    let stay = order.flatMap { ad in row(of: ad).map { reader.continuation($0) } }

    // best[i × width + S]: V(i, S), for the sets that still leave room; those that do not are worth 0.
    var best = [Double](repeating: 0, count: (order.count + 1) * width)
    for i in order.indices.reversed() {
      for set in 0..<width {
        var most = best[(i + 1) * width + set]
        for j in 0..<problem.positions {
          let after = sets.joined[set * problem.positions + j]
          if after == PositionSets.taken { continue }
          let cell = i * problem.positions + j
          let rest = after == PositionSets.full ? 0 : best[(i + 1) * width + Int(after)]
          let total = gain[cell] + stay[cell] * rest
          if total > most { most = total }
        }
        best[i * width + set] = most
      }
    }

    // The same sums again, along the first of the best paths.
    var lines: [AdPlacement.Line] = []
    var set = 0
    for i in order.indices where set >= 0 && best[i * width + set] > 0 {
      for j in 0..<problem.positions {
        let after = sets.joined[set * problem.positions + j]
        let cell = i * problem.positions + j
        if after == PositionSets.taken || gain[cell] == 0 { continue }
        let rest = after == PositionSets.full ? 0 : best[(i + 1) * width + Int(after)]
        if gain[cell] + stay[cell] * rest >= best[i * width + set] * (1 - 1e-12) {
          lines.append(AdPlacement.Line(ad: order[i], position: j))
          set = after == PositionSets.full ? -1 : Int(after)
          break
        }
      }
    }
    return reader.reading(lines)
  }

  private func row(of ad: Int) -> Range<Int> { (ad * problem.positions)..<((ad + 1) * problem.positions) }
}

/// All sets of fewer than K of m positions, numbered by size and then as binary numbers, and which set each becomes with
/// one position more.
private struct PositionSets: Sendable {
  /// The position is in the set already.
  static let taken: Int32 = -1
  /// The set then has K positions: there is no room for more.
  static let full: Int32 = -2

  let count: Int
  /// Number of the set with position j added (sets × positions), or `taken`, or `full`.
  let joined: [Int32]

  init(of positions: Int, below most: Int) {
    var numbers = [Int32](repeating: Self.full, count: 1 << positions)
    var listed: [Int] = []
    for size in 0..<max(most, 0) {
      for set in 0..<(1 << positions) where set.nonzeroBitCount == size {
        numbers[set] = Int32(listed.count)
        listed.append(set)
      }
    }
    count = listed.count
    joined = listed.flatMap { set in
      (0..<positions).map { j in set & (1 << j) != 0 ? Self.taken : numbers[set | (1 << j)] }
    }
  }
}
