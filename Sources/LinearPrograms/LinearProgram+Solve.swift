extension LinearProgram {
  /// Solves the program and certifies what was found.
  ///
  /// The numbers are checked first. An optimum is then tested against the program itself (`Residuals`); one that fails is
  /// solved again by the primal simplex with scaling, then (up to 250,000 cells) in rational arithmetic, before an error is
  /// thrown. That there is none is proven by a second solve: multipliers of the rows or a feasible point with a ray, which
  /// are tested in the same way. Of an integer program the certificate covers feasibility, integrality, the program with
  /// its integers fixed, and the bound of the relaxation; that no better integer point exists rests on the search.
  ///
  /// One synchronous call on the calling thread, safe from any number of tasks at once.
  public func solve(_ options: SolveOptions = SolveOptions()) throws(LinearProgramError) -> Result {
    try validate(options)
    return try settle(options) { callCold(options, $0) }
  }

  /// Makes attempts until one passes its certificate.
  func settle(
    _ options: SolveOptions, first method: SolveOptions.Method? = nil, _ call: (Attempt) -> Reply
  ) throws(LinearProgramError) -> Result {
    var failure = LinearProgramError.undecided("no attempt was made")
    for attempt in attempts(from: method ?? options.method) {
      let reply = call(attempt)
      switch reply.found {
      case .optimal:
        let (optimum, residuals) = certified(reply)
        if let optimum { return .optimal(optimum) }
        failure = .uncertified(residuals)
      case .infeasible where reply.bound != nil:
        return .infeasible(Infeasibility(multipliers: nil, excess: 0))
      case .infeasible, .unbounded, .noDual:
        if let result = try proofOfNoOptimum(options) { return result }
        failure = .undecided("called \(reply.found), which could not be proven")
      case .iterationLimit: return .limitReached(limit(.iterations, reply))
      case .nodeLimit: return .limitReached(limit(.nodes, reply))
      case .memory: return .limitReached(limit(.memory, reply))
      case .failed, .gaveUp, .stale: failure = .undecided(reply.words)
      }
    }
    throw failure
  }

  private func attempts(from method: SolveOptions.Method) -> [Attempt] {
    [
      Attempt(method: method), Attempt(method: .primalSimplex, scales: true),
      Attempt(method: .dualThenPrimal, scales: true, isExact: rowCount * variableCount <= 250_000),
    ]
  }

  /// The optimum if it passes, and how far it is off.
  private func certified(_ reply: Reply) -> (Optimum?, Residuals) {
    var candidate = reply.candidate
    let residuals: Residuals
    if hasIntegers {
      var fixed = self
      for column in kinds.indices where kinds[column] != .continuous {
        let value = reply.incumbent[column]
        if !(value >= lower[column] && value <= upper[column]) { continue }
        candidate.values[column] = value
        fixed.setBounds(of: Variable(index: column), lower: value, upper: value)
      }
      fixed.clamp(&candidate.values)
      residuals = fixed.certificate(candidate, relaxed: reply.bound, of: self)
    } else {
      clamp(&candidate.values)
      residuals = self.residuals(of: candidate)
    }
    guard residuals.areSmall else { return (nil, residuals) }
    let optimum = Optimum(
      objective: objective(at: candidate.values), values: candidate.values, duals: candidate.duals,
      reducedCosts: candidate.reducedCosts, residuals: residuals, iterations: reply.iterations, nodes: reply.nodes)
    return (optimum, residuals)
  }

  /// The certificate of a program with its integers fixed; all of them are, and none beats the bound.
  private func certificate(_ candidate: Candidate, relaxed bound: Double?, of program: LinearProgram) -> Residuals {
    var residuals = self.residuals(of: candidate)
    for column in kinds.indices where kinds[column] != .continuous {
      let value = candidate.values[column]
      residuals.primal = worse(residuals.primal, abs(value - value.rounded()))
      if lower[column] != upper[column] { residuals.primal = .nan }
    }
    if let bound {
      let objective = objective(at: candidate.values)
      let excess = direction == .minimise ? bound - objective : objective - bound
      residuals.gap = worse(residuals.gap, excess / (1 + max(abs(objective), abs(bound))))
    }
    return residuals
  }

  /// What a solve that was stopped leaves behind: only what the program itself confirms.
  private func limit(_ limit: LimitReached.Limit, _ reply: Reply) -> LimitReached {
    var bound = reply.bound
    var values: [Double]?
    if hasIntegers {
      if reply.hasIncumbent {
        values = reply.incumbent.indices.map {
          kinds[$0] == .continuous ? reply.incumbent[$0] : reply.incumbent[$0].rounded()
        }
      }
    } else if limit == .iterations, reply.isPrimalFeasible {
      values = reply.candidate.values
    }
    if bound == nil, limit == .iterations { bound = self.bound(fromDuals: reply.candidate.duals) }
    var incumbent: LimitReached.Incumbent?
    if var values {
      clamp(&values)
      if primalResidual(at: values) <= Residuals.tolerance {
        incumbent = LimitReached.Incumbent(objective: objective(at: values), values: values)
      }
    }
    return LimitReached(limit: limit, bound: bound, incumbent: incumbent)
  }
}
