#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import LinearPrograms
internal import MarketModel

/// Who should get the items of a batch, given what the agents have: a linear program where items can be divided, else
/// an integer program.
///
/// Agent i has wᵢ and would have uᵢ = wᵢ + Σₑ vᵢₑ xₑᵢ, with Σᵢ xₑᵢ = 1 for every item e. What is compared between
/// agents is uᵢ counted as the world counts it and per entitlement of 1/n.
struct BatchProgram {
  private var program = LinearProgram(.maximise)
  /// xₑᵢ (held × agents).
  private var shares: [LinearProgram.Variable] = []
  private let agents: Int
  private let divides: Bool
  private let facts: DivisionFacts
  /// wᵢ [units] (agents).
  private let has: [Double]
  /// vₑᵢ [units] (held × agents).
  private let values: [Double]

  init(_ batch: borrowing HeldItems, _ facts: DivisionFacts, divides: Bool) {
    agents = batch.agents
    self.divides = divides
    self.facts = facts
    has = batch.holdings.own.indices.map { batch.holdings.own[$0] }
    values = batch.values.indices.map { Double(batch.values[$0]) }
    for _ in 0..<batch.count {
      let row = program.addVariables(agents, upper: 1, kind: divides ? .continuous : .binary)
      program.addRow(row.map { ($0, 1) }, lower: 1, upper: 1)
      shares += row
    }
  }

  /// The terms of an agent's gain, `factor` a unit.
  private func gain(of agent: Int, times factor: Double) -> [(LinearProgram.Variable, Double)] {
    stride(from: agent, to: values.count, by: agents).compactMap { place in
      values[place] > 0 ? (shares[place], factor * values[place]) : nil
    }
  }

  private func solved(_ program: LinearProgram) throws -> LinearProgram.Optimum {
    let result = try program.solve()
    guard let optimum = result.optimum else { throw DivisionWithoutOptimum(outcome: "\(result)") }
    return optimum
  }

  private func shares(_ optimum: LinearProgram.Optimum) -> [Double] { shares.map { optimum[$0] } }

  // MARK: Max-min and leximin

  /// Makes the worst-off agent as well off as can be, then the two worst-off together, then the three …: leximin.
  ///
  /// The sum of the k least of u₁ … uₙ is the most that k r − Σ dᵢ can be with dᵢ ≥ r − uᵢ and dᵢ ≥ 0; making these
  /// sums as large as can be, one after another, is leximin, for divided and for whole items alike. Max-min leaves out
  /// the sums between the first and the last.
  ///
  /// Source: Ogryczak and Śliwiński 2006.
  /// - Parameter isLeximin: whether all sums are made large, or the first and the last.
  func leximin(isLeximin: Bool) throws -> [Double] {
    var program = program
    let sign = facts.traits.isChores ? -1.0 : 1.0
    let parts = facts.scales.indices.map { facts.scales[$0] / (facts.entitlements[$0] * Double(agents)) }
    var found: [Double] = []
    for least in 1...agents where isLeximin || least == 1 || least == agents {
      let bar = program.addVariable(lower: -.infinity)
      let misses = program.addVariables(agents)
      for agent in 0..<agents {
        program.addRow(
          gain(of: agent, times: sign * parts[agent]) + [(misses[agent], 1), (bar, -1)],
          lower: -sign * parts[agent] * has[agent], upper: .infinity)
      }
      let sum = [(bar, Double(least))] + misses.map { ($0, -1.0) }
      for variable in program.variables { program.setCost(of: variable, to: 0) }
      for (variable, cost) in sum { program.setCost(of: variable, to: cost) }
      let optimum = try solved(program)
      found = shares(optimum)
      // What was reached is kept, within the solver's tolerance.
      program.addRow(sum, lower: optimum.objective - 1e-7 * (1 + abs(optimum.objective)), upper: .infinity)
    }
    return found
  }

  // MARK: Nash welfare

  /// Makes Σ bᵢ ln uᵢ as large as can be, by cuts: θᵢ stands for ln uᵢ and stays below lines that touch it where it
  /// was.
  ///
  /// Of whole items uᵢ is a whole number of units, and the lines are chords between neighbours, exact at both. There ln
  /// 0 counts as a number so low that as many agents as can be have something. Of divided items the lines are tangents,
  /// and the sum is reached within 1e-7, or in 300 rounds.
  func nash() throws -> [Double] {
    var program = program
    let totals = (0..<agents).map { agent in
      has[agent] + stride(from: agent, to: values.count, by: agents).reduce(0) { $0 + values[$1] }
    }
    let least = facts.entitlements.min() ?? 1
    // One more agent with something outweighs whatever the others lose.
    let floor = -(log(max(totals.max() ?? 1, 1)) + 1) / least
    let wanting = (0..<agents).filter { totals[$0] > 0 }
    if wanting.isEmpty { return evenly() }
    let logarithms = wanting.map {
      program.addVariable(lower: floor, upper: log(totals[$0]), cost: facts.entitlements[$0])
    }
    func value(_ units: Double) -> Double { units >= (divides ? .leastNonzeroMagnitude : 1) ? log(units) : floor }
    var touched: Set<[Double]> = []
    func cut(_ place: Int, from: Double, slope: Double) {
      guard touched.insert([Double(place), from]).inserted else { return }
      // θ − slope · Σ v x ≤ value(from) + slope · (w − from)
      let agent = wanting[place]
      program.addRow(
        gain(of: agent, times: -slope) + [(logarithms[place], 1)], lower: -.infinity,
        upper: value(from) + slope * (has[agent] - from))
    }
    func touch(_ place: Int, _ units: Double) {
      if divides {
        let at = max(units, 1e-6 * totals[wanting[place]])
        return cut(place, from: at, slope: 1 / at)
      }
      for low in [units - 1, units] where low >= 0 && low < totals[wanting[place]] {
        cut(place, from: low, slope: value(low + 1) - value(low))
      }
    }
    for (place, agent) in wanting.enumerated() {
      touch(place, divides ? has[agent] + (totals[agent] - has[agent]) / Double(agents) : 0)
    }
    var best: (shares: [Double], sum: Double) = ([], -.infinity)
    var isSharper = true
    var rounds = 0
    // Whole items have finitely many chords, and each round but the last adds one.
    while isSharper && (rounds < 300 || !divides) {
      let before = touched.count
      rounds += 1
      let optimum = try solved(program)
      let found = shares(optimum)
      var sum = 0.0
      for (place, agent) in wanting.enumerated() {
        var units = has[agent]
        for share in stride(from: agent, to: values.count, by: agents) { units += values[share] * found[share] }
        sum += facts.entitlements[agent] * value(divides ? units : units.rounded())
        touch(place, divides ? units : units.rounded())
      }
      if sum > best.sum { best = (found, sum) }
      isSharper = touched.count > before && optimum.objective - best.sum > 1e-7 * (1 + abs(best.sum))
    }
    return best.shares
  }

  /// Nobody wants anything: all the same, the first agent gets it.
  private func evenly() -> [Double] { shares.indices.map { $0 % agents == 0 ? 1 : 0 } }
}

/// A program that is feasible and bounded by its nature came back without an optimum.
struct DivisionWithoutOptimum: Error, CustomStringConvertible {
  let outcome: String
  var description: String { "a batch can be divided, but the solver says: \(outcome)" }
}
