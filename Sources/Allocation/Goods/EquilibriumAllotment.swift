internal import FairDivision
public import MarketModel
public import Randomness

/// Waits for all goods, and divides them as a market with prices does in which everybody spends its entitlement: the shares
/// with the greatest product of utilities (Eisenberg–Gale), solved by cuts with a certified gap.
///
/// What online shares of divisible goods, such as those of pacing, come near to.
///
/// **Edge cases**: an agent that values nothing gets nothing, and its money does not count; a good that nobody values goes
/// to agent 0. A gap that is not closed to 10⁻⁹ after 300 programs is an error.
public struct EquilibriumAllotment: AllotmentPolicy {
  public static let card = Card(
    "eisenberg-gale", "Waits for all goods, and divides them at the prices of a market.",
    source: "Eisenberg and Gale 1959")

  private var facts: DivisionFacts?
  public private(set) var accounts: [PacingAccount]?

  public var pace: AllotmentPace { .inDividedBatches(of: .max) }

  public init(_ settings: inout Settings) {}

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    traits.isChores ? ("there is no such market for chores", "choose another policy, or write `items: goods`") : nil
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    self.facts = facts
    accounts = nil
  }

  public mutating func apportion(
    _ batch: borrowing HeldItems, into shares: inout MutableSpan<Double>, using stream: inout RandomStream
  ) throws {
    guard let facts else { preconditionFailure("a policy begins before its first item") }
    var rows: [[Int]] = []
    for agent in 0..<batch.agents {
      rows.append((0..<batch.count).map { batch[item: $0, agent: agent] })
    }
    let valuations = try Valuations(.goods, rows)
    guard let market = try valuations.eisenbergGale(weights: facts.entitlements) else {
      preconditionFailure("a market of goods has an equilibrium")
    }
    for item in 0..<batch.count {
      let sum = (0..<batch.agents).reduce(0) { $0 + market.shares[$1][item] }
      // What the solver leaves of a good, nobody wanting it, goes to agent 0.
      for agent in 0..<batch.agents {
        shares[item * batch.agents + agent] = sum > 0 ? market.shares[agent][item] / sum : agent == 0 ? 1 : 0
      }
    }
    let parts = facts.entitlements
    accounts = (0..<batch.agents).map { agent in
      let spent = (0..<batch.count).reduce(0) { $0 + market.prices[$1] * market.shares[agent][$1] }
      let utility = market.utilities[agent] * facts.scales[agent]
      return PacingAccount(spent: spent, multiplier: utility > 0 ? parts[agent] / utility : 0)
    }
  }
}
