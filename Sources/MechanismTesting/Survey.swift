internal import MarketModel
internal import Randomness
internal import Statistics

/// Expectations over the prior, estimated from random worlds, and which of them are significantly above zero.
///
/// Each comparison is a mean of independent draws with Student's one-sided limits; the chance of a false alarm is shared
/// out evenly over all comparisons (Bonferroni), so that a promise which is kept is reported broken with at most the
/// plan's probability, as far as means of that many draws are normal.
struct Survey<Report: Equatable & Sendable, Outcome: Sendable> {
  let mechanism: any Mechanism<Report, Outcome>
  let domain: Domain<Report, Outcome>
  let plan: SearchPlan
  let property: Property
  private var entries: [Entry] = []
  private(set) var worlds = 0
  private var hasSampled = false

  /// One comparison: what is gained in expectation.
  private struct Entry {
    var agents: Int
    var agent: Int
    var type: String?
    var lie: Report?
    var action: String
    var mean: Double
    var error: Double
  }

  private init(
    _ mechanism: any Mechanism<Report, Outcome>, _ domain: Domain<Report, Outcome>, _ plan: SearchPlan,
    _ property: Property
  ) {
    self.mechanism = mechanism
    self.domain = domain
    self.plan = plan
    self.property = property
  }

  static func run(
    _ mechanism: any Mechanism<Report, Outcome>, _ domain: Domain<Report, Outcome>, _ plan: SearchPlan,
    _ property: Property, _ fill: (inout Survey) -> Void
  ) -> Finding {
    var survey = Survey(mechanism, domain, plan, property)
    fill(&survey)
    return survey.finding()
  }

  /// What each action gains agent `agent` over telling the truth, or over `nothing`, in expectation.
  /// - Parameters:
  ///   - type: its type; nil: drawn from the prior too.
  ///   - actions: what is tried, in words and as a report that depends on the type; a nil report stays out: its utility
  ///     is 0.
  mutating func compare(
    agents: Int, agent: Int, type: Report?, actions: [(words: String, lie: Report?, report: (Report) -> Report?)]
  ) {
    var moments = [(mean: Double, squares: Double)](repeating: (0, 0), count: actions.count)
    var stream = RandomStream(
      .promises, in: Replicate(seed: plan.seed, number: agent), of: "\(property.name), \(agents) agents")
    for draw in 1...plan.draws {
      var profile = (0..<agents).map { domain.believed($0, &stream) }
      if let type { profile[agent] = type }
      worlds += 1
      var trial = Trial(mechanism, domain, plan, profile)
      let honest = utility(&trial, profile, agent)
      for (index, action) in actions.enumerated() {
        var other = 0.0
        if let report = action.report(profile[agent]) {
          other = utility(&trial, trial.replacing(agent, by: report), agent)
        }
        let gain = other - honest
        let shift = gain - moments[index].mean
        moments[index].mean += shift / Double(draw)
        moments[index].squares += shift * (gain - moments[index].mean)
      }
      hasSampled = hasSampled || trial.hasSampled
    }
    let count = Double(plan.draws)
    for (action, moment) in zip(actions, moments) {
      entries.append(
        Entry(
          agents: agents, agent: agent, type: type.map(domain.text), lie: action.lie, action: action.words,
          mean: moment.mean, error: (moment.squares / (count - 1) / count).squareRoot()))
    }
  }

  private func utility(_ trial: inout Trial<Report, Outcome>, _ reports: [Report], _ agent: Int) -> Double {
    let type = trial.profile[agent]
    return trial.expectation(reports) { domain.utility(type, agent, $0) }
  }

  /// The worst significant gain in the smallest worlds that have one.
  private func finding() -> Finding {
    let level = 1 - plan.falseAlarm / Double(max(1, entries.count))
    let width = StudentT.quantile(level, degreesOfFreedom: Double(plan.draws - 1))
    var worst: (entry: Entry, low: Double)?
    var highest = -Double.infinity
    for entry in entries {
      let low = entry.mean - width * entry.error
      highest = max(highest, entry.mean + width * entry.error)
      guard low > plan.tolerance, worst.map({ entry.agents == $0.entry.agents && low > $0.low }) ?? true else {
        continue
      }
      worst = (entry, low)
    }
    let finding = Finding(
      property: property, witness: worst.map { witness($0.entry, width) }, exhausted: 0, sampled: worlds,
      comparisons: entries.count, tolerance: plan.tolerance, seed: plan.seed,
      draws: hasSampled ? Trial<Report, Outcome>.tapes : 0,
      precision:
        "no significant gain in \(worlds) sampled worlds (seed \(plan.seed)): none of \(entries.count) expected gains exceeds "
        + "\(figures(max(highest, 0))), all together with probability \(shortest(1 - plan.falseAlarm)) (Student)")
    return finding
  }

  private func witness(_ entry: Entry, _ width: Double) -> Witness {
    var profile = Array(repeating: "drawn", count: entry.agents)
    if let type = entry.type { profile[entry.agent] = type }
    let type = entry.type.map { " of type \($0)" } ?? ""
    return Witness(
      profile: profile, agents: [entry.agent], lies: entry.lie.map { [domain.text($0)] } ?? [], gain: entry.mean,
      story:
        "\(domain.noun) \(entry.agent)\(type) gains \(figures(entry.mean)) ± \(figures(width * entry.error)) by "
        + "\(entry.action) (mean of \(plan.draws) draws, seed \(plan.seed); a false alarm has probability "
        + "\(shortest(plan.falseAlarm)))")
  }

  /// Four significant digits: there are no more in a mean of some thousand draws.
  private func figures(_ number: Double) -> String { amount(number, digits: 4) }
}

extension Survey {
  /// Every agent of every size of the domain.
  var seats: [(agents: Int, agent: Int)] {
    domain.agents.flatMap { agents in (0..<agents).map { (agents, $0) } }
  }
}
