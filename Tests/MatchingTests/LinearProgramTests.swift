import LinearPrograms
import Matching
import Randomness
import Testing

@Suite("Matchings and the linear programs they solve")
struct LinearProgramTests {
  /// Σ w x → max, each row and column at most once (or exactly once, for rows that must), at most K in all.
  private func program(_ weights: WeightMatrix, everyRow: Bool = false, atMost most: Int? = nil) throws -> LinearProgram
  {
    var program = LinearProgram(.maximise)
    var rows = [LinearExpression](repeating: LinearExpression(), count: weights.rowCount)
    var columns = [LinearExpression](repeating: LinearExpression(), count: weights.columnCount)
    var all = LinearExpression()
    weights.forEachPair { row, column, weight in
      let variable = program.addVariable(lower: 0, cost: weight)
      rows[row] += variable
      columns[column] += variable
      all += variable
    }
    for row in rows { program.addRow(everyRow ? row == 1 : row <= 1) }
    for column in columns { program.addRow(column <= 1) }
    if let most { program.addRow(all <= Double(most)) }
    return program
  }

  @Test("150 matrices of up to 60 × 60: each goal has the optimum that GLPK finds")
  func optima() throws {
    var stream = RandomStream(seed: 16, replicate: 0, role: 0, index: 0)
    var infeasible = 0
    for turn in 0..<150 {
      let weights = try stream.matrix(largest: turn < 135 ? 20 : 60)
      let scale = 1e-6 * (1 + abs(weights.maximumWeightMatching().weight))
      let optimum = try #require(try program(weights).solve().optimum)
      #expect(abs(optimum.objective - weights.maximumWeightMatching().weight) <= scale)
      let most = stream.whole(1...10)
      let bounded = try #require(try program(weights, atMost: most).solve().optimum)
      #expect(abs(bounded.objective - (try weights.maximumWeightMatching(atMost: most).weight)) <= scale)
      if weights.rowCount > weights.columnCount { continue }
      switch weights.maximumWeightPerfectMatching() {
      case .optimal(let matching):
        let perfect = try #require(try program(weights, everyRow: true).solve().optimum)
        #expect(abs(perfect.objective - matching.weight) <= 1e-6 * (1 + abs(matching.weight)))
      case .infeasible:
        infeasible += 1
        guard case .infeasible = try program(weights, everyRow: true).solve() else {
          Issue.record("GLPK matches every row of \(weights)")
          continue
        }
      }
    }
    #expect(infeasible > 0)
  }

  /// Σ p → min over the optimal dual solutions: u + p ≥ w for every pair, with Σ u + Σ p the weight of the matching.
  @Test("100 markets: the lowest competitive prices, and so the VCG payments, are GLPK's; so are the highest")
  func prices() throws {
    var stream = RandomStream(seed: 17, replicate: 0, role: 0, index: 0)
    for _ in 0..<100 {
      let weights = try stream.matrix(largest: 15)
      let market = weights.competitivePrices()
      for (direction, expected) in [(LinearProgram.Direction.minimise, market.lowest), (.maximise, market.highest)] {
        var program = LinearProgram(direction)
        let prices = (0..<weights.columnCount).map { _ in program.addVariable(lower: 0, cost: 1) }
        let gains = (0..<weights.rowCount).map { _ in program.addVariable(lower: 0, cost: 0) }
        weights.forEachPair { row, column, weight in program.addRow(gains[row] + prices[column] >= weight) }
        program.addRow(LinearExpression.sum(prices) + LinearExpression.sum(gains) == market.matching.weight)
        let optimum = try #require(try program.solve().optimum)
        for (price, expected) in zip(prices, expected) { #expect(abs(optimum[price] - expected) <= 1e-6) }
      }
    }
  }

  @Test("60 transportation problems and b-matchings have GLPK's optimum")
  func flows() throws {
    var stream = RandomStream(seed: 18, replicate: 0, role: 0, index: 0)
    for _ in 0..<60 {
      let weights = try stream.matrix(largest: 12)
      let graph = WeightedGraph(weights)
      let capacities = BMatchingCapacities(
        rows: (0..<weights.rowCount).map { _ in stream.whole(0...4) },
        columns: (0..<weights.columnCount).map { _ in stream.whole(0...4) }, pair: stream.whole(1...3))
      var program = LinearProgram(.maximise)
      var rows = [LinearExpression](repeating: LinearExpression(), count: weights.rowCount)
      var columns = [LinearExpression](repeating: LinearExpression(), count: weights.columnCount)
      for edge in graph.edges {
        let variable = program.addVariable(lower: 0, upper: Double(capacities.pair ?? 0), cost: edge.weight)
        rows[edge.row] += variable
        columns[edge.column] += variable
      }
      for (row, capacity) in zip(rows, capacities.rows) { program.addRow(row <= Double(capacity)) }
      for (column, capacity) in zip(columns, capacities.columns) { program.addRow(column <= Double(capacity)) }
      let matching = try graph.maximumWeightBMatching(capacities)
      let optimum = try #require(try program.solve().optimum)
      #expect(abs(optimum.objective - matching.weight) <= 1e-6 * (1 + matching.weight))
      #expect(matching.verify(against: graph, capacities, tolerance: 0) == nil)
    }
  }

  @Test("300 networks with unlimited arcs: GLPK's cost, or infeasible or unbounded as GLPK says")
  func networks() throws {
    var stream = RandomStream(seed: 19, replicate: 0, role: 0, index: 0)
    var kinds = (optimal: 0, infeasible: 0, unbounded: 0)
    for _ in 0..<300 {
      let vertices = stream.whole(2...8)
      var supplies = (0..<vertices).map { _ in stream.whole(-3...3) }
      supplies[0] -= supplies.reduce(0, +)
      let low = stream.whole(0...1) == 0 ? 0 : -2
      let arcs = (0..<stream.whole(vertices...3 * vertices)).map { _ in
        FlowArc(
          from: stream.whole(0...(vertices - 1)), to: stream.whole(0...(vertices - 1)),
          capacity: stream.whole(0...1) == 0 ? nil : stream.whole(0...5), cost: Double(stream.whole(low...9)))
      }
      let network = try FlowNetwork(supplies: supplies, arcs: arcs)
      var program = LinearProgram(.minimise)
      var puts = [LinearExpression](repeating: LinearExpression(), count: vertices)
      for arc in arcs {
        let variable = program.addVariable(
          lower: 0, upper: arc.capacity.map { Double($0) } ?? .infinity, cost: arc.cost)
        if arc.from == arc.to { continue }
        puts[arc.from] += variable
        puts[arc.to] -= variable
      }
      for (sum, supply) in zip(puts, supplies) { program.addRow(sum == Double(supply)) }
      switch (network.minimumCostFlow(), try program.solve()) {
      case (.optimal(let flow), .optimal(let optimum)):
        kinds.optimal += 1
        #expect(abs(flow.cost - optimum.objective) <= 1e-6)
        #expect(flow.verify(against: network, tolerance: 0) == nil)
      case (.infeasible(let cut), .infeasible):
        kinds.infeasible += 1
        #expect(cut.holds(in: network))
      case (.unbounded(let cycle), .unbounded):
        kinds.unbounded += 1
        #expect(cycle.reduce(0) { $0 + arcs[$1].cost } < 0)
        for (arc, next) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) { #expect(arcs[arc].to == arcs[next].from) }
      case (let ours, let theirs): Issue.record("\(ours) against GLPK's \(theirs)")
      }
    }
    #expect(kinds.optimal > 10 && kinds.infeasible > 10 && kinds.unbounded > 3)
  }
}
