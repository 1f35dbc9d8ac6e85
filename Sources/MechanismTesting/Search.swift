internal import MarketModel
internal import Randomness

/// The search for the smallest world in which a property is broken.
///
/// All worlds with few agents, in order of their number and of how far their types stand in the domain's lists, so that
/// the first breach is the smallest. Where there are too many, or types are drawn: random worlds, and a breach is made
/// smaller step by step — an agent less, a simpler type — as long as it stays a breach.
struct Search<Report: Equatable & Sendable, Outcome: Sendable> {
  let mechanism: any Mechanism<Report, Outcome>
  let domain: Domain<Report, Outcome>
  let plan: SearchPlan
  let property: Property
  let breach: @Sendable (inout Trial<Report, Outcome>) -> Breach<Report>?
  private var comparisons = 0
  private var hasSampled = false

  init(
    _ mechanism: any Mechanism<Report, Outcome>, _ domain: Domain<Report, Outcome>, _ plan: SearchPlan,
    _ property: Property, _ breach: @escaping @Sendable (inout Trial<Report, Outcome>) -> Breach<Report>?
  ) {
    self.mechanism = mechanism
    self.domain = domain
    self.plan = plan
    self.property = property
    self.breach = breach
  }

  consuming func run() -> Finding {
    var exhausted = 0
    var sampled = 0
    var found: (profile: [Report], breach: Breach<Report>)?
    var agents = domain.agents.lowerBound
    while agents <= domain.agents.upperBound, found == nil {
      guard let count = Self.worlds(domain, agents: agents), exhausted + count <= plan.exhaustive else { break }
      found = firstBreach(agents: agents, &exhausted)
      agents += 1
    }
    if found == nil, agents <= domain.agents.upperBound || domain.draw != nil {
      var stream = RandomStream(.promises, in: Replicate(seed: plan.seed, number: 0), of: property.name)
      // Sizes that were tried exhaustively need no draws, unless types are drawn.
      let smallest = domain.draw == nil ? agents : max(domain.agents.lowerBound, min(1, domain.agents.upperBound))
      while sampled < plan.samples, found == nil {
        let size = smallest + stream.index(below: domain.agents.upperBound - smallest + 1)
        let profile = (0..<size).map { domain.sampled($0, &stream) }
        sampled += 1
        if let broken = look(profile) { found = shrink(profile, broken) }
      }
    }
    return Finding(
      property: property, witness: found.map { witness($0.profile, $0.breach) }, exhausted: exhausted, sampled: sampled,
      comparisons: comparisons, tolerance: plan.tolerance, seed: plan.seed,
      draws: hasSampled ? Trial<Report, Outcome>.tapes : 0)
  }

  /// The breach in every small world, by the number of agents and then as `run` orders them; empty: too many worlds.
  consuming func everyBreach() -> [(profile: [Report], breach: Breach<Report>?)] {
    var all: [(profile: [Report], breach: Breach<Report>?)] = []
    for agents in domain.agents {
      guard let count = Self.worlds(domain, agents: agents), all.count + count <= plan.exhaustive else { return [] }
      var tried = 0
      _ = firstBreach(agents: agents, &tried) { profile, breach in
        all.append((profile, breach))
        return false
      }
    }
    return all
  }

  private mutating func look(_ profile: [Report]) -> Breach<Report>? {
    var trial = Trial(mechanism, domain, plan, profile)
    let found = breach(&trial)
    comparisons += trial.comparisons
    hasSampled = hasSampled || trial.hasSampled
    return found
  }

  func witness(_ profile: [Report], _ breach: Breach<Report>) -> Witness {
    Witness(
      profile: profile.map(domain.text), agents: breach.agents, lies: breach.lies.map(domain.text), gain: breach.gain,
      story: breach.story)
  }

  /// How many worlds there are with so many agents; nil: too many to count.
  static func worlds(_ domain: Domain<Report, Outcome>, agents: Int) -> Int? {
    var count = 1
    for agent in 0..<agents {
      let (product, overflow) = count.multipliedReportingOverflow(by: domain.types(agent).count)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The first breach with so many agents: by the sum of the types' places in their lists, then in reading order.
  private mutating func firstBreach(
    agents: Int, _ tried: inout Int,
    isLast: ([Report], Breach<Report>?) -> Bool = { $1 != nil }
  ) -> (profile: [Report], breach: Breach<Report>)? {
    let lists = (0..<agents).map { domain.types($0) }
    if lists.contains(where: \.isEmpty) { return nil }
    let furthest = lists.reduce(0) { $0 + $1.count - 1 }
    for sum in 0...furthest {
      var places = [Int](repeating: 0, count: agents)
      guard Self.fill(&places, from: 0, sum, lists) else { continue }
      repeat {
        tried += 1
        let profile = places.indices.map { lists[$0][places[$0]] }
        let broken = look(profile)
        if isLast(profile, broken) { return broken.map { (profile, $0) } }
      } while Self.advance(&places, lists)
    }
    return nil
  }

  /// The first row of places from `start` on, in reading order, that adds up to `sum`.
  private static func fill(_ places: inout [Int], from start: Int, _ sum: Int, _ lists: [[Report]]) -> Bool {
    var rest = sum
    for i in stride(from: places.count - 1, through: start, by: -1) {
      places[i] = min(rest, lists[i].count - 1)
      rest -= places[i]
    }
    return rest == 0
  }

  /// The next row in reading order with the same sum.
  private static func advance(_ places: inout [Int], _ lists: [[Report]]) -> Bool {
    var behind = 0
    for i in stride(from: places.count - 1, through: 0, by: -1) {
      if behind > 0, places[i] + 1 < lists[i].count {
        places[i] += 1
        return fill(&places, from: i + 1, behind - 1, lists)
      }
      behind += places[i]
    }
    return false
  }

  /// Makes a breach smaller as long as it stays one: agents left out, then simpler types, the simplest first.
  private mutating func shrink(
    _ profile: [Report], _ broken: Breach<Report>
  ) -> (profile: [Report], breach: Breach<Report>) {
    var best = (profile: profile, breach: broken)
    var steps = 0
    while steps < 1000, let smaller = firstBreach(among: smaller(best.profile)) {
      best = smaller
      steps += 1
    }
    return best
  }

  private mutating func firstBreach(among profiles: [[Report]]) -> (profile: [Report], breach: Breach<Report>)? {
    for profile in profiles {
      if let broken = look(profile) { return (profile, broken) }
    }
    return nil
  }

  private func smaller(_ profile: [Report]) -> [[Report]] {
    var candidates: [[Report]] = []
    if profile.count > domain.agents.lowerBound {
      for agent in profile.indices {
        var rest = profile
        rest.remove(at: agent)
        candidates.append(rest)
      }
    }
    for agent in profile.indices {
      for type in domain.simpler(profile[agent]) {
        var reports = profile
        reports[agent] = type
        candidates.append(reports)
      }
    }
    return candidates
  }
}
