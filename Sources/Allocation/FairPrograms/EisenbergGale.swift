public import FairDivision
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import LinearPrograms

/// Divisible goods at the greatest Σ bᵢ log uᵢ, which is the equilibrium of a market in which agent i has bᵢ to spend.
public struct EisenbergGale: Sendable, Equatable {
  /// x (agents × items).
  public let shares: [[Double]]
  /// uᵢ [units of value] (agents).
  public let utilities: [Double]
  /// maxᵢ βᵢ vᵢⱼ for the multipliers β of the certificate, which are bᵢ/uᵢ at the optimum: the duals of the items; in money
  /// that adds up to Σ bᵢ at the optimum (items). 0 for a good that nobody values.
  public let prices: [Double]
  /// Σ bᵢ log uᵢ over the agents that value something.
  public let objective: Double
  /// No shares have an objective above `objective + gap`: certified by the dual Σⱼ maxᵢ βᵢ vᵢⱼ + Σᵢ bᵢ log(bᵢ/βᵢ) − Σ bᵢ,
  /// which holds for any β > 0, whatever the solver did.
  public let gap: Double
  /// Linear programs solved.
  public let rounds: Int
}

extension Valuations {
  /// Maximises Σ bᵢ log uᵢ over shares of divisible goods (Eisenberg–Gale) by outer approximation.
  ///
  /// A linear program maximises Σ bᵢ θᵢ where θᵢ lies below tangents of the logarithm; tangents at its solution are added,
  /// and at a point halfway to the best so far, until the certified gap is at most `tolerance` · Σ bᵢ. With equal weights the
  /// result is the competitive equilibrium from equal incomes.
  ///
  /// **Zeros**: an agent that values nothing gets nothing and its money does not count.
  /// **Ties**: utilities and prices are unique up to the gap; shares are those the solver finds.
  /// - Parameters:
  ///   - weights: bᵢ > 0 [money] (agents); nil: all 1.
  ///   - tolerance: of the gap, relative to Σ bᵢ.
  ///   - roundLimit: programs after which it ends, with the gap it has come to.
  /// - Returns: nil for chores, for which the program means nothing.
  /// - Throws: what the solver could not do.
  ///
  /// Source: Eisenberg and Gale 1959; tangents as in Kelley 1960; the certificate is the dual of the program.
  public func eisenbergGale(
    weights: [Double]? = nil, tolerance: Double = 1e-9, roundLimit: Int = 300
  ) throws(LinearProgramError) -> EisenbergGale? {
    guard kind == .goods else { return nil }
    let weights = weights ?? [Double](repeating: 1, count: agentCount)
    precondition(weights.count == agentCount && weights.allSatisfy { $0 > 0 && $0.isFinite }, "A weight is positive.")
    let cuts = EisenbergGaleCuts(self, weights)
    return try cuts.program.withSolver { (solver: inout LinearPrograms.Solver) throws(LinearProgramError) in
      try cuts.run(&solver, tolerance: tolerance, roundLimit: roundLimit)
    }
  }
}

private struct EisenbergGaleCuts {
  let valuations: Valuations
  let weights: [Double]
  /// Agents that value something.
  let agents: [Int]
  let program: LinearProgram
  private let parts: [[LinearProgram.Variable]]
  private let thetas: [LinearProgram.Variable]

  init(_ valuations: Valuations, _ weights: [Double]) {
    self.valuations = valuations
    self.weights = weights
    agents = (0..<valuations.agentCount).filter { valuations.totals[$0] > 0 }
    var program = LinearProgram(.maximise)
    let parts = (0..<valuations.agentCount).map { agent in
      (0..<valuations.itemCount).map { program.addVariable(upper: valuations[agent, $0] > 0 ? 1 : 0) }
    }
    for item in 0..<valuations.itemCount {
      program.addRow(parts.map { ($0[item], 1.0) }, lower: 0, upper: 1)
    }
    // Utilities are counted in parts of everything, so that numbers are near 1.
    thetas = (0..<valuations.agentCount).map { agent in
      let counts = valuations.totals[agent] > 0
      return program.addVariable(lower: counts ? -.infinity : 0, upper: counts ? .infinity : 0, cost: weights[agent])
    }
    self.parts = parts
    self.program = program
  }

  /// uᵢ / vᵢ(M) as an expression.
  private func utility(_ agent: Int) -> LinearExpression {
    let total = Double(valuations.totals[agent])
    return LinearExpression.sum((0..<valuations.itemCount).filter { valuations[agent, $0] > 0 }) {
      Double(valuations[agent, $0]) / total * parts[agent][$0]
    }
  }

  private func utilities(_ shares: [[Double]]) -> [Double] {
    shares.enumerated().map { agent, row in
      let total = Double(max(valuations.totals[agent], 1))
      return row.indices.reduce(0) { $0 + Double(valuations[agent, $1]) / total * row[$1] }
    }
  }

  private func objective(_ utilities: [Double]) -> Double {
    agents.reduce(0) { $0 + (utilities[$1] > 0 ? weights[$1] * log(utilities[$1]) : -.infinity) }
  }

  /// Shares of which no item has more than 1 in all, whatever the solver's rounding.
  private func withinOne(_ shares: [[Double]]) -> [[Double]] {
    let sums = (0..<valuations.itemCount).map { item in shares.reduce(0) { $0 + $1[item] } }
    return shares.map { row in row.indices.map { row[$0] / max(1, sums[$0]) } }
  }

  /// Σⱼ maxᵢ βᵢ vᵢⱼ + Σᵢ bᵢ log(bᵢ/βᵢ) − Σ bᵢ, which no shares exceed, for any β > 0; and its prices maxᵢ βᵢ vᵢⱼ (items).
  private func bound(_ multipliers: [Double]) -> (value: Double, prices: [Double]) {
    let prices = (0..<valuations.itemCount).map { item in
      agents.reduce(0) { most, agent in
        max(most, multipliers[agent] * Double(valuations[agent, item]) / Double(valuations.totals[agent]))
      }
    }
    let rest = agents.reduce(0) { $0 + weights[$1] * (log(weights[$1] / multipliers[$1]) - 1) }
    return (prices.reduce(0, +) + rest, prices)
  }

  /// A tangent that was added: θ ≤ log u₀ + (u − u₀)/u₀.
  private struct Tangent {
    let agent: Int
    let at: Double
    let row: LinearProgram.Row
  }

  private func addTangents(at utilities: [Double], to solver: inout LinearPrograms.Solver, _ tangents: inout [Tangent])
  {
    for agent in agents where utilities[agent] > 1e-9 {
      let at = utilities[agent]
      let row = solver.addRow(thetas[agent] - (1 / at) * utility(agent) <= log(at) - 1)
      tangents.append(Tangent(agent: agent, at: at, row: row))
    }
  }

  func run(
    _ solver: inout LinearPrograms.Solver, tolerance: Double, roundLimit: Int
  ) throws(LinearProgramError) -> EisenbergGale {
    let money = agents.reduce(0) { $0 + weights[$1] }
    // Everybody gets its part of every good.
    var best = valuations.proportionalShares(weights, agents)
    var bestUtilities = utilities(best)
    var tangents: [Tangent] = []
    addTangents(at: bestUtilities, to: &solver, &tangents)
    var (limit, prices) = bound(
      bestUtilities.indices.map { weights[$0] / max(bestUtilities[$0], .leastNormalMagnitude) })
    var rounds = 0
    while rounds < max(roundLimit, 1), limit - objective(bestUtilities) > tolerance * money {
      rounds += 1
      guard let optimum = try solver.solve().optimum else {
        throw .undecided("shares exist and logarithms are bounded, but no optimum was found")
      }
      // The duals of an agent's tangents mix their slopes.
      var multipliers = [Double](repeating: 0, count: weights.count)
      for tangent in tangents { multipliers[tangent.agent] += max(0, optimum.dual(of: tangent.row)) / tangent.at }
      if agents.allSatisfy({ multipliers[$0] > 0 }) {
        let found = bound(multipliers)
        if found.value < limit { (limit, prices) = found }
      }
      let found = withinOne(parts.map { row in row.map { optimum[$0] } })
      let middle = best.indices.map { agent in
        best[agent].indices.map { (best[agent][$0] + found[agent][$0]) / 2 }
      }
      for shares in [found, middle] {
        let reached = utilities(shares)
        if objective(reached) > objective(bestUtilities) { (best, bestUtilities) = (shares, reached) }
        addTangents(at: reached, to: &solver, &tangents)
      }
    }
    let units = bestUtilities.indices.map { bestUtilities[$0] * Double(valuations.totals[$0]) }
    return EisenbergGale(
      shares: best, utilities: units, prices: prices,
      objective: agents.reduce(0) { $0 + weights[$1] * log(units[$1]) },
      gap: max(0, limit - objective(bestUtilities)), rounds: rounds)
  }
}

extension Valuations {
  /// Every good in parts as the weights of those who value something.
  fileprivate func proportionalShares(_ weights: [Double], _ agents: [Int]) -> [[Double]] {
    let money = agents.reduce(0) { $0 + weights[$1] }
    return (0..<agentCount).map { agent in
      [Double](repeating: agents.contains(agent) ? weights[agent] / money : 0, count: itemCount)
    }
  }
}
