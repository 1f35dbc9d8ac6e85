public import FairDivision
public import MarketModel

/// Agent 0 cuts the items into two bundles as even as it can by its own report; agent 1 takes the one it prefers.
///
/// See `Valuations.cutAndChoose(cutter:nodes:)`.
public struct CutAndChooseRule: AllocationRule {
  public static let card = Card(
    "cut-and-choose", "Of two agents one cuts as evenly as it can, and the other chooses.",
    holds: [.envyFreeUpToOne, .envyFreeUpToAny, .proportionalUpToOne, .maximinShares],
    fails: [.truthful, .envyFree, .envyFreeUpToAnyEvenZero, .proportional, .paretoEfficient, .efficient],
    source: "folklore; with indivisible items Budish 2011")

  public init(_ settings: inout Settings) {}

  public var agents: ClosedRange<Int> { 2...2 }

  public func divisions(_ valuations: Valuations) -> [Chance<Bundles>] {
    guard let bundles = valuations.cutAndChoose() else {
      preconditionFailure("two agents cut and choose: ask `objection` first")
    }
    return [Chance(1, bundles)]
  }
}
