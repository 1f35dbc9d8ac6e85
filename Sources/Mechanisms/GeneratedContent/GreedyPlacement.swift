/// Ads placed one by one: each time the ad and position that raise welfare most, for users of either kind.
///
/// Ads placed so far are shown in the best order before each comparison. It ends when K ads are placed or none raises
/// welfare.
///
/// **How good**: for pure cascade users welfare is the expected greatest of independent values, a monotone submodular
/// function of the pairs chosen, and the pairs allowed are those of two matroids; hence at least 1/3 of the optimum. This
/// application of a general bound is ours. For multinomial logit users, and for chances to go on of their own, no bound is
/// claimed.
/// **Not monotone**: a higher value can mean fewer clicks. With p = (0.2, 0.7), (0.3, 0), (0.8, 0.3), K = 2 and values
/// z, 8, 4, ad 0 is clicked 0.7 times at z = 4.5 and 0.49 times at z = 5 (ours). Myerson payments would not make it truthful.
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
    var lines: [AdPlacement.Line] = []
    var adIsPlaced = [Bool](repeating: false, count: problem.ads)
    var positionIsTaken = [Bool](repeating: false, count: problem.positions)
    var welfare = 0.0
    for _ in 0..<problem.room {
      var next: AdPlacement.Line?
      for ad in 0..<problem.ads where values[ad] > 0 && !adIsPlaced[ad] {
        for position in 0..<problem.positions where !positionIsTaken[position] {
          let line = AdPlacement.Line(ad: ad, position: position)
          let worth = reader.welfare(of: lines, adding: line, values)
          if worth > welfare { (next, welfare) = (line, worth) }
        }
      }
      guard let next else { break }
      adIsPlaced[next.ad] = true
      positionIsTaken[next.position] = true
      lines = reader.ordered(lines + [next], values)
    }
    return reader.reading(lines)
  }

  /// What each ad placed pays by the click: a bid that is enough to be placed, though a little less is not.
  ///
  /// Found by halving between 0 and the bid, to 10⁻¹² of the bid. Not truthful: a bid also decides which position an ad
  /// gets, and that is not priced. Where placement is not monotone there can be several such bids; it is one of them.
  /// - Complexity: 40 placements for each ad placed.
  public func criticalBids(_ values: [Double]) -> PlacementPayments {
    precondition(values.count == problem.ads, "There is one value per ad.")
    let placement = place(values)
    var others = values
    let expected = placement.lines.map { line in
      var (low, high) = (0.0, values[line.ad])
      for _ in 0..<40 {
        others[line.ad] = low + (high - low) / 2
        if place(others).lines.contains(where: { $0.ad == line.ad }) {
          high = others[line.ad]
        } else {
          low = others[line.ad]
        }
      }
      others[line.ad] = values[line.ad]
      return high * line.clickRate
    }
    return PlacementPayments(placement: placement, expected: expected)
  }
}
