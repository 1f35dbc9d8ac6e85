internal import FairDivision
public import MarketModel
public import Randomness

/// The items of a grid that do most harm to the scenario's policy: an adversary who knows it and tries everything.
///
/// Items are worth 0, 1, 2, … units to each agent, and everything together n · `units`; up to `items` of them come. Of
/// all such sequences the one that leaves some agent with the least part of its maximin share (of chores, burdens it
/// with the most) is the one that comes, in every replicate. It is exact: no sequence on the grid is worse for the
/// policy.
///
/// - Complexity: that of `WorstCaseSearch`, once a variant; sizes beyond a million sequences are refused.
///
/// Source: ours.
public struct WorstCase: ValuationSource {
  public static let card = Card(
    "worst-case", "The items on a grid that do most harm to the policy, all of them tried.", source: "ours")

  private static let mostSequences = 1e6

  public let agents: Int
  let units: Int
  let items: Int
  let isIdentical: Bool

  public init(_ settings: inout Settings) {
    agents = settings.integer("agents", in: 2...6, default: 2, "How many agents divide the items.")
    units = settings.integer("units", in: 1...20, default: 2, "How many units make 1.")
    items = settings.integer("items", in: 1...12, default: 4, "How many items come at most.")
    isIdentical = settings.flag("identical", default: false, "Whether all agents value an item alike.")
    let size = search(DivisionTraits(kind: .goods, agents: agents)).size
    settings.check(
      size <= Self.mostSequences, "items", "about \(shortest(size.rounded())) sequences would have to be tried",
      remedy: "write fewer units or items: at most \(shortest(Self.mostSequences)) sequences")
  }

  public var expectedCount: Int { items }
  public var isFixed: Bool { true }
  public var isAdversary: Bool { true }

  private func search(_ traits: DivisionTraits) -> WorstCaseSearch {
    WorstCaseSearch(traits, units: units, items: items, isIdentical: isIdentical)
  }

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    traits.isEqual ? nil : ("its maximin shares are those of equals", "leave out `entitlements`")
  }

  /// Without a policy there is nothing to harm: one item worth everything.
  public func draw(using stream: inout RandomStream) -> ItemSequence {
    var sequence = ItemSequence(agents: agents, resolution: units)
    sequence.append { _ in Int32(agents * units) }
    return sequence
  }

  public func attack(_ policy: any AllotmentPolicy, _ traits: DivisionTraits) throws -> ItemSequence {
    try search(traits).run(policy).sequence
  }
}
