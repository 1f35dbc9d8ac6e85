internal import FairDivision
public import MarketModel
public import Randomness

/// Half of the maximin share for two agents and goods: the first to reach a half of its fair share is done.
///
/// With values scaled to vᵢ(M) = 2, x the agents' own values so far and a those of the item: while nobody would reach
/// xᵢ + aᵢ ≥ 1/2 the item goes to who values it more. The first time somebody does, the item goes to such an i to whose
/// rival it is worth at most 1, and all later items to the rival. Where it is worth more than 1 to both, it goes to an
/// i whose rival does not envy i.
///
/// Every agent ends with at least half its maximin share, and no online rule does better. All comparisons are made in
/// whole units, so the half is attained exactly.
///
/// **Ties**: agent 0.
/// **Edge cases**: an agent that values nothing has its share with nothing.
/// - Complexity: O(1) an item.
///
/// Source: the ratio is that of Zhou, Bai and Wu 2023, the rule and its proof are ours.
public struct TwoAgentGoods: AllotmentPolicy {
  public static let card = Card(
    "two-agent-goods", label: "half share", "Gives two agents at least half their maximin shares of goods.",
    source: "the ratio: Zhou, Bai and Wu 2023; rule and proof: ours",
    surroundings: ["valuations": ["kind": "uniform", "agents": 2]])

  private var totals = [0, 0]
  /// Who has enough; everything goes to the other.
  private var done: Int?

  public init(_ settings: inout Settings) {}

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    objectionOfShares(to: traits, kind: .goods, agents: 2)
  }

  public func guarantee(_ traits: DivisionTraits) -> ShareGuarantee? { ShareGuarantee(1, over: 2) }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    totals = facts.totals ?? [0, 0]
    done = nil
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    if let done { return 1 - done }
    let value = [Int(item.values[0]), Int(item.values[1])]
    // x + a ≥ 1/2 of what makes 2.
    let wouldDo = (0..<2).map { 4 * (item.holdings.units(of: $0) + value[$0]) >= totals[$0] }
    if !wouldDo[0] && !wouldDo[1] {
      return isLess(value[0], of: totals[0], than: value[1], of: totals[1]) ? 1 : 0
    }
    let leavesEnough = (0..<2).map { wouldDo[$0] && 2 * value[1 - $0] <= totals[1 - $0] }
    let holdings = item.holdings
    let winner =
      if leavesEnough[0] { 0 } else if leavesEnough[1] { 1 } else { holdings.envies(1, 0, isChores: false) ? 1 : 0 }
    done = winner
    return winner
  }
}
