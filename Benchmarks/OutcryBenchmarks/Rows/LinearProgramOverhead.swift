import LinearPrograms
import Randomness

/// The interface against a C program that builds, solves and reads out the same assignment program through GLPK: ours
/// builds from expressions, checks the numbers before and certifies the optimum after. The best of three medians.
extension Bench {
  static let linearProgramOverhead = Bench(
    [Row(name: "glpk-overhead-200", target: 1 / 1.1), Row(name: "glpk-overhead-10", target: 0.5)], unit: "solves/s"
  ) { wanted in
    // As many solves as the C program.
    let sizes = [("glpk-overhead-200", 200, 200, 1), ("glpk-overhead-10", 10, 4, 2000)].filter {
      wanted.contains($0.0)
    }
    let only = sizes.count == 1 ? sizes[0].1 : 0
    let kernel = try Kernel("glpk_assignment", ["\(only)"], libraries: ["glpk"])
    var best = [Double](repeating: 0, count: 2 * sizes.count)
    for _ in 1...3 {
      let rates = try await medians {
        let lines = try kernel.run()
        return try sizes.flatMap { name, buyers, items, repeats in
          let line = try lines.line("glpk-assignment", size: buyers)
          let costs = AssignmentProgram.costs(buyers * items)
          var total = 0.0
          let seconds = try cpuTime {
            for _ in 0..<repeats {
              total += try AssignmentProgram.optimum(AssignmentProgram.program(costs, buyers, items)).objective
            }
          }
          try agree(name, total / Double(repeats), line.check ?? .nan, within: 0.5)
          return [Double(repeats) / seconds, line.perSecond]
        }
      }
      for pair in sizes.indices.map({ 2 * $0 }) where rates[pair] * best[pair + 1] >= best[pair] * rates[pair + 1] {
        (best[pair], best[pair + 1]) = (rates[pair], rates[pair + 1])
      }
    }
    return sizes.indices.map { .rate(best[2 * $0], against: best[2 * $0 + 1]) }
  }

  /// A cost of the 100 × 100 program changed and the program solved again, from the last basis and from scratch.
  static let linearProgramWarm = Bench("glpk-warm-100", target: 5, unit: "solves/s") {
    let program = AssignmentProgram.program(AssignmentProgram.costs(10_000), 100, 100)
    let changes = 20
    let rates = try await medians {
      var stream = RandomStream(seed: 7, replicate: 0, role: 0, index: 0)
      let costs = (0..<changes).map { _ in (stream.index(below: 10_000), Double(1 + stream.index(below: 10_000))) }
      var warm: [Double] = []
      let warmSeconds = try program.withSolver { (solver: inout Solver) throws in
        _ = try solver.solve()
        return try cpuTime {
          for (index, cost) in costs {
            solver.setCost(of: LinearProgram.Variable(index: index), to: cost)
            guard case .optimal(let optimum) = try solver.solve() else { throw BenchFailure("no optimum") }
            warm.append(optimum.objective)
          }
        }
      }
      var changed = program
      var cold: [Double] = []
      let coldSeconds = try cpuTime {
        for (index, cost) in costs {
          changed.setCost(of: LinearProgram.Variable(index: index), to: cost)
          cold.append(try AssignmentProgram.optimum(changed).objective)
        }
      }
      for (warm, cold) in zip(warm, cold) { try agree("glpk-warm-100", warm, cold, within: 1e-6) }
      return [Double(changes) / warmSeconds, Double(changes) / coldSeconds]
    }
    return .rate(rates[0], against: rates[1])
  }
}

/// The C program's instances, in our words.
private enum AssignmentProgram {
  /// Its costs, by its generator.
  static func costs(_ count: Int) -> [Double] {
    var words = SplitMix64(seed: 42)
    var stream = RandomStream(state: (words.next(), words.next(), words.next(), words.next()))
    return (0..<count).map { _ in Double(stream.next() % 10_000 + 1) }
  }

  /// The least cost of each item exactly once and each buyer at most once, or exactly once if there are as many.
  static func program(_ costs: [Double], _ buyers: Int, _ items: Int) -> LinearProgram {
    var program = LinearProgram(.minimise)
    let cells = costs.map { program.addVariable(cost: $0) }
    for buyer in 0..<buyers {
      let row = LinearExpression.sum(0..<items) { cells[buyer * items + $0] }
      program.addRow(buyers > items ? row <= 1 : row == 1)
    }
    for item in 0..<items {
      program.addRow(LinearExpression.sum(0..<buyers) { cells[$0 * items + item] } == 1)
    }
    return program
  }

  static func optimum(_ program: LinearProgram) throws -> LinearProgram.Optimum {
    guard case .optimal(let optimum) = try program.solve() else { throw BenchFailure("no optimum") }
    return optimum
  }
}
