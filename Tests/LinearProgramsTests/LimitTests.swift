import LinearPrograms
import Randomness
import Testing

/// A knapsack with several rows, hard enough for a search.
func knapsack(_ number: UInt64, items: Int, rows: Int) -> LinearProgram {
  var stream = RandomStream(seed: number, replicate: 0, role: 1, index: 0)
  var program = LinearProgram(.maximise)
  let variables = (0..<items).map { _ in program.addVariable(kind: .binary, cost: Double(10 + stream.index(below: 90)))
  }
  for _ in 0..<rows {
    let weights = variables.map { _ in Double(5 + stream.index(below: 60)) }
    program.addRow(
      LinearExpression.sum(zip(variables, weights)) { $1 * $0 } <= (weights.reduce(0, +) / 2).rounded(.down))
  }
  return program
}

@Suite("Limits: counted, reproducible, with what was known")
struct LimitTests {
  /// The n × n assignment program with costs drawn from 1...1000.
  static func assignment(_ n: Int) -> LinearProgram {
    var stream = RandomStream(seed: 1, replicate: 0, role: 2, index: 0)
    var program = LinearProgram(.minimise)
    let cells = (0..<n * n).map { _ in program.addVariable(cost: Double(1 + stream.index(below: 1000))) }
    for i in 0..<n {
      program.addRow(LinearExpression.sum(0..<n) { cells[i * n + $0] } == 1)
      program.addRow(LinearExpression.sum(0..<n) { cells[$0 * n + i] } == 1)
    }
    return program
  }

  @Test("iterations: a point and a bound where there are, twice the same", arguments: SolveOptions.Method.allCases)
  func iterations(method: SolveOptions.Method) throws {
    let program = Self.assignment(20)
    let best = try optimum(program).objective
    var bounds = 0
    var points = 0
    for limit in [0, 1, 5, 20, 45, 60] {
      let options = SolveOptions(method: method, iterationLimit: limit)
      guard case .limitReached(let reached) = try program.solve(options) else { continue }
      guard case .limitReached(let again) = try program.solve(options) else {
        Issue.record("the second solve was longer")
        continue
      }
      #expect(reached.limit == .iterations && reached.bound == again.bound)
      #expect(reached.incumbent?.values == again.incumbent?.values)
      if let bound = reached.bound {
        bounds += 1
        #expect(bound <= best + 1e-6)
      }
      if let incumbent = reached.incumbent {
        points += 1
        #expect(incumbent.objective >= best - 1e-6)
        #expect(incumbent.values.reduce(0, +) > 20 - 1e-6)
      }
    }
    #expect(bounds > 0, "costs are at least 0, so that prices of 0 give a bound")
    if method == .primalSimplex { #expect(points > 0, "its second phase goes from point to point") }
  }

  @Test("nodes: bound, incumbent and gap bracket the optimum, and repeat", arguments: 1...3)
  func nodes(number: Int) throws {
    let program = knapsack(UInt64(number), items: 40, rows: 5)
    let best = try optimum(program)
    #expect(best.nodes > 1)
    var incumbents = 0
    for limit in [0, 1, 5, best.nodes / 2, best.nodes - 1] where limit < best.nodes {
      guard case .limitReached(let reached) = try program.solve(SolveOptions(nodeLimit: limit)) else {
        Issue.record("\(best.nodes) nodes were needed, and \(limit) are enough")
        continue
      }
      #expect(reached.limit == .nodes)
      let bound = try #require(reached.bound)
      #expect(bound >= best.objective - 1e-9)
      if let incumbent = reached.incumbent {
        incumbents += 1
        #expect(incumbent.objective <= best.objective)
        #expect(incumbent.values.allSatisfy { $0 == 0 || $0 == 1 })
        let gap = try #require(reached.gap)
        #expect(abs(gap - (bound - incumbent.objective) / incumbent.objective) < 1e-12)
      } else {
        #expect(reached.gap == nil)
      }
      guard case .limitReached(let again) = try program.solve(SolveOptions(nodeLimit: limit)) else { continue }
      #expect(again.bound == reached.bound && again.incumbent?.values == reached.incumbent?.values)
    }
    #expect(incumbents > 0)
    // As many nodes as were needed are enough.
    #expect(try optimum(program, SolveOptions(nodeLimit: best.nodes)).objective == best.objective)
  }

  @Test("memory: reported as a limit, and the next solve works; too little for what is open as well")
  func memory() throws {
    let program = Self.assignment(100)
    guard case .limitReached(let reached) = try program.solve(SolveOptions(memoryLimit: 1)) else {
      Issue.record("10,000 variables do not fit into 1 MiB")
      return
    }
    #expect(reached.limit == .memory && reached.incumbent == nil)
    try program.withSolver { (solver: inout Solver) throws in
      let best = try #require(try solver.solve().optimum).objective
      // More than 1 MiB is in use by the open program: the limit is below it, and the change below is not lost.
      guard case .limitReached = try wyndor().solve(SolveOptions(memoryLimit: 1)) else {
        Issue.record("more than 1 MiB is in use")
        return
      }
      solver.options.memoryLimit = 1
      solver.setBounds(of: LinearProgram.Row(index: 0), lower: 0, upper: 0)
      guard case .limitReached = try solver.solve() else {
        Issue.record("more than 1 MiB is in use")
        return
      }
      solver.options.memoryLimit = nil
      solver.setBounds(of: LinearProgram.Row(index: 0), lower: 1, upper: 1)
      #expect(try #require(try solver.solve().optimum).objective == best)
      #expect(solver.openings == 1)
    }
    #expect(abs(try optimum(wyndor()).objective - 36) < 1e-9)
  }
}
