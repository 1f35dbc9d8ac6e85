extension Valuations {
  /// Whether a division is fair in the sense of a notion.
  /// - Complexity: O(*n* · (*n* + *m*)).
  public func isFair(_ notion: FairnessNotion, _ bundles: Bundles) -> Bool {
    unfairness(notion, of: bundles) == nil
  }

  /// The first agent that a division treats unfairly, with the pair and the item that show it; nil when it is fair.
  ///
  /// **Ties**: the lowest agent; of those it envies the lowest. The item is the one that leaves the smallest gap for EF1
  /// and PROP1, and the largest for EFX and EFX₀; among equals the lowest.
  /// - Precondition: the bundles are of as many agents and items.
  /// - Complexity: O(*n* · (*n* + *m*)).
  public func unfairness(_ notion: FairnessNotion, of bundles: Bundles) -> Unfairness? {
    for agent in 0..<agentCount {
      if let found = unfairnesses(notion, to: agent, bundles).first { return found }
    }
    return nil
  }

  /// Every pair, or agent, that a division treats unfairly, by agent and by whom it envies.
  public func unfairnesses(_ notion: FairnessNotion, of bundles: Bundles) -> [Unfairness] {
    (0..<agentCount).flatMap { unfairnesses(notion, to: $0, bundles) }
  }

  private func unfairnesses(_ notion: FairnessNotion, to agent: Int, _ bundles: Bundles) -> [Unfairness] {
    precondition(
      bundles.agentCount == agentCount && bundles.itemCount == itemCount,
      "These bundles are of other agents or items than the valuations.")
    return switch notion {
    case .proportional, .proportionalUpToOne: missedShare(notion, agent, bundles).map { [$0] } ?? []
    case .envyFree, .envyFreeUpToOne, .envyFreeUpToAny, .envyFreeUpToAnyEvenZero: envies(notion, agent, bundles)
    }
  }

  private func envies(_ notion: FairnessNotion, _ agent: Int, _ bundles: Bundles) -> [Unfairness] {
    var worth = [Int](repeating: 0, count: agentCount)
    // The item of each bundle whose leaving decides; of the own bundle for chores.
    var deciding = [Int?](repeating: nil, count: agentCount)
    let row = row(of: agent)
    let first = row.startIndex
    for (item, owner) in bundles.owners.enumerated() {
      guard let owner else { continue }
      let value = row[first + item]
      worth[owner] += value
      if notion == .envyFreeUpToAny && value == 0 { continue }
      guard let before = deciding[owner] else {
        deciding[owner] = item
        continue
      }
      let isBetter = notion == .envyFreeUpToOne ? value > row[first + before] : value < row[first + before]
      if isBetter { deciding[owner] = item }
    }
    return (0..<agentCount).compactMap { other in
      if other == agent { return nil }
      let item = notion == .envyFree ? nil : deciding[kind == .goods ? other : agent]
      // Without such an item the bundle is worth, or costs, nothing and there is no envy.
      if notion != .envyFree && item == nil { return nil }
      let left = item.map { row[first + $0] } ?? 0
      let has = kind == .goods ? worth[agent] : worth[agent] - left
      let asks = kind == .goods ? worth[other] - left : worth[other]
      if kind == .goods ? has >= asks : has <= asks { return nil }
      return Unfairness(
        notion: notion, kind: kind, agent: agent, other: other, item: item, has: has, asks: asks, divisor: 1)
    }
  }

  private func missedShare(_ notion: FairnessNotion, _ agent: Int, _ bundles: Bundles) -> Unfairness? {
    var has = 0
    // The item whose coming (goods) or leaving (chores) helps most.
    var deciding: Int?
    let row = row(of: agent)
    let first = row.startIndex
    for (item, owner) in bundles.owners.enumerated() {
      if owner == agent { has += row[first + item] }
      if notion == .proportional || (owner == agent) != (kind == .chores) { continue }
      if let before = deciding, row[first + item] <= row[first + before] { continue }
      deciding = item
    }
    let change = deciding.map { row[first + $0] } ?? 0
    has += kind == .goods ? change : -change
    let product = agentCount * has
    if kind == .goods ? product >= totals[agent] : product <= totals[agent] { return nil }
    return Unfairness(
      notion: notion, kind: kind, agent: agent, other: nil, item: deciding, has: has, asks: totals[agent],
      divisor: agentCount)
  }
}
