import LinearPrograms
import Testing

@Suite("The examples of docs/LinearPrograms.md and of the doc comments")
struct DocumentationTests {
  /// flour 2·15 + 3·30 = 120 holds, the oven 45 of 50 does not; a kilo of flour is half a bread, worth 2.
  @Test("fifteen lines")
  func fifteenLines() throws {
    var program = LinearProgram(.maximise)
    let bread = program.addVariable("bread")
    let cake = program.addVariable("cake", upper: 30)
    let flour = program.addRow(2 * bread + 3 * cake <= 120, name: "flour")
    let oven = program.addRow(bread + cake <= 50)
    program.setObjective(4 * bread + 7 * cake)
    let best = try optimum(program)
    #expect(
      [best.objective, best[bread], best[cake], best.dual(of: flour), best.dual(of: oven)] == [270, 15, 30, 2, 0])
    // 5 bread + 7 cake with bread - cake <= 10: flour, oven and the new row hold with 30 and 20: 290; (15, 30) gives 285.
    try program.withSolver { (solver: inout Solver) throws in
      _ = try solver.solve()
      solver.setCost(of: bread, to: 5)
      solver.addRow(bread - cake <= 10)
      #expect(abs((try solver.solve().optimum?.objective ?? .nan) - 290) < 1e-9)
    }
  }
}

@Suite("Expressions and rows")
struct ExpressionTests {
  private let x = LinearProgram.Variable(index: 0)
  private let y = LinearProgram.Variable(index: 1)

  @Test("every operator, by its value at (2, 3)")
  func operators() {
    let sum = x + y
    for (expression, value) in [
      (x + y, 5), (x + sum, 7), (sum + x, 7), (sum + sum, 10), (x + 1, 3), (1 + x, 3), (sum + 1, 6), (1 + sum, 6),
      (x - y, -1), (x - sum, -3), (sum - x, 3), (sum - 2 * sum, -5), (x - 1, 1), (1 - x, -1), (sum - 1, 4),
      (1 - sum, -4),
      (-x, -2), (-sum, -5), (3 * x, 6), (x * 3, 6), (3 * sum, 15), (sum * 3, 15), (x / 4, 0.5), (sum / 4, 1.25),
      (LinearExpression.sum([x, y]), 5), (LinearExpression.sum([2.0, 3]) { $0 * x }, 10),
      (LinearExpression(constant: 7), 7),
    ] as [(LinearExpression, Double)] {
      #expect(expression.value(at: [2, 3]) == value)
    }
    var changed = LinearExpression(constant: 1)
    changed += x
    changed -= 2 * y
    changed += 4
    changed -= 1
    changed *= 3
    #expect(changed.value(at: [2, 3]) == 3 * (1 + 2 - 6 + 4 - 1))
    #expect(sum.value(at: [2, 3]) == 5, "expressions are values")
  }

  @Test("rows: constants and variables on both sides")
  func rows() {
    for (row, lower, upper) in [
      (x + 1 <= 3 - y, -Double.infinity, 2.0), (x + 1 >= 3 - y, 2, .infinity), (x + 1 == 3 - y, 2, 2),
      (2 <= x, 2, .infinity), (2 >= x, -.infinity, 2), (2 == x + 1, 1, 1), (x <= 2, -.infinity, 2),
      (x >= y, 0, .infinity),
      (x == y, 0, 0), (x <= y, -.infinity, 0), ((x + 1).within(2...5), 1, 4),
    ] as [(LinearConstraint, Double, Double)] {
      #expect(row.lower == lower && row.upper == upper && row.expression.constant == 0)
      #expect(row.expression.terms.contains { $0.variable == x })
    }
  }

  #if DEBUG
    // Unoptimised code copies the sum for each term.
    private static let terms = 2000
  #else
    private static let terms = 200_000
  #endif

  @Test("a sum of 200,000 terms is built in one go")
  func longSums() throws {
    let count = Self.terms
    var program = LinearProgram(.maximise)
    let variables = program.addVariables(count, upper: 1)
    var sum = LinearExpression()
    for variable in variables { sum = sum + variable }
    program.addRow(sum + LinearExpression.sum(variables) <= 1000)
    #expect(program.entryCount == count)
    // Quadratic copying would move 200,000² / 2 terms of 16 bytes, 320 GB.
    #expect(sum.terms.count == count)
    #expect(sum.value(at: [Double](repeating: 1, count: count)) == Double(count))
  }

  @Test("counts that GLPK cannot hold")
  func counts() {
    #expect(LinearProgram.problems(rows: 100_000_000, columns: 100_000_000, entries: 500_000_000).isEmpty)
    for (rows, columns, entries) in [(100_000_001, 0, 0), (0, 100_000_001, 0), (0, 0, 500_000_001)] {
      #expect(LinearProgram.problems(rows: rows, columns: columns, entries: entries).count == 1)
    }
  }
}
