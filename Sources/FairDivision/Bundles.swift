/// Who has which item: a division of m items into bundles X₁, …, Xₙ, one an agent, and a rest that nobody has.
///
/// A rest occurs while items are still handed out, or where some are given away; notions of fairness then judge what
/// agents have against all m items.
public struct Bundles: Sendable, Equatable {
  public let agentCount: Int
  /// The agent that has each item; nil for one that nobody has (items).
  public private(set) var owners: [Int?]

  public var itemCount: Int { owners.count }

  /// Nobody has anything.
  /// - Precondition: neither number is negative.
  public init(agents: Int, items: Int) {
    precondition(agents >= 0 && items >= 0, "There is no negative number of agents or items.")
    agentCount = agents
    owners = [Int?](repeating: nil, count: items)
  }

  /// - Parameter agents: how many there are, at least one.
  /// - Parameter owners: the agent that has each item (items).
  public init(agents: Int, owners: [Int?]) throws(ValuationError) {
    if agents <= 0 { throw .noAgents }
    for (item, owner) in owners.enumerated() {
      if let owner, owner < 0 || owner >= agents { throw .unknownAgent(item: item, agent: owner, agents: agents) }
    }
    agentCount = agents
    self.owners = owners
  }

  /// - Parameter items: how many there are.
  /// - Parameter bundles: the items of each agent, in any order (agents).
  public init(_ bundles: [[Int]], items: Int) throws(ValuationError) {
    if bundles.isEmpty { throw .noAgents }
    if items < 0 { throw .negativeSize(agents: bundles.count, items: items) }
    self.init(agents: bundles.count, items: items)
    for (agent, bundle) in bundles.enumerated() {
      for item in bundle {
        guard item >= 0, item < items, owners[item] == nil else {
          throw .badItem(agent: agent, item: item, items: items)
        }
        owners[item] = agent
      }
    }
  }

  /// The items of an agent, in ascending order.
  /// - Complexity: O(*m*).
  public func items(of agent: Int) -> [Int] { owners.indices.filter { owners[$0] == agent } }

  /// The items of every agent, in ascending order (agents).
  /// - Complexity: O(*n* + *m*).
  public var lists: [[Int]] {
    var lists = [[Int]](repeating: [], count: agentCount)
    for (item, owner) in owners.enumerated() {
      if let owner { lists[owner].append(item) }
    }
    return lists
  }

  /// Whether somebody has every item.
  public var isComplete: Bool { owners.allSatisfy { $0 != nil } }

  /// Gives an item to an agent, whoever had it.
  public mutating func give(_ item: Int, to agent: Int) {
    precondition(item >= 0 && item < owners.count, "There is no such item.")
    precondition(agent >= 0 && agent < agentCount, "There is no such agent.")
    owners[item] = agent
  }

  /// Gives every bundle to another agent: what agent i has goes to `receivers[i]`.
  /// - Precondition: `receivers` is a permutation of the agents.
  public mutating func hand(to receivers: [Int]) {
    precondition(receivers.sorted() == Array(0..<agentCount), "Bundles are handed on by a permutation of the agents.")
    for (item, owner) in owners.enumerated() {
      if let owner { owners[item] = receivers[owner] }
    }
  }
}

extension Bundles: CustomStringConvertible {
  /// `{0, 2} {1} {}`, agent by agent, items counted from 0.
  public var description: String {
    lists.map { "{\($0.map(String.init).joined(separator: ", "))}" }.joined(separator: " ")
  }
}

extension Valuations {
  /// What every bundle is worth to every agent: vᵢ(Xⱼ) at row i, column j (agents × agents).
  /// - Precondition: the bundles are of as many agents and items.
  /// - Complexity: O(*n* · (*n* + *m*)).
  public func bundleValues(_ bundles: Bundles) -> [[Int]] {
    precondition(
      bundles.agentCount == agentCount && bundles.itemCount == itemCount,
      "These bundles are of other agents or items than the valuations.")
    var worth = [[Int]](repeating: [Int](repeating: 0, count: agentCount), count: agentCount)
    for agent in 0..<agentCount {
      for (item, owner) in bundles.owners.enumerated() {
        if let owner { worth[agent][owner] += values[agent * itemCount + item] }
      }
    }
    return worth
  }

  /// What each agent's own bundle is worth to it (agents).
  /// - Complexity: O(*n* + *m*).
  public func utilities(_ bundles: Bundles) -> [Int] {
    precondition(
      bundles.agentCount == agentCount && bundles.itemCount == itemCount,
      "These bundles are of other agents or items than the valuations.")
    var worth = [Int](repeating: 0, count: agentCount)
    for (item, owner) in bundles.owners.enumerated() {
      if let owner { worth[owner] += values[owner * itemCount + item] }
    }
    return worth
  }
}
