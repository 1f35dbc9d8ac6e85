/// Ads placed one by one: each time the ad and position that raise welfare most, for users of either kind.
///
/// Ads placed so far are shown in the best order before each comparison. It ends when K ads are placed or none raises
/// welfare.
///
/// **How good**: for pure cascade users welfare is the expected greatest of independent values, a monotone submodular
/// function of the pairs chosen, and the pairs allowed are those of two matroids; hence at least 1/3 of the optimum. This
/// application of a general bound is ours. For multinomial logit users, and for chances to go on of their own, no bound is
/// claimed.
/// **Not monotone, for all we know**: a higher value need not mean at least as many clicks. It is probed, not promised, and
/// no payments are derived from it that would need it.
/// **Ties**: the lower ad, then the lower position.
/// - Complexity: O(K² n m) for n ads and m positions.
///
/// Source: Fisher, Nemhauser and Wolsey 1978 (greedy on an intersection of two matroids: 1/3).
public struct GreedyPlacement<Reader: ReaderModel>: PlacementRule {
  public let reader: Reader
  public var problem: PlacementProblem { reader.problem }

  /// What pure cascade users lose at most: the share of the optimum that is kept.
  public static var guaranteedShare: Double { 1.0 / 3 }

  public init(_ reader: Reader) { self.reader = reader }

  public func place(_ values: [Double]) -> AdPlacement {
    let values = ScaledValues(values).values
    var best = AdPlacement()
    var welfare = 0.0
    for _ in 0..<problem.room {
      var next: AdPlacement?
      for ad in 0..<problem.ads where values[ad] > 0 && !best.lines.contains(where: { $0.ad == ad }) {
        for position in 0..<problem.positions where !best.lines.contains(where: { $0.position == position }) {
          let lines = best.lines + [AdPlacement.Line(ad: ad, position: position)]
          let candidate = reader.reading(reader.ordered(lines, values))
          let worth = candidate.welfare(values)
          if worth > welfare { (next, welfare) = (candidate, worth) }
        }
      }
      guard let next else { break }
      best = next
    }
    return best
  }
}
