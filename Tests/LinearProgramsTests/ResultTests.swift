import LinearPrograms
import Testing

@Suite("Results: optimal, infeasible, unbounded, and limits")
struct ResultTests {
  @Test("infeasible, with multipliers that prove it", arguments: SolveOptions.Method.allCases, [false, true])
  func infeasible(method: SolveOptions.Method, presolves: Bool) throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable()
    let y = program.addVariable()
    program.addRow(x + y <= 1)
    program.addRow(x + 2 * y >= 3)
    program.setObjective(x)
    guard case .infeasible(let proof) = try program.solve(SolveOptions(method: method, presolves: presolves)) else {
      Issue.record("x + y <= 1 and x + 2y >= 3 leave nothing")
      return
    }
    let multipliers = try #require(proof.multipliers)
    // m₂ times the second less m₁ times the first must leave no coefficient above 0: m₁ >= 2 m₂; then 3 m₂ − m₁ > 0.
    #expect(multipliers[1] > 0 && multipliers[0] <= -2 * multipliers[1] + 1e-12)
    #expect(proof.excess > 0 && abs(3 * multipliers[1] + multipliers[0] - proof.excess) < 1e-9)
  }

  @Test("unbounded, with a feasible point and a ray", arguments: SolveOptions.Method.allCases, [false, true])
  func unbounded(method: SolveOptions.Method, presolves: Bool) throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable()
    let y = program.addVariable()
    program.addRow(x - y <= 1)
    program.addRow(x + y >= 2)
    program.setObjective(x + y)
    guard case .unbounded(let proof) = try program.solve(SolveOptions(method: method, presolves: presolves)) else {
      Issue.record("y has no end")
      return
    }
    #expect(proof.point[0] - proof.point[1] <= 1 + 1e-9 && proof.point[0] + proof.point[1] >= 2 - 1e-9)
    #expect(proof.ray[0] - proof.ray[1] <= 0 && proof.ray[0] + proof.ray[1] > 0 && proof.ray.allSatisfy { $0 >= 0 })
  }

  @Test("a knapsack: 10 + 13 with weights 3 + 4 of 7; integers fixed, the duals are those of what remains")
  func integers() throws {
    var program = LinearProgram(.maximise)
    let items = [(10.0, 3.0), (13.0, 4.0), (7.0, 2.0)].map { value, _ in program.addVariable(kind: .binary, cost: value)
    }
    program.addRow(3 * items[0] + 4 * items[1] + 2 * items[2] <= 7)
    let found = try optimum(program)
    #expect(found.objective == 23 && found.values == [1, 1, 0])
  }

  @Test("nothing to decide: no variables, no rows, neither")
  func empty() throws {
    var program = LinearProgram(.minimise)
    program.objectiveConstant = 3
    #expect(try optimum(program).objective == 3)
    let row = program.addRow([], lower: -1, upper: 1)
    #expect(try optimum(program).objective == 3)
    program.setBounds(of: row, lower: 1, upper: 2)
    guard case .infeasible(let proof) = try program.solve() else {
      Issue.record("0 >= 1 is not to be had")
      return
    }
    #expect(proof.multipliers == [1] && proof.excess == 1)
    var free = LinearProgram(.minimise)
    let x = free.addVariable(lower: -2, upper: 5, cost: 2)
    #expect(try optimum(free).values == [-2])
    #expect(try optimum(free).reducedCosts == [2])
    free.setBounds(of: x, lower: -.infinity, upper: 5)
    guard case .unbounded(let proof) = try free.solve() else {
      Issue.record("x has no end")
      return
    }
    #expect(proof.ray == [-1])
  }

  @Test("terms of one variable are added up, in rows, columns and the objective")
  func duplicates() throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable()
    let row = program.addRow(x + x + 2 * x <= 8)
    program.setObjective(x + 2 * x)
    #expect(program.entryCount == 1)
    #expect(try optimum(program).objective == 6)
    program.addColumn([(row, 1), (row, 1)], cost: 4)
    // 2 units of the row buy 4: better than 3 for 4 units.
    #expect(try optimum(program).objective == 16)
    #expect(program.entryCount == 2)
  }
}
