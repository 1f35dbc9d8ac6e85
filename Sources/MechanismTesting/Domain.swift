public import FairDivision
public import Randomness

/// What agents of a mechanism can be, and how they value what it does: all that a promise is judged by.
///
/// A report is a statement of an agent's type; a truthful agent reports its type. Three things must be said, the rest
/// has a default or is needed by some properties only:
/// ```swift
/// let line = Domain<Double, Double>(agents: 1...3, types: [0, 1, 2, 3]) { peak, _, facility in -abs(peak - facility) }
/// ```
/// Ready-made: `.prices`, `.units`, `.bundles`, `.assignment`, `.trade`, `.division`.
///
/// A value: change what you need. Lists go from the simple to the complicated, because the first witness found is shown.
public struct Domain<Report: Equatable & Sendable, Outcome: Sendable>: Sendable {
  /// How many agents a world has.
  public var agents: ClosedRange<Int>
  /// The types that agent i may have in the small worlds, which are all tried.
  public var types: @Sendable (_ agent: Int) -> [Report]
  /// What the outcome is worth to an agent of this type, in the place of agent i, less what that place pays [money].
  public var utility: @Sendable (_ type: Report, _ place: Int, _ outcome: Outcome) -> Double

  /// What an agent is called in witnesses.
  public var noun = "agent"
  /// A type as witnesses print it.
  public var text: @Sendable (Report) -> String = { "\($0)" }
  /// Draws a type of agent i for large worlds; nil: one of `types`, and only when there are too many small worlds.
  public var draw: (@Sendable (_ agent: Int, inout RandomStream) -> Report)?
  /// The beliefs that interim and ex-ante promises are about; nil: as `draw`, or uniform over `types`.
  public var prior: (@Sendable (_ agent: Int, inout RandomStream) -> Report)?
  /// What agent i may report instead of its type; by default all of `types`.
  public var lies: @Sendable (_ agent: Int, _ profile: [Report]) -> [Report]
  /// More lies worth trying: just above and below others' reports, reserves, zero, caps.
  public var refinements: @Sendable (_ agent: Int, _ profile: [Report]) -> [Report] = { _, _ in [] }
  /// Rules of lying for ex-ante promises, by name; empty: always the same report, one rule for each type.
  public var lyingRules: [LyingRule<Report>] = []
  /// Simpler types to put in this one's place when a witness is made smaller, the simplest first. Each must be simpler,
  /// so that no chain of them is endless.
  public var simpler: @Sendable (Report) -> [Report] = { _ in [] }
  /// The report of an agent that does not take part; nil: it is left out of the profile.
  public var absence: Report?
  /// Whether two agents can change places in a comparison: a buyer does not envy a seller.
  public var areAlike: @Sendable (Report, Report) -> Bool = { _, _ in true }
  /// Whether the mechanism must break a tie in this profile; by default when two reports are equal.
  public var isTied: @Sendable ([Report]) -> Bool = { profile in
    profile.indices.contains { i in profile[..<i].contains(profile[i]) }
  }

  /// Checkers of properties of your own, or in place of Outcry's.
  public var checkers: [Checker<Report, Outcome>] = []

  // MARK: Needed by some properties

  /// What an agent pays [money]; negative: it is paid.
  public var payment: (@Sendable (_ agent: Int, _ outcome: Outcome) -> Double)?
  /// What an agent gets, in numbers that are equal exactly when it gets the same.
  public var holding: (@Sendable (_ agent: Int, _ outcome: Outcome) -> [Double])?
  /// For agents whose type is one number.
  public var parameter: Parameter<Report, Outcome>?
  /// The highest total value that any outcome has for these types, by brute force.
  public var bestWelfare: (@Sendable (_ profile: [Report]) -> Double)?
  /// Whether this report meets the reserve of its agent.
  public var meetsReserve: (@Sendable (_ agent: Int, _ report: Report) -> Bool)?
  /// Whether the outcome sells something.
  public var sells: (@Sendable (Outcome) -> Bool)?
  /// The type in another currency, in which amounts are `factor` times as large.
  public var scaled: (@Sendable (_ type: Report, _ factor: Double) -> Report)?
  /// Reports under several names that an agent of this type might try, each list two names or more.
  public var names: (@Sendable (_ type: Report) -> [[Report]])?
  /// What all these places together are worth to one agent of this type, less what they pay [money].
  public var jointUtility: (@Sendable (_ type: Report, _ places: [Int], _ outcome: Outcome) -> Double)?
  /// What is divided among the agents, as these types value it, and who has what.
  public var division: (@Sendable (_ profile: [Report], _ outcome: Outcome) -> (Valuations, Bundles))?
  /// Every outcome that there could be with these types.
  public var alternatives: (@Sendable (_ profile: [Report]) -> [Outcome])?

  /// - Parameters:
  ///   - agents: how many agents a world has.
  ///   - types: types of agent i in small worlds, simple ones first; not empty.
  ///   - utility: of an agent of this type in the place of agent i.
  public init(
    agents: ClosedRange<Int>, types: @escaping @Sendable (_ agent: Int) -> [Report],
    utility: @escaping @Sendable (_ type: Report, _ place: Int, _ outcome: Outcome) -> Double
  ) {
    precondition(agents.lowerBound >= 0, "a world has no agents or more")
    self.agents = agents
    self.types = types
    self.utility = utility
    lies = { agent, _ in types(agent) }
  }

  /// The same types for all agents.
  public init(
    agents: ClosedRange<Int>, types: [Report],
    utility: @escaping @Sendable (_ type: Report, _ place: Int, _ outcome: Outcome) -> Double
  ) {
    self.init(agents: agents, types: { _ in types }, utility: utility)
  }
}

/// How an agent might lie whatever its type.
public struct LyingRule<Report: Sendable>: Sendable {
  /// `half the value`, to follow "by reporting".
  public var name: String
  public var report: @Sendable (_ type: Report) -> Report

  public init(_ name: String, _ report: @escaping @Sendable (_ type: Report) -> Report) {
    self.name = name
    self.report = report
  }
}

/// How an agent's type is one number: its value of a unit.
public struct Parameter<Report: Sendable, Outcome: Sendable>: Sendable {
  public var value: @Sendable (Report) -> Double
  /// The same kind of report with another value.
  public var report: @Sendable (_ like: Report, _ value: Double) -> Report
  /// Units that an agent gets; a seller gets a negative number.
  public var quantity: @Sendable (_ agent: Int, _ outcome: Outcome) -> Double

  public init(
    value: @escaping @Sendable (Report) -> Double,
    report: @escaping @Sendable (_ like: Report, _ value: Double) -> Report,
    quantity: @escaping @Sendable (_ agent: Int, _ outcome: Outcome) -> Double
  ) {
    self.value = value
    self.report = report
    self.quantity = quantity
  }
}

extension Domain {
  /// A type of agent i as the prior has it.
  func believed(_ agent: Int, _ stream: inout RandomStream) -> Report {
    if let prior { return prior(agent, &stream) }
    return sampled(agent, &stream)
  }

  /// A type of agent i for a large world.
  func sampled(_ agent: Int, _ stream: inout RandomStream) -> Report {
    if let draw { return draw(agent, &stream) }
    let all = types(agent)
    precondition(!all.isEmpty, "a domain needs a type for each agent")
    return all[stream.index(below: all.count)]
  }

  /// The profile without one agent.
  func without(_ agent: Int, _ profile: [Report]) -> [Report] {
    var rest = profile
    if let absence { rest[agent] = absence } else { rest.remove(at: agent) }
    return rest
  }

  /// `(3, 1)`
  func text(_ profile: [Report]) -> String { "(\(profile.map(text).joined(separator: ", ")))" }
}
