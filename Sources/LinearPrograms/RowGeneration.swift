/// Row generation (cutting planes): solves the program, asks for rows that its optimum violates, adds them, until there are
/// none.
///
/// Each round starts from the last basis, by the dual simplex; with integer variables each round is a full search. Proposed
/// rows that the optimum satisfies to 10⁻⁷ of their size are left out, so that the loop ends; with exact separation the
/// result is then optimal for the program with all rows. Every round's objective is a bound of the full program. An
/// infeasible round ends the loop, and is the full program's result; an unbounded one ends it with nothing said of the full
/// program (`isComplete` is false): give the variables bounds. The separation may solve programs itself.
public func rowGeneration(
  _ program: LinearProgram, options: SolveOptions = SolveOptions(), roundLimit: Int = 1000,
  separation: (LinearProgram.Optimum) throws -> [LinearConstraint]
) throws -> Generation {
  try program.withSolver(options) { (solver: inout Solver) throws in
    var rounds: [Generation.Round] = []
    while true {
      let result = try solver.solve()
      guard case .optimal(let optimum) = result else {
        rounds.append(Generation.Round(objective: nil, bound: rounds.last?.bound, added: 0))
        let isInfeasible = if case .infeasible = result { true } else { false }
        return Generation(result: result, program: solver.program, rounds: rounds, isComplete: isInfeasible)
      }
      let isLast = rounds.count >= roundLimit
      let rows = isLast ? [] : try separation(optimum).filter { $0.isViolated(at: optimum.values) }
      for row in rows { solver.addRow(row) }
      rounds.append(Generation.Round(objective: optimum.objective, bound: optimum.objective, added: rows.count))
      if rows.isEmpty {
        return Generation(result: result, program: solver.program, rounds: rounds, isComplete: !isLast)
      }
    }
  }
}

extension LinearConstraint {
  /// Whether values are outside by more than 10⁻⁷ of the size of the sum.
  fileprivate func isViolated(at values: [Double]) -> Bool {
    var sum = 0.0
    var size = 1.0
    for term in expression.terms {
      precondition(
        values.indices.contains(term.variable.index), "A separation proposed a row with a variable of another program.")
      let value = term.coefficient * values[term.variable.index]
      sum += value
      size = max(size, abs(value))
    }
    // NaN goes on to the program, which reports it.
    return !(sum >= lower - Residuals.tolerance * size && sum <= upper + Residuals.tolerance * size)
  }
}
