/// How much of its maximin share the worst-off agent has, as an exact fraction.
///
/// Goods: the least vᵢ(Xᵢ)/MMSᵢ; chores: the greatest cᵢ(Xᵢ)/MMSᵢ. An agent whose share is 0 has the ratio 1 by
/// definition: fewer goods of positive value than agents, or chores that cost it nothing.
public struct MaximinRatio: Sendable, Equatable {
  public let kind: ItemKind
  /// The worst-off agent; **ties**: the lowest.
  public let agent: Int
  /// What it has; the share when that is 0.
  public let value: Int
  /// Its maximin share; 0: the ratio is 1 by definition.
  public let share: Int

  /// - Precondition: neither number is negative.
  public init(kind: ItemKind, agent: Int, value: Int, share: Int) {
    precondition(value >= 0 && share >= 0, "Values and shares are not negative.")
    self.kind = kind
    self.agent = agent
    self.value = value
    self.share = share
  }

  public var ratio: Double { share == 0 ? 1 : Double(value) / Double(share) }

  /// Whether every agent has at least (goods), or bears at most (chores), this part of its share, compared exactly.
  /// - Precondition: 0 ≤ numerator, 0 < denominator.
  public func attains(_ numerator: Int, over denominator: Int = 1) -> Bool {
    precondition(numerator >= 0 && denominator > 0, "A part of a share is a fraction of whole numbers.")
    let (value, share) = fraction
    return kind == .goods
      ? !Self.isLess((value, share), (numerator, denominator)) : !Self.isLess((numerator, denominator), (value, share))
  }

  /// Value over share, 1/1 where the share is 0.
  private var fraction: (Int, Int) { share == 0 ? (1, 1) : (value, share) }

  /// Whether this agent is worse off than another.
  func isWorse(than other: MaximinRatio) -> Bool {
    kind == .goods ? Self.isLess(fraction, other.fraction) : Self.isLess(other.fraction, fraction)
  }

  /// a.0/a.1 < b.0/b.1, without rounding.
  private static func isLess(_ a: (Int, Int), _ b: (Int, Int)) -> Bool {
    let left = UInt64(a.0).multipliedFullWidth(by: UInt64(b.1))
    let right = UInt64(b.0).multipliedFullWidth(by: UInt64(a.1))
    return (left.high, left.low) < (right.high, right.low)
  }
}

extension Valuations {
  /// The ratio of the worst-off agent to its maximin share.
  /// - Parameter bundles: who has which items.
  /// - Parameter shares: MMSᵢ (agents), as `maximinShares()` finds them.
  /// - Complexity: O(*n* + *m*).
  public func maximinRatio(of bundles: Bundles, shares: [Int]) -> MaximinRatio {
    precondition(shares.count == agentCount, "Each agent has one share.")
    let utilities = utilities(bundles)
    func ratio(_ agent: Int) -> MaximinRatio {
      MaximinRatio(
        kind: kind, agent: agent, value: shares[agent] == 0 ? 0 : utilities[agent], share: shares[agent])
    }
    var worst = ratio(0)
    for agent in 1..<agentCount {
      let next = ratio(agent)
      if next.isWorse(than: worst) { worst = next }
    }
    return worst
  }

  /// The same, with the shares found by `maximinShares()`; nil when one of them is not exact within the limit.
  public func maximinRatio(of bundles: Bundles, nodes limit: Int = .max) -> MaximinRatio? {
    let shares = maximinShares(nodes: limit)
    if shares.contains(where: { !$0.isExact }) { return nil }
    return maximinRatio(of: bundles, shares: shares.map(\.value))
  }
}
