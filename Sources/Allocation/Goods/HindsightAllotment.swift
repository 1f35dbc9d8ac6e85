internal import FairDivision
public import MarketModel
public import Randomness

/// Waits for all items and divides them at once by a rule that knows them all: what online policies are compared with.
///
/// A rule that compares utilities of different agents (leximin, the greatest sum) is handed values as the world counts
/// them: where everything counts n for all agents, values are rescaled to a common total and rounded to 2⁻³⁰ of it.
/// Other rules are handed the values as they are, and decide in whole numbers.
///
/// **Edge cases**: entitlements that differ — refused, since rules divide among equals.
public struct HindsightAllotment: AllotmentPolicy {
  public static let card = Card(
    "hindsight", "Waits for all items, and divides them by a rule that knows them all.", source: "ours")

  let rule: any AllocationRule
  private var facts: DivisionFacts?

  public var pace: AllotmentPace { .inBatches(of: .max) }
  public var isRandom: Bool { rule.isRandom }

  public init(_ settings: inout Settings) {
    rule = settings.component("rule", .allocationRules, default: "round-robin", "How the items are divided.")
  }

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    if !traits.isEqual {
      return ("a rule of division treats agents as equals", "leave out `entitlements`, or choose another policy")
    }
    return rule.objection(to: traits.kind, agents: traits.agents)
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) { self.facts = facts }

  public mutating func allot(
    _ batch: borrowing HeldItems, into owners: inout MutableSpan<Int>, using stream: inout RandomStream
  ) throws {
    guard let facts else { preconditionFailure("a policy begins before its first item") }
    let valuations = try valuations(batch, facts)
    let bundles = rule.divide(valuations, using: &stream)
    for item in owners.indices { owners[item] = bundles.owners[item] ?? -1 }
  }

  private func valuations(_ batch: borrowing HeldItems, _ facts: DivisionFacts) throws(ValuationError) -> Valuations {
    var rows: [[Int]] = []
    for agent in 0..<batch.agents {
      rows.append((0..<batch.count).map { batch[item: $0, agent: agent] })
    }
    if !rule.comparesAgents || !facts.traits.isNormalised { return try Valuations(facts.traits.kind, rows) }
    // n for everything, in units of 2⁻³⁰.
    let scaled = rows.enumerated().map { agent, row in row.map { Double($0) * facts.scales[agent] } }
    return try Valuations(facts.traits.kind, scaled, resolution: 1 / Double(1 << 30))
  }
}
