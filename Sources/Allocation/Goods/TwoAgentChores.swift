internal import FairDivision
public import MarketModel
public import Randomness

/// At most √2 of the maximin share for two agents and chores.
///
/// With costs scaled to cᵢ(M) = 2, x the agents' own costs so far and a those of the chore: agent 1 takes it where a₀ >
/// √2 · a₁; else agent 0 does, as long as x₀ + a₀ ≤ √2 · max(1, a₀), and once it has x₀ ≥ 2√2 − 2 agent 1 takes all
/// others. The first chore too dear for agent 0 goes to agent 1, and all later ones to agent 0.
///
/// Every agent ends with at most √2 times its maximin share; no online rule can promise less than 15/11 (Zhou, Bai and
/// Wu 2023). Both sides of a comparison are squared in whole numbers, so nothing is rounded.
///
/// - Complexity: O(1) an item.
///
/// Source: the ratio is that of Zhou, Bai and Wu 2023, the rule and its proof are ours.
public struct TwoAgentChores: AllotmentPolicy {
  public static let card = Card(
    "two-agent-chores", label: "√2 share", "Gives two agents at most √2 of their maximin shares of chores.",
    source: "the ratio: Zhou, Bai and Wu 2023; rule and proof: ours",
    surroundings: ["items": "chores", "valuations": ["kind": "uniform", "agents": 2]])

  private var totals = [0, 0]
  /// Who has enough; everything goes to the other.
  private var done: Int?

  public init(_ settings: inout Settings) {}

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    objectionOfShares(to: traits, kind: .chores, agents: 2)
  }

  public func guarantee(_ traits: DivisionTraits) -> ShareGuarantee? { ShareGuarantee(rootOf: 2) }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    totals = facts.totals ?? [0, 0]
    done = nil
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    if let done { return 1 - done }
    let cost = [Int(item.values[0]), Int(item.values[1])]
    let total = totals.map { max($0, 1) }
    // a₀/T₀ > √2 · a₁/T₁.
    if exceedsRootOfTwo(UInt128(cost[0]) * UInt128(total[1]), times: UInt128(cost[1]) * UInt128(total[0])) { return 1 }
    let load = item.holdings.units(of: 0) + cost[0]
    // x₀ + a₀ > √2 · max(1, a₀), where T₀ makes 2: all of it times T₀/2.
    if exceedsRootOfTwo(UInt128(2 * load), times: UInt128(max(total[0], 2 * cost[0]))) {
      done = 1
      return 1
    }
    // x₀ ≥ 2√2 − 2, that is x₀ · 2/T₀ + 2 ≥ 2√2, that is x₀ + T₀ ≥ √2 · T₀.
    let (sum, root) = (UInt128(load + total[0]), UInt128(total[0]))
    if sum * sum >= 2 * root * root { done = 0 }
    return 0
  }
}
