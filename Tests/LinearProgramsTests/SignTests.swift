import LinearPrograms
import Testing

/// Optimum of a program that must have one.
func optimum(_ program: LinearProgram, _ options: SolveOptions = SolveOptions()) throws -> LinearProgram.Optimum {
  try #require(try program.solve(options).optimum)
}

@Suite("Signs of duals and reduced costs: changes of the optimal objective")
struct SignTests {
  /// Maximise 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 (Hillier and Lieberman's Wyndor Glass). At (2, 6): 36. The second and
  /// third row hold: y₃ = 3/3 = 1 from x, then 2 y₂ + 2 y₃ = 5, y₂ = 3/2; the first has slack 2, so 0.
  @Test("maximising, <= rows have duals >= 0", arguments: SolveOptions.Method.allCases)
  func maximising(method: SolveOptions.Method) throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable("x")
    let y = program.addVariable("y")
    let rows = [program.addRow(x <= 4), program.addRow(2 * y <= 12), program.addRow(3 * x + 2 * y <= 18)]
    program.setObjective(3 * x + 5 * y)
    let found = try optimum(program, SolveOptions(method: method))
    #expect(abs(found.objective - 36) < 1e-9)
    #expect(abs(found[x] - 2) < 1e-9 && abs(found[y] - 6) < 1e-9)
    for (row, dual) in zip(rows, [0, 1.5, 1]) { #expect(abs(found.dual(of: row) - dual) < 1e-9) }
    #expect(abs(found.reducedCost(of: x)) < 1e-9 && abs(found.reducedCost(of: y)) < 1e-9)
  }

  /// Minimise 2x + 3y, x + y >= 4, x <= 3 as a row, y >= 0: at (3, 1), 9. One more demanded: y pays 3. One more of x
  /// allowed: x replaces y, −1.
  @Test("minimising, >= rows have duals >= 0 and <= rows duals <= 0")
  func minimising() throws {
    var program = LinearProgram(.minimise)
    let x = program.addVariable()
    let y = program.addVariable()
    let demand = program.addRow(x + y >= 4)
    let cap = program.addRow(x <= 3)
    program.setObjective(2 * x + 3 * y)
    let found = try optimum(program)
    #expect(abs(found.objective - 9) < 1e-9)
    #expect(abs(found.dual(of: demand) - 3) < 1e-9 && abs(found.dual(of: cap) + 1) < 1e-9)
  }

  /// Maximise x + 2y with x in 0...3, y in 1...5, x + y >= 2 (slack): both at their upper bounds; reduced costs 1 and 2.
  /// Minimised instead, 2 = x + y with y = 1, x = 1: the row's dual is 1 and y's reduced cost 2 − 1 = 1 at its lower bound.
  @Test("reduced costs: >= 0 at an upper bound when maximising and at a lower bound when minimising")
  func reducedCosts() throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable(upper: 3)
    let y = program.addVariable(lower: 1, upper: 5)
    let row = program.addRow(x + y >= 2)
    program.setObjective(x + 2 * y)
    let most = try optimum(program)
    #expect(most.objective == 13 && most.reducedCosts == [1, 2] && most.duals == [0])
    program.direction = .minimise
    let least = try optimum(program)
    #expect(abs(least.objective - 3) < 1e-12 && abs(least.dual(of: row) - 1) < 1e-12)
    #expect(abs(least.reducedCost(of: y) - 1) < 1e-12 && abs(least.reducedCost(of: x)) < 1e-12)
  }
}
