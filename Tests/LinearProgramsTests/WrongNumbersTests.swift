import LinearPrograms
import Testing

@Suite("Wrong numbers and names: refused before the solver sees them, all at once")
struct WrongNumbersTests {
  private func problems(_ change: (inout LinearProgram) -> Void) throws -> [String] {
    var program = wyndor()
    change(&program)
    do {
      let result = try program.solve()
      Issue.record("solved: \(result)")
      return []
    } catch LinearProgramError.invalid(let problems) {
      return problems
    }
  }

  static let wrong: [Double] = [.nan, .infinity, -.infinity, 1e300, -1e16, .greatestFiniteMagnitude]

  @Test("costs, coefficients and constants", arguments: wrong)
  func numbers(value: Double) throws {
    let (x, y) = (LinearProgram.Variable(index: 0), LinearProgram.Variable(index: 1))
    for change: (inout LinearProgram) -> Void in [
      { $0.setCost(of: x, to: value) }, { $0.addRow([(y, value)], lower: 0, upper: 1) },
      { $0.objectiveConstant = value }, { $0.addColumn([(LinearProgram.Row(index: 1), value)], cost: 0) },
    ] {
      let found = try problems(change)
      #expect(found.count == 1)
      #expect(found[0].contains(value.isFinite ? "use a larger unit" : "use a finite number"), "\(found)")
    }
  }

  @Test("bounds: not numbers, crossed, beyond what can be solved with, infinite on the wrong side")
  func bounds() throws {
    let x = LinearProgram.Variable(index: 0)
    let row = LinearProgram.Row(index: 2)
    for (lower, upper, words) in [
      (Double.nan, 1.0, "not a number"), (0, .nan, "not a number"), (2, 1, "above its upper bound"),
      (0, 1e300, "larger unit"), (-1e300, 0, "larger unit"), (.infinity, .infinity, "right sign"),
      (-.infinity, -.infinity, "right sign"), (.infinity, 0, "above its upper bound"),
    ] {
      for found in [
        try problems { $0.setBounds(of: x, lower: lower, upper: upper) },
        try problems { $0.setBounds(of: row, lower: lower, upper: upper) },
      ] {
        #expect(found.count == 1)
        #expect(found[0].contains(words), "\(lower) \(upper): \(found)")
      }
    }
  }

  @Test("names: empty, too long, with control characters; those of other scripts are fine")
  func names() throws {
    for name in ["", String(repeating: "x", count: 256), "a\nb", "\u{7F}", "\u{0}"] {
      #expect(try problems { $0.addVariable(name) }.count == 1)
      #expect(try problems { $0.addRow([], lower: 0, upper: 0, name: name) }.count == 1)
      #expect(try problems { $0.name = name }.count == 1)
    }
    var program = wyndor()
    program.addVariable("größe x 2")
    program.addVariable(String(repeating: "x", count: 255))
    #expect(abs(try optimum(program).objective - 36) < 1e-9)
  }

  @Test("all mistakes are reported at once, at most twenty, with names")
  func allAtOnce() throws {
    let found = try problems { program in
      program.setCost(of: LinearProgram.Variable(index: 0), to: .nan)
      program.setBounds(of: LinearProgram.Row(index: 0), lower: 3, upper: 2)
      program.objectiveConstant = .infinity
    }
    #expect(found.count == 3)
    #expect(found.contains { $0.contains("the cost of variable 'x'") })
    #expect(found.contains { $0.contains("row 1") })
    #expect(try problems { for _ in 0..<50 { $0.addVariable(cost: .nan) } }.count == 20)
  }

  @Test("limits below what they can be")
  func limits() throws {
    let options = [
      SolveOptions(iterationLimit: -1), SolveOptions(nodeLimit: -1), SolveOptions(memoryLimit: 0),
      SolveOptions(memoryLimit: -5),
    ]
    for options in options {
      #expect(throws: LinearProgramError.self) { try wyndor().solve(options) }
    }
    // Beyond the solver's integers: as good as none.
    let most = SolveOptions(iterationLimit: .max, nodeLimit: .max, memoryLimit: .max)
    #expect(abs(try optimum(wyndor(), most).objective - 36) < 1e-9)
  }

  @Test(
    "numbers at the limit are solved, or refused with residuals: never answered wrongly",
    arguments: [1e6, 1e9, 1e12, 1e15])
  func largeNumbers(scale: Double) throws {
    var program = LinearProgram(.maximise)
    let x = program.addVariable(cost: 3 * scale)
    let y = program.addVariable(cost: 5 * scale)
    program.addRow(x <= 4)
    program.addRow(2 * y <= 12)
    program.addRow(3 * scale / 5 * x + 2 * scale / 5 * y <= 18 * scale / 5)
    if 5 * scale > LinearProgram.greatestMagnitude {
      #expect(throws: LinearProgramError.self) { try program.solve() }
    } else {
      #expect(abs(try optimum(program).objective / scale - 36) < 1e-7)
    }
  }

  @Test("rows of very different size: certified against the exact optimum, or refused", arguments: 1...12)
  func badScales(power: Int) throws {
    // x + 10ᵏ y <= 10ᵏ, x <= 10ᵏ y, both bind at y = 1/2: x = 10ᵏ/2, and maximising x gives 10ᵏ/2.
    let scale = (0..<power).reduce(1.0) { product, _ in 10 * product }
    var program = LinearProgram(.maximise)
    let x = program.addVariable(cost: 1)
    let y = program.addVariable()
    program.addRow(x + scale * y <= scale)
    program.addRow(x - scale * y <= 0)
    #expect(abs(try optimum(program).objective / scale - 0.5) < 1e-7)
  }
}
