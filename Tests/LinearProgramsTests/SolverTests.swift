import CGLPK
import Foundation
import LinearPrograms
import Randomness
import Testing

@Suite("Warm starts: the same answers as from scratch")
struct SolverTests {
  private func agree(_ warm: LinearProgram.Result, _ exact: RationalSimplex.Outcome, _ place: String) {
    switch (warm, exact) {
    case (.optimal(let optimum), .optimal(let value)):
      #expect(abs(optimum.objective - value.double) < 1e-8, "\(place)")
    case (.infeasible, .infeasible), (.unbounded, .unbounded): break
    default: Issue.record("\(place): \(warm), but exactly \(exact)")
    }
  }

  @Test("random changes of 200 random programs, each solve against rational arithmetic")
  func randomChanges() throws {
    for number in UInt64(1)...200 {
      var stream = RandomStream(seed: number, replicate: 0, role: 3, index: 0)
      func integer(_ range: ClosedRange<Int>) -> Double { Double(range.lowerBound + stream.index(below: range.count)) }
      try randomProgram(number).withSolver { (solver: inout Solver) throws in
        for step in 0..<8 {
          agree(try solver.solve(), RationalSimplex.solve(solver.program), "program \(number), step \(step)")
          for _ in 0...stream.index(below: 2) {
            let variables = solver.program.variables
            let rows = solver.program.rows
            let variable = variables[stream.index(below: variables.count)]
            switch stream.index(below: 6) {
            case 0: solver.setCost(of: variable, to: integer(-5...5))
            case 1:
              let lower = integer(-3...1)
              solver.setBounds(of: variable, lower: lower, upper: stream.flip(0.3) ? .infinity : lower + integer(0...5))
            case 2 where !rows.isEmpty:
              let row = rows[stream.index(below: rows.count)]
              let upper = integer(-1...9)
              solver.setBounds(of: row, lower: stream.flip(0.5) ? -.infinity : upper - integer(0...4), upper: upper)
            case 3:
              let entries = rows.filter { _ in stream.flip(0.6) }.map { ($0, integer(-3...3)) }
              solver.addColumn(entries, cost: integer(-3...3))
            case 4 where rows.count < 7:
              solver.addRow(LinearExpression.sum(variables) { integer(-3...3) * $0 } <= integer(0...9))
            default: solver.setObjective(LinearExpression.sum(variables) { integer(-4...4) * $0 })
            }
          }
        }
        #expect(solver.openings == 1)
      }
    }
  }

  @Test("a warm solve starts from the last basis: fewer iterations than from scratch")
  func fewerIterations() throws {
    try LimitTests.assignment(30).withSolver { (solver: inout Solver) throws in
      let cold = try #require(try solver.solve().optimum).iterations
      solver.setCost(of: LinearProgram.Variable(index: 7), to: 0)
      let costs = try #require(try solver.solve().optimum).iterations
      solver.setBounds(of: LinearProgram.Variable(index: 8), lower: 0.5, upper: 1)
      let bounds = try #require(try solver.solve().optimum).iterations
      #expect(costs < cold / 3 && bounds < cold / 3)
      #expect(try #require(try solver.solve().optimum).iterations == 0)
      let scratch = try optimum(solver.program)
      #expect(abs(scratch.objective - (try #require(try solver.solve().optimum)).objective) < 1e-9)
    }
  }

  @Test("integer programs in a solver: each search starts from the program's own bounds")
  func integers() throws {
    try knapsack(1, items: 20, rows: 3).withSolver { (solver: inout Solver) throws in
      for step in 0..<5 {
        let warm = try #require(try solver.solve().optimum).objective
        #expect(warm == (try optimum(solver.program)).objective)
        solver.setCost(of: LinearProgram.Variable(index: step), to: 1)
      }
      #expect(solver.openings == 1)
    }
  }

  @Test("two solvers in turns on one thread, one inside the other")
  func interleaved() throws {
    try wyndor().withSolver { (outer: inout Solver) throws in
      #expect(abs(try #require(try outer.solve().optimum).objective - 36) < 1e-9)
      try LimitTests.assignment(5).withSolver { (inner: inout Solver) throws in
        let first = try #require(try inner.solve().optimum).objective
        outer.setCost(of: LinearProgram.Variable(index: 0), to: 0)
        #expect(abs(try #require(try outer.solve().optimum).objective - 30) < 1e-9)
        #expect(try #require(try inner.solve().optimum).objective == first)
        #expect(inner.openings == 1)
      }
      outer.setCost(of: LinearProgram.Variable(index: 0), to: 3)
      #expect(abs(try #require(try outer.solve().optimum).objective - 36) < 1e-9)
      #expect(outer.openings == 1)
    }
  }

  @Test("GLPK gives up in between: the solver opens its program again", arguments: 0..<CGLPK_FAILURES)
  func recovery(kind: Int) throws {
    try wyndor().withSolver { (solver: inout Solver) throws in
      _ = try solver.solve()
      solver.setCost(of: LinearProgram.Variable(index: 0), to: 0)
      giveUp(kind)
      #expect(abs(try #require(try solver.solve().optimum).objective - 30) < 1e-9)
      #expect(solver.openings == 2)
      solver.addRow([(LinearProgram.Variable(index: 1), 1)], lower: 0, upper: 2)
      #expect(abs(try #require(try solver.solve().optimum).objective - 10) < 1e-9)
      giveUp(kind)
    }
    // The solver was closed after its GLPK was gone.
    #expect(abs(try optimum(wyndor()).objective - 36) < 1e-9)
  }

  /// A pointer that the compiler is asked to trust.
  private struct Smuggled: @unchecked Sendable { let pointer: UnsafeMutablePointer<Solver> }

  @Test("used on another thread against the compiler's advice: it opens its program there")
  func otherThread() throws {
    try wyndor().withSolver { (solver: inout Solver) throws in
      _ = try solver.solve()
      let objective = withUnsafeMutablePointer(to: &solver) { pointer in
        let smuggled = Smuggled(pointer: pointer)
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var objective = 0.0
        Thread {
          objective = (try? smuggled.pointer.pointee.solve())?.optimum?.objective ?? -1
          done.signal()
        }.start()
        done.wait()
        return objective
      }
      #expect(abs(objective - 36) < 1e-9 && solver.openings == 2)
      #expect(abs(try #require(try solver.solve().optimum).objective - 36) < 1e-9)
      #expect(solver.openings == 3)
    }
  }

  @Test("wrong numbers put in between are refused, and can be taken back")
  func wrongNumbers() throws {
    try wyndor().withSolver { (solver: inout Solver) throws in
      _ = try solver.solve()
      solver.setCost(of: LinearProgram.Variable(index: 0), to: .nan)
      #expect(throws: LinearProgramError.self) { try solver.solve() }
      solver.setCost(of: LinearProgram.Variable(index: 0), to: 3)
      #expect(abs(try #require(try solver.solve().optimum).objective - 36) < 1e-9)
      #expect(solver.openings == 1)
    }
  }
}
