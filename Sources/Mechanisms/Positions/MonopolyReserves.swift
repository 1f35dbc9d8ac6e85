internal import MarketModel
internal import Statistics

/// Reserves learned from samples of values: the price at which one bidder alone brings most.
///
/// Before the first page `draws` values of each group are drawn, from a stream of their own. A personal reserve is the
/// monopoly price of the group's samples, an anonymous one that of all bidders' samples together: the lowest p that
/// maximises p · (share of samples ≥ p).
///
/// Not the best anonymous reserve of the auction: that depends on who competes with whom.
/// Source: Myerson 1981; learned from samples as in Dhangwatnotai, Roughgarden and Yan 2015.
struct MonopolyReserves: Sendable {
  enum Scope: String, CaseIterable, Sendable {
    case none
    case anonymous
    case personal
  }

  let scope: Scope
  let draws: Int

  init(_ settings: inout Settings) {
    (scope, draws) = settings.section("monopoly-reserves", "Reserves learned from samples of values.") { learned in
      let scope = learned.choice(
        "scope", default: Scope.none, "Whether there are none, one for all bidders, or one for each group.")
      let draws = learned.integer(
        "draws", in: 1...1_000_000, default: 1000, unit: Unit("values"), "Values of each group to learn from.")
      return (scope, draws)
    }
  }

  /// Values it wants to see of each group.
  var trainingDraws: Int { scope == .none ? 0 : draws }

  /// A reserve per click for each group (groups) — empty where there is none.
  func learn(_ page: PageFacts) -> [Double] {
    switch scope {
    case .none: return []
    case .personal:
      return page.groups.map { group in
        Distribution.empirical(group.training).map { IronedVirtualValue($0).reserve } ?? 0
      }
    case .anonymous:
      // A group's samples stand for all its bidders.
      let values = page.groups.flatMap(\.training)
      let weights = page.groups.flatMap { group in group.training.map { _ in Double(group.count) } }
      let reserve = Distribution.discrete(values: values, weights: weights).map { IronedVirtualValue($0).reserve } ?? 0
      return page.groups.map { _ in reserve }
    }
  }
}
