internal import FairDivision
public import MarketModel
public import Randomness

/// At most 2 − 1/n of the maximin share of chores: the cheapest active agent takes each, and rests once it has enough.
///
/// With costs scaled to cᵢ(M) = n, a chore goes to the active agent whom it costs least. An agent with more than 1 −
/// 1/n is active no longer, unless it is the last.
///
/// Every agent ends with at most 2 − 1/n times its maximin share. Costs are compared in whole units, without rounding.
///
/// **Ties**: the agent with the lowest number.
/// **Edge cases**: an agent whom nothing costs anything takes everything.
/// - Complexity: O(*n*) an item.
///
/// Source: the ratio is that of Zhou, Bai and Wu 2023, the rule and its proof are ours.
public struct ChoreSharing: AllotmentPolicy {
  public static let card = Card(
    "chore-sharing", "Gives each chore to whom it costs least of those who have not done their part.",
    source: "the ratio: Zhou, Bai and Wu 2023; rule and proof: ours", surroundings: ["items": "chores"])

  private var totals: [Int] = []
  private var isActive: [Bool] = []
  private var active = 0

  public init(_ settings: inout Settings) {}

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    objectionOfShares(to: traits, kind: .chores)
  }

  public func guarantee(_ traits: DivisionTraits) -> ShareGuarantee? {
    ShareGuarantee(2 * traits.agents - 1, over: traits.agents)
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    totals = facts.totals ?? []
    isActive = [Bool](repeating: true, count: facts.agents)
    active = facts.agents
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    var cheapest = -1
    for agent in isActive.indices where isActive[agent] {
      if cheapest < 0
        || isLess(Int(item.values[agent]), of: totals[agent], than: Int(item.values[cheapest]), of: totals[cheapest])
      {
        cheapest = agent
      }
    }
    let count = isActive.count
    let load = item.holdings.units(of: cheapest) + Int(item.values[cheapest])
    // c > 1 − 1/n of what makes n.
    if active > 1 && isMore(load, times: count * count, than: totals[cheapest], times: count - 1) {
      isActive[cheapest] = false
      active -= 1
    }
    return cheapest
  }
}
