import LinearPrograms
import Testing

@Suite("Against an exact rational simplex")
struct OracleTests {
  /// Beale's program, on which the simplex method cycles without a rule: the optimum is −1/20 (Beale 1955). Times 100 to
  /// have integers: x₁ ≤ 1 in row 3, costs −75, 15000, −2, 600.
  @Test("the oracle ends on Beale's cycling program and knows its optimum")
  func beale() {
    var program = LinearProgram(.minimise)
    let x = program.addVariables(4)
    program.addRow(25 * x[0] - 6000 * x[1] - 4 * x[2] + 900 * x[3] <= 0)
    program.addRow(50 * x[0] - 9000 * x[1] - 2 * x[2] + 300 * x[3] <= 0)
    program.addRow(1 * x[2] <= 1)
    program.setObjective(-75 * x[0] + 15000 * x[1] - 2 * x[2] + 600 * x[3])
    #expect(RationalSimplex.solve(program) == .optimal(Fraction(-5)))
  }

  /// Strong duality by the sign rules of the documentation, computed here from the program's bounds.
  private func dualObjective(_ program: LinearProgram, _ optimum: LinearProgram.Optimum) -> Double? {
    let sign: Double = program.direction == .minimise ? 1 : -1
    var sum = program.objectiveConstant
    func add(_ price: Double, _ bounds: (lower: Double, upper: Double)) -> Bool {
      if abs(price) < 1e-9 { return true }
      let bound = sign * price > 0 ? bounds.lower : bounds.upper
      sum += price * bound
      return bound.isFinite
    }
    for row in program.rows where !add(optimum.dual(of: row), program.bounds(of: row)) { return nil }
    for variable in program.variables {
      var reduced = program.cost(of: variable)
      for entry in program.entries where entry.variable == variable {
        reduced -= optimum.dual(of: entry.row) * entry.coefficient
      }
      if abs(reduced - optimum.reducedCost(of: variable)) > 1e-9 { return nil }
      if !add(reduced, program.bounds(of: variable)) { return nil }
    }
    return sum
  }

  private func feasibilityError(_ program: LinearProgram, _ values: [Double], atInfinity: Bool = false) -> Double {
    var worst = 0.0
    func check(_ value: Double, _ bounds: (lower: Double, upper: Double)) {
      let lower = atInfinity && bounds.lower.isFinite ? 0 : bounds.lower
      let upper = atInfinity && bounds.upper.isFinite ? 0 : bounds.upper
      worst = max(worst, lower - value, value - upper)
    }
    for row in program.rows {
      check(
        program.entries.filter { $0.row == row }.reduce(0) { $0 + $1.coefficient * values[$1.variable.index] },
        program.bounds(of: row))
    }
    for variable in program.variables { check(values[variable.index], program.bounds(of: variable)) }
    return worst
  }

  @Test("status, objective and strong duality on 1,000 random programs, by every method, with and without presolve")
  func thousandPrograms() throws {
    var seen = [0, 0, 0]
    for number in UInt64(1)...1000 {
      let program = randomProgram(number)
      let expected = RationalSimplex.solve(program)
      for method in SolveOptions.Method.allCases {
        for presolves in [false, true] {
          let result = try program.solve(SolveOptions(method: method, presolves: presolves))
          switch (expected, result) {
          case (.optimal(let objective), .optimal(let optimum)):
            seen[0] += 1
            #expect(abs(objective.double - optimum.objective) < 1e-9, "program \(number)")
            #expect(feasibilityError(program, optimum.values) < 1e-9, "program \(number)")
            let dual = try #require(dualObjective(program, optimum), "program \(number): a price has the wrong sign")
            #expect(abs(objective.double - dual) < 1e-8, "program \(number)")
          case (.infeasible, .infeasible(let proof)):
            seen[1] += 1
            #expect(try checks(proof, program), "program \(number)")
          case (.unbounded, .unbounded(let proof)):
            seen[2] += 1
            let sign: Double = program.direction == .minimise ? -1 : 1
            let slope = program.variables.reduce(0) { $0 + program.cost(of: $1) * proof.ray[$1.index] }
            #expect(sign * slope > 1e-9, "program \(number)")
            #expect(feasibilityError(program, proof.point) < 1e-9, "program \(number)")
            #expect(feasibilityError(program, proof.ray, atInfinity: true) < 1e-9, "program \(number)")
          default: Issue.record("program \(number), \(method), presolve \(presolves): \(expected) but \(result)")
          }
        }
      }
    }
    // The mix has enough of each: 6 solves a program.
    #expect(seen.allSatisfy { $0 >= 6 * 100 }, "\(seen)")
  }

  /// Farkas: the multipliers' demand exceeds what the box admits, by exact-enough arithmetic on small integers.
  private func checks(_ proof: LinearProgram.Infeasibility, _ program: LinearProgram) throws -> Bool {
    let multipliers = try #require(proof.multipliers)
    var demand = 0.0
    for row in program.rows {
      let multiplier = multipliers[row.index]
      if multiplier != 0 {
        demand += multiplier * (multiplier > 0 ? program.bounds(of: row).lower : program.bounds(of: row).upper)
      }
    }
    for variable in program.variables {
      var gradient = 0.0
      for entry in program.entries where entry.variable == variable {
        gradient += multipliers[entry.row.index] * entry.coefficient
      }
      if abs(gradient) < 1e-9 { continue }
      demand -= gradient * (gradient > 0 ? program.bounds(of: variable).upper : program.bounds(of: variable).lower)
    }
    return demand > 1e-9 && abs(demand - proof.excess) < 1e-6
  }

  @Test("integer programs against enumeration, 500 random ones")
  func integerPrograms() throws {
    var feasible = 0
    for number in UInt64(1)...500 {
      let program = randomProgram(number, kinds: true)
      let best = enumerate(program)
      switch (best, try program.solve()) {
      case (nil, .infeasible): break
      case (.some(let best), .optimal(let optimum)):
        feasible += 1
        #expect(best == optimum.objective, "program \(number)")
        #expect(optimum.values.allSatisfy { $0 == $0.rounded() }, "program \(number)")
      case (_, let result): Issue.record("program \(number): \(String(describing: best)) but \(result)")
      }
    }
    #expect(feasible >= 200 && feasible <= 490, "\(feasible)")
  }

  /// The best objective over all integer points of the box.
  private func enumerate(_ program: LinearProgram) -> Double? {
    var best: Double?
    var values = program.variables.map { program.bounds(of: $0).lower }
    let entries = program.entries
    while true {
      var activities = [Double](repeating: 0, count: program.rowCount)
      for entry in entries { activities[entry.row.index] += entry.coefficient * values[entry.variable.index] }
      let fits = program.rows.allSatisfy {
        activities[$0.index] >= program.bounds(of: $0).lower && activities[$0.index] <= program.bounds(of: $0).upper
      }
      if fits {
        let value = program.variables.reduce(program.objectiveConstant) { $0 + program.cost(of: $1) * values[$1.index] }
        if let known = best {
          best = program.direction == .minimise ? min(known, value) : max(known, value)
        } else {
          best = value
        }
      }
      var index = 0
      while index < values.count {
        let (lower, upper) = program.bounds(of: program.variables[index])
        if values[index] < upper {
          values[index] += 1
          break
        }
        values[index] = lower
        index += 1
      }
      if index == values.count { return best }
    }
  }
}
