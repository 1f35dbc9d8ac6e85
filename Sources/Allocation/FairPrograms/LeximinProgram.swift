public import FairDivision
public import LinearPrograms

extension Valuations {
  /// The leximin division by a sequence of integer programs: the second route to `leximinDivision(nodes:)`.
  ///
  /// Sorted lists are in leximin order exactly when the sums of their 1, 2, …, n least entries are in lexicographic order.
  /// The sum of the k least utilities is the greatest k r − Σᵢ dᵢ with dᵢ ≥ r − uᵢ, dᵢ ≥ 0: linear, so each is maximised in
  /// turn and kept. For chores the sums of the k greatest costs are minimised.
  /// - Throws: what the solver could not do.
  /// - Complexity: n integer programs of m · n binaries.
  ///
  /// Source: Ogryczak and Śliwiński 2003.
  public func leximinDivisionByProgram() throws(LinearProgramError) -> Bundles {
    let sign = kind == .goods ? 1.0 : -1.0
    var division = DivisionProgram(self, .binary, .maximise)
    var found = Bundles(agents: agentCount, items: itemCount)
    for k in 1...agentCount {
      let level = division.program.addVariable(lower: -.infinity)
      var sum = Double(k) * level
      for agent in 0..<agentCount {
        let shortfall = division.program.addVariable()
        division.program.addRow(shortfall - level + sign * division.worth(of: agent) >= 0)
        sum -= shortfall
      }
      division.program.setObjective(sum)
      guard let optimum = try division.optimum() else {
        throw .undecided("a division exists, but none was found")
      }
      found = division.bundles(optimum)
      // Utilities are whole numbers.
      division.program.addRow(sum >= optimum.objective.rounded() - 1e-6)
    }
    return found
  }

  /// The leximin division of divisible items, by linear programs: everybody's uᵢ/bᵢ as high as can be, then for those who
  /// can have more, and so on.
  ///
  /// Each program maximises the level t with uᵢ ≥ t bᵢ for all not yet settled; those whose row has a positive dual have
  /// uᵢ = t bᵢ in every solution and are settled. For chores uᵢ is the cost with a minus.
  /// - Parameter weights: bᵢ > 0 (agents); nil: all 1.
  /// - Returns: shares (agents × items) and utilities (agents).
  /// - Throws: what the solver could not do.
  /// - Complexity: at most n linear programs of m · n variables.
  ///
  /// Source: standard; the fixing by duals as in Potters and Tijs 1992 for the nucleolus.
  public func divisibleLeximin(
    weights: [Double]? = nil
  ) throws(LinearProgramError) -> (shares: [[Double]], utilities: [Double]) {
    let weights = weights ?? [Double](repeating: 1, count: agentCount)
    precondition(weights.count == agentCount && weights.allSatisfy { $0 > 0 && $0.isFinite }, "A weight is positive.")
    let sign = kind == .goods ? 1.0 : -1.0
    var levels = [Double?](repeating: nil, count: agentCount)
    var shares: [[Double]] = []
    while levels.contains(nil) {
      var division = DivisionProgram(self, .continuous, .maximise)
      let level = division.program.addVariable(lower: -.infinity, cost: 1)
      var rows: [LinearProgram.Row] = []
      for agent in 0..<agentCount {
        let utility = sign * division.worth(of: agent)
        if let settled = levels[agent] {
          let slack = 1e-9 * max(1, abs(settled) * weights[agent])
          rows.append(division.program.addRow(utility >= settled * weights[agent] - slack))
        } else {
          rows.append(division.program.addRow(utility - weights[agent] * level >= 0))
        }
      }
      guard let optimum = try division.optimum() else {
        throw .undecided("shares exist, but none were found")
      }
      shares = division.shares(optimum)
      let open = levels.indices.filter { levels[$0] == nil }
      // Duals of the open rows, times the weights, add up to −1: the least is below 0.
      let dual = open.map { optimum.dual(of: rows[$0]) * weights[$0] }
      let least = dual.min() ?? 0
      for (place, agent) in open.enumerated() where dual[place] <= min(least, -1e-9) || dual[place] < -1e-6 {
        levels[agent] = optimum[level]
      }
      if levels.filter({ $0 == nil }).count == open.count {
        for agent in open { levels[agent] = optimum[level] }
      }
    }
    let utilities = (0..<agentCount).map { agent in
      (0..<itemCount).reduce(0) { $0 + Double(self[agent, $1]) * shares[agent][$1] }
    }
    return (shares, utilities)
  }
}
