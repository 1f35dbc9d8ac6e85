/// A notion of a fair division of indivisible items among equals, with additive valuations.
///
/// vᵢ(X) is what bundle X is worth to agent i, Xᵢ its own, M all items; for chores cᵢ is the cost. Items that nobody has
/// belong to M.
public enum FairnessNotion: String, Sendable, Hashable, CaseIterable {
  /// EF. Goods: vᵢ(Xᵢ) ≥ vᵢ(Xⱼ). Chores: cᵢ(Xᵢ) ≤ cᵢ(Xⱼ). For all agents i and j.
  case envyFree = "ef"
  /// EF1: up to one item. Goods: vᵢ(Xᵢ) ≥ vᵢ(Xⱼ − g) for some g in Xⱼ. Chores: cᵢ(Xᵢ − g) ≤ cᵢ(Xⱼ) for some g in Xᵢ.
  case envyFreeUpToOne = "ef1"
  /// EFX: up to any item that matters. As EF1, for all such g with vᵢ(g) > 0, or cᵢ(g) > 0.
  case envyFreeUpToAny = "efx"
  /// EFX₀: as EFX, for all g, of value 0 as well: stronger.
  case envyFreeUpToAnyEvenZero = "efx0"
  /// PROP. Goods: n · vᵢ(Xᵢ) ≥ vᵢ(M). Chores: n · cᵢ(Xᵢ) ≤ cᵢ(M).
  case proportional = "prop"
  /// PROP1: goods with one more good of another or of nobody; chores with one chore less.
  case proportionalUpToOne = "prop1"
}

/// An agent that a division treats unfairly: what a notion asks for it, and what it has.
public struct Unfairness: Sendable, Equatable {
  public let notion: FairnessNotion
  public let kind: ItemKind
  /// Who is wronged.
  public let agent: Int
  /// Whom it envies; nil where the notion compares with a share of everything.
  public let other: Int?
  /// The item that is taken away, or added, without the wrong ending; nil where the notion looks at no item.
  public let item: Int?
  /// What the agent's own bundle is worth to it (goods), or costs it (chores), with or without the item.
  public let has: Int
  /// What it should be worth at least, or cost at most, divided by `divisor`.
  public let asks: Int
  /// 1 where the agent compares two bundles; n where it compares with vᵢ(M)/n.
  public let divisor: Int

  /// By how much the notion is missed [units of value]; above 0.
  public var gap: Double {
    let missing = kind == .goods ? asks - divisor * has : divisor * has - asks
    return Double(missing) / Double(divisor)
  }
}

extension Unfairness: CustomStringConvertible {
  /// `agent 1 has 4 and envies agent 0, whose bundle is worth 7 to it even without item 2`
  public var description: String {
    switch (kind, other) {
    case (.goods, let other?):
      "agent \(agent) has \(has) and envies agent \(other), whose bundle is worth \(asks) to it"
        + (item.map { " even without item \($0)" } ?? "")
    case (.chores, let other?):
      "agent \(agent) has a cost of \(has)" + (item.map { " even without item \($0)" } ?? "")
        + " and envies agent \(other), whose bundle would cost it \(asks)"
    case (.goods, nil):
      "agent \(agent) has \(has)" + (item.map { " even with item \($0)" } ?? "")
        + ", less than \(asks)/\(divisor), its share of everything"
    case (.chores, nil):
      "agent \(agent) has a cost of \(has)" + (item.map { " even without item \($0)" } ?? "")
        + ", more than \(asks)/\(divisor), its share of everything"
    }
  }
}
