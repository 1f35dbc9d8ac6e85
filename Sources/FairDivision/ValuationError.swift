/// Valuations, or a division of items, that no problem can be made of: what is wrong, where, and what to do.
public enum ValuationError: Error, Equatable, Sendable {
  /// There is nobody to divide among.
  case noAgents
  /// A number of agents or items is negative.
  case negativeSize(agents: Int, items: Int)
  /// Another number of values than the shape says.
  case wrongCount(found: Int, agents: Int, items: Int)
  /// An agent's row has another length than the first agent's.
  case raggedRow(agent: Int, found: Int, expected: Int)
  /// A value of a good or a cost of a chore is below zero.
  case negative(ItemKind, agent: Int, item: Int, value: Double)
  /// A value is NaN or infinite.
  case notFinite(agent: Int, item: Int, value: Double)
  /// The resolution is not a finite number above zero.
  case badResolution(Double)
  /// An agent's values add up to more than `Valuations.largestTotal` units.
  case tooLarge(agent: Int)
  /// An agent's values do not add up to what all should.
  case wrongTotal(agent: Int, found: Int, expected: Int)
  /// An item is given to an agent that does not exist.
  case unknownAgent(item: Int, agent: Int, agents: Int)
  /// An item is listed twice, or does not exist.
  case badItem(agent: Int, item: Int, items: Int)
}

extension ValuationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noAgents: "there are no agents; give at least one a row of values"
    case .negativeSize(let agents, let items):
      "\(agents) agents and \(items) items; numbers of them cannot be negative"
    case .wrongCount(let found, let agents, let items):
      "\(found) values for \(agents) agents and \(items) items; give one for each pair, agent by agent"
    case .raggedRow(let agent, let found, let expected):
      "agent \(agent) has \(found) values and agent 0 has \(expected); give each agent a value of every item"
    case .negative(.goods, let agent, let item, let value):
      "good \(item) is worth \(value) to agent \(agent); give 0 or more, or call the items chores and give costs"
    case .negative(.chores, let agent, let item, let value):
      "chore \(item) costs agent \(agent) \(value); give a cost of 0 or more: a chore that is welcome is a good"
    case .notFinite(let agent, let item, let value):
      "item \(item) is worth \(value) to agent \(agent); give a finite number"
    case .badResolution(let resolution):
      "the resolution is \(resolution); give a finite number above 0, such as 0.001"
    case .tooLarge(let agent):
      "the values of agent \(agent) add up to more than \(Valuations.largestTotal) units; choose a coarser unit"
    case .wrongTotal(let agent, let found, let expected):
      "the values of agent \(agent) add up to \(found) instead of \(expected); scale them, or leave them as they are "
        + "and use a rule that needs no common total"
    case .unknownAgent(let item, let agent, let agents):
      "item \(item) is given to agent \(agent), but there are \(agents) agents, counted from 0"
    case .badItem(let agent, let item, let items):
      "item \(item) of agent \(agent) is listed twice, or is none of the \(items) items, counted from 0"
    }
  }
}
