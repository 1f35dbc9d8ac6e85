/// Proofs that there is no optimum, each by linear programs that always have one.
extension LinearProgram {
  /// Infeasible with multipliers, or unbounded with a point and a ray; `nil` if neither can be shown.
  func proofOfNoOptimum(_ options: SolveOptions) throws(LinearProgramError) -> Result? {
    var relaxed = self
    relaxed.dropIntegrality()
    var rest = SolveOptions(memoryLimit: options.memoryLimit)
    rest.nodeLimit = options.nodeLimit
    guard case .optimal(let least) = try relaxed.elastic().solveWithoutProof(rest) else { return nil }
    if let infeasibility = relaxed.infeasibility(multipliers: least.duals) { return .infeasible(infeasibility) }
    guard case .optimal(let steepest) = try relaxed.recession().solveWithoutProof(rest) else { return nil }
    let slope = direction == .minimise ? -steepest.objective : steepest.objective
    let size = relaxed.costs.reduce(0) { max($0, abs($1)) }
    guard slope > 1e-7 * size else { return nil }
    // With integers the ray can be walked along from an integer point, if there is one: data are rational.
    var feasible = self
    for column in feasible.costs.indices { feasible.setCost(of: Variable(index: column), to: 0) }
    switch try feasible.solveWithoutProof(rest) {
    case .optimal(let point): return .unbounded(Unboundedness(point: point.values, ray: steepest.values))
    case .infeasible(let infeasibility): return .infeasible(infeasibility)
    case .limitReached(let limit): return .limitReached(LimitReached(limit: limit.limit, bound: nil, incumbent: nil))
    case .unbounded, nil: return nil
    }
  }

  /// As `solve`, but that there is no optimum stays unproven: `nil` where that would be needed.
  private func solveWithoutProof(_ options: SolveOptions) throws(LinearProgramError) -> Result? {
    var isUnproven = false
    let result = try settle(options) { attempt in
      let reply = callCold(options, attempt)
      guard [.infeasible, .unbounded, .noDual].contains(reply.found), reply.bound == nil else { return reply }
      isUnproven = true
      var stopped = reply
      stopped.found = .iterationLimit
      return stopped
    }
    return isUnproven ? nil : result
  }

  /// The least total amount by which rows must be bent to admit a point.
  private func elastic() -> LinearProgram {
    var elastic = self
    elastic.direction = .minimise
    elastic.setObjective(LinearExpression())
    for row in rowLower.indices {
      if rowLower[row].isFinite { elastic.addColumn([(Row(index: row), 1)], cost: 1) }
      if rowUpper[row].isFinite { elastic.addColumn([(Row(index: row), -1)], cost: 1) }
    }
    return elastic
  }

  /// The steepest direction within ±1 that keeps every feasible point feasible.
  private func recession() -> LinearProgram {
    var recession = self
    recession.objectiveConstant = 0
    for column in costs.indices {
      recession.setBounds(
        of: Variable(index: column), lower: lower[column].isFinite ? 0 : -1, upper: upper[column].isFinite ? 0 : 1)
    }
    for row in rowLower.indices {
      recession.setBounds(
        of: Row(index: row), lower: rowLower[row].isFinite ? 0 : -.infinity,
        upper: rowUpper[row].isFinite ? 0 : .infinity)
    }
    return recession
  }

  /// Whether multipliers prove that no point satisfies the rows: by 10⁻⁹ of the size of the sums involved, or not at all.
  ///
  /// What the rows demand is Σᵢ μᵢ lowerᵢ over μᵢ > 0 and Σᵢ μᵢ upperᵢ over μᵢ < 0; the most that variables within their
  /// bounds attain is Σⱼ max(gⱼ lⱼ, gⱼ uⱼ) with gⱼ = Σᵢ μᵢ aᵢⱼ.
  func infeasibility(multipliers duals: [Double]) -> Infeasibility? {
    var multipliers = duals
    var demand = 0.0
    var size = 0.0
    for row in multipliers.indices {
      let bound = multipliers[row] > 0 ? rowLower[row] : rowUpper[row]
      guard bound.isFinite else {
        multipliers[row] = 0
        continue
      }
      demand += multipliers[row] * bound
      size += abs(multipliers[row] * bound)
    }
    var gradients = [Double](repeating: 0, count: variableCount)
    var gradientSizes = gradients
    for entry in entryValues.indices {
      let (row, column) = (Int(entryRows[entry]), Int(entryColumns[entry]))
      gradients[column] += multipliers[row] * entryValues[entry]
      gradientSizes[column] = max(gradientSizes[column], abs(multipliers[row] * entryValues[entry]))
    }
    var most = 0.0
    for column in gradients.indices where abs(gradients[column]) > 1e-12 * gradientSizes[column] {
      let bound = gradients[column] > 0 ? upper[column] : lower[column]
      guard bound.isFinite else { return nil }
      most += gradients[column] * bound
      size += abs(gradients[column] * bound)
    }
    let excess = demand - most
    guard excess > 1e-9 * size, excess > 0 else { return nil }
    return Infeasibility(multipliers: multipliers, excess: excess)
  }
}
