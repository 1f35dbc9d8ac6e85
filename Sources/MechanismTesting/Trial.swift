public import MarketModel
internal import Randomness

/// One world, in which a checker looks for a breach: the agents' types, and the mechanism to ask.
public struct Trial<Report: Equatable & Sendable, Outcome: Sendable> {
  public let mechanism: any Mechanism<Report, Outcome>
  public let domain: Domain<Report, Outcome>
  public let plan: SearchPlan
  /// Everybody's type (agents).
  public let profile: [Report]
  /// Comparisons made so far. A checker counts its own, so that one that compares nothing is found out.
  public var comparisons = 0
  /// Whether outcomes were sampled because the mechanism does not list its lottery.
  var hasSampled = false

  init(
    _ mechanism: any Mechanism<Report, Outcome>, _ domain: Domain<Report, Outcome>, _ plan: SearchPlan,
    _ profile: [Report]
  ) {
    self.mechanism = mechanism
    self.domain = domain
    self.plan = plan
    self.profile = profile
  }

  /// Draws that stand for a lottery which the mechanism does not list.
  static var tapes: Int { 16 }

  /// Every outcome with its probability; 16 draws of equal weight where the mechanism does not list its lottery.
  public mutating func outcomes(_ reports: [Report]) -> [Chance<Outcome>] {
    if let lottery = mechanism.lottery(reports) { return lottery }
    hasSampled = true
    return (0..<Self.tapes).map { Chance(1 / Double(Self.tapes), outcome(reports, tape: $0)) }
  }

  /// The mean of a number over the mechanism's own draws.
  public mutating func expectation(_ reports: [Report], _ number: (Outcome) -> Double) -> Double {
    outcomes(reports).reduce(0) { $0 + $1.probability * number($1.outcome) }
  }

  /// The mechanism's draws under which a world is looked at: each makes it a mechanism without chance.
  public mutating func tapes() -> Range<Int> {
    if let lottery = mechanism.lottery(profile), lottery.count == 1, mechanism is any DeterministicMechanism {
      return 0..<1
    }
    hasSampled = true
    return 0..<Self.tapes
  }

  /// The outcome under the same draws, whatever is reported.
  public func outcome(_ reports: [Report], tape: Int) -> Outcome {
    var stream = RandomStream(.promises, in: Replicate(seed: plan.seed, number: tape), of: "tape")
    return mechanism.sample(reports, using: &stream)
  }

  /// The profile with one report exchanged.
  public func replacing(_ agent: Int, by report: Report) -> [Report] {
    var reports = profile
    reports[agent] = report
    return reports
  }

  /// `bidder 0 of type 3`
  public func name(_ agent: Int) -> String { "\(domain.noun) \(agent) of type \(domain.text(profile[agent]))" }

  /// Tries every lie of an agent: those of the grid, and unless one of them is a breach the refinements too.
  ///
  /// The largest breach counts; **ties**: the first.
  mutating func worstLie(of agent: Int, _ gain: (inout Self, Report) -> Breach<Report>?) -> Breach<Report>? {
    for list in [domain.lies(agent, profile), domain.refinements(agent, profile)] {
      var worst: Breach<Report>?
      for lie in list where lie != profile[agent] {
        comparisons += 1
        if let breach = gain(&self, lie), breach.gain > worst?.gain ?? plan.tolerance { worst = breach }
      }
      if let worst { return worst }
    }
    return nil
  }
}

/// A promise broken in one world.
public struct Breach<Report: Sendable>: Sendable {
  public var agents: [Int]
  /// (agents) — empty where nobody lies.
  public var lies: [Report]
  public var gain: Double
  /// A sentence without a full stop.
  public var story: String

  public init(by agents: [Int] = [], lies: [Report] = [], gain: Double, _ story: String) {
    self.agents = agents
    self.lies = lies
    self.gain = gain
    self.story = story
  }

  /// The larger of two breaches; **ties**: the first.
  static func worse(_ a: Breach?, _ b: Breach?) -> Breach? {
    guard let a, let b else { return a ?? b }
    return b.gain > a.gain ? b : a
  }
}
