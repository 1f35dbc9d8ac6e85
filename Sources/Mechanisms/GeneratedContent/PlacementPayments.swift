/// What the advertisers of a placement pay, each for all its expected clicks.
public struct PlacementPayments: Sendable, Equatable {
  public var placement: AdPlacement
  /// Per page, in the order of `placement.lines` [money].
  public var expected: [Double]

  /// - Parameter placement: the ads placed.
  /// - Parameter expected: one payment for each line of the placement.
  public init(placement: AdPlacement, expected: [Double]) {
    precondition(placement.lines.count == expected.count, "There is one payment for each ad placed.")
    self.placement = placement
    self.expected = expected
  }

  /// Per click, in the order of `placement.lines` [money]; 0 for an ad that is never clicked.
  public var perClick: [Double] {
    placement.lines.indices.map { k in
      placement.lines[k].clickRate > 0 ? expected[k] / placement.lines[k].clickRate : 0
    }
  }

  /// Expected payments of all together [money].
  public var revenue: Double { expected.reduce(0, +) }

  /// What one ad pays; 0 when it is not placed.
  public func payment(of ad: Int) -> Double {
    placement.lines.firstIndex { $0.ad == ad }.map { expected[$0] } ?? 0
  }
}

extension ExactPlacementRule {
  /// Vickrey–Clarke–Groves payments: each ad placed pays what the others lose by it.
  ///
  /// t = W(v without i) − (W(v) − v π), which is between 0 and v π. With a reserve r per click the ad competes with r in
  /// place of nothing, t = r π(r) + … : W(v with v(i) = r) − (W(v) − v π), and ads below their reserve take no part; truthful
  /// still.
  ///
  /// - Parameter values: of a click, one per ad [money].
  /// - Parameter reserves: per click, one per ad [money] — empty for none.
  /// - Complexity: one placement more for each ad placed.
  ///
  /// Source: Vickrey 1961, Clarke 1971, Groves 1973; with reserves by Myerson 1981.
  public func vcg(_ values: [Double], reserves: [Double] = []) -> PlacementPayments {
    precondition(values.count == problem.ads, "There is one value per ad.")
    precondition(reserves.isEmpty || reserves.count == problem.ads, "There is one reserve per ad, or none at all.")
    var competing = values
    for ad in reserves.indices where !(values[ad] >= reserves[ad]) { competing[ad] = 0 }
    let placement = place(competing)
    let expected = placement.lines.map { line in
      var others = competing
      others[line.ad] = reserves.isEmpty ? 0 : max(0, reserves[line.ad])
      // Both sides in the same terms: what the ad pays beyond the reserve is what the others lose.
      let without = place(others)
      let lost = without.welfare(others, without: line.ad) - placement.welfare(competing, without: line.ad)
      let payment = lost + others[line.ad] * without.clickRate(of: line.ad)
      return min(max(0, payment), values[line.ad] * line.clickRate)
    }
    return PlacementPayments(placement: placement, expected: expected)
  }
}
