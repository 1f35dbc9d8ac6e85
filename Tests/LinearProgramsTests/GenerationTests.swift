import LinearPrograms
import Randomness
import Testing

@Suite("Column and row generation")
struct GenerationTests {
  /// Chvátal 1983, chapter 13: rolls of 100 cut into 45, 36, 31, 14, of which 97, 610, 395, 211 are wanted. The
  /// relaxation needs 452.25 rolls.
  private let widths = [45, 36, 31, 14]
  private let demands = [97.0, 610, 395, 211]

  /// The most valuable pattern of a roll, by dynamic programming over its width.
  private func bestPattern(_ values: [Double]) -> (value: Double, pattern: [Int]) {
    var best = [(value: 0.0, pattern: [0, 0, 0, 0])]
    for width in 1...100 {
      var here = best[width - 1]
      for (item, needed) in widths.enumerated() where needed <= width {
        var candidate = best[width - needed]
        candidate.value += values[item]
        candidate.pattern[item] += 1
        if candidate.value > here.value { here = candidate }
      }
      best.append(here)
    }
    return best[100]
  }

  private func generate(startsEmpty: Bool, roundLimit: Int = 100, disturbs: Bool = false) throws -> Generation {
    var master = LinearProgram(.minimise)
    let rows = demands.map { master.addRow([], lower: $0, upper: .infinity) }
    if !startsEmpty {
      for (item, row) in rows.enumerated() { master.addColumn([(row, Double(100 / widths[item]))], cost: 1) }
    }
    return try columnGeneration(master, roundLimit: roundLimit) { prices in
      if disturbs {
        giveUp(1)
        _ = try wyndor().solve()
      }
      let (value, pattern) = bestPattern(rows.map { prices[$0] })
      let column = ProposedColumn(zip(rows, pattern).map { ($0, Double($1)) }, cost: 1)
      // Farley's bound: with prices divided by the best pattern's value no pattern is worth more than it costs.
      return Pricing([column], bound: prices.optimum.map { $0.objective / max(value, 1) })
    }
  }

  @Test("cutting stock: 452.25 rolls", arguments: [false, true], [false, true])
  func cuttingStock(startsEmpty: Bool, disturbs: Bool) throws {
    let generation = try generate(startsEmpty: startsEmpty, disturbs: disturbs)
    #expect(generation.isComplete)
    #expect(abs(try #require(generation.result.optimum).objective - 452.25) < 1e-7)
    let objectives = generation.rounds.compactMap(\.objective)
    let bounds = generation.rounds.compactMap(\.bound)
    #expect(zip(objectives, objectives.dropFirst()).allSatisfy { $1 <= $0 + 1e-9 }, "the master only improves")
    #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $1 >= $0 }, "the bound only improves")
    #expect(bounds.allSatisfy { $0 <= 452.25 + 1e-9 })
    #expect(abs(try #require(bounds.last) - 452.25) < 1e-6)
    if startsEmpty { #expect(generation.rounds[0].objective == nil, "an empty master is infeasible") }
    // Integer: 453, the relaxation rounded up; the columns found are enough for it (Chvátal's answer).
    var whole = LinearProgram(.minimise)
    let rows = demands.map { whole.addRow([], lower: $0, upper: .infinity) }
    for variable in generation.program.variables {
      let entries = generation.program.entries.filter { $0.variable == variable }.map {
        (rows[$0.row.index], $0.coefficient)
      }
      whole.addColumn(entries, cost: 1, kind: .integer)
    }
    #expect(try optimum(whole).objective == 453)
  }

  @Test("cutting stock stopped early: bound and objective bracket 452.25")
  func stopped() throws {
    let generation = try generate(startsEmpty: false, roundLimit: 1)
    #expect(!generation.isComplete && generation.rounds.count == 2)
    #expect(try #require(generation.rounds.last?.objective) > 452.25)
    #expect(try #require(generation.rounds.last?.bound) < 452.25)
  }

  @Test("an infeasible master that no column mends is the result; one with integers is refused")
  func noResult() throws {
    var master = LinearProgram(.minimise)
    let row = master.addRow([], lower: 1, upper: .infinity)
    let generation = try columnGeneration(master) { _ in Pricing([ProposedColumn([(row, -1)], cost: 0)]) }
    guard case .infeasible = generation.result else {
      Issue.record("nothing reaches 1")
      return
    }
    #expect(generation.isComplete)
    master.addColumn([(row, 1)], cost: 1, kind: .integer)
    #expect(throws: LinearProgramError.self) { try columnGeneration(master) { _ in Pricing([]) } }
  }

  /// Edmonds 1971: x(E) = n − 1 and x(E(S)) ≤ |S| − 1 for all S describe the spanning trees, so that the program's optimum
  /// is the weight of the lightest tree, which Kruskal's algorithm finds.
  @Test("row generation: the lightest spanning trees of 20 random graphs on 6 vertices, against Kruskal")
  func spanningTrees() throws {
    var rounds = 0
    for number in UInt64(1)...20 {
      var stream = RandomStream(seed: number, replicate: 0, role: 4, index: 0)
      var program = LinearProgram(.minimise)
      var edges: [(from: Int, to: Int, weight: Double, variable: LinearProgram.Variable)] = []
      for from in 0..<6 {
        for to in from + 1..<6 {
          let weight = Double(1 + stream.index(below: 20))
          edges.append((from, to, weight, program.addVariable(upper: 1, cost: weight)))
        }
      }
      program.addRow(LinearExpression.sum(edges) { $0.variable } == 5)
      let generation = try rowGeneration(program) { optimum in
        (1..<64).filter { $0.nonzeroBitCount >= 2 }.map { set in
          let inside = edges.filter { set >> $0.from & 1 == 1 && set >> $0.to & 1 == 1 }
          return LinearExpression.sum(inside) { $0.variable } <= Double(set.nonzeroBitCount - 1)
        }.filter { row in row.expression.value(at: optimum.values) > row.upper + 1e-6 }
      }
      var tree = Array(0..<6)
      var weight = 0.0
      for edge in edges.sorted(by: { $0.weight < $1.weight }) where tree[edge.from] != tree[edge.to] {
        weight += edge.weight
        let merged = tree[edge.to]
        tree = tree.map { $0 == merged ? tree[edge.from] : $0 }
      }
      #expect(generation.isComplete)
      #expect(abs(try #require(generation.result.optimum).objective - weight) < 1e-9)
      #expect(generation.rounds.allSatisfy { ($0.bound ?? .infinity) <= weight + 1e-9 })
      rounds += generation.rounds.count
    }
    #expect(rounds > 20, "some programs need rows")
  }
}
