internal import FairDivision
internal import LinearPrograms

/// Who gets what as variables of a program: x_ij is the part of item j that agent i gets, 0 or 1 for whole items.
struct DivisionProgram {
  var program: LinearProgram
  let valuations: Valuations
  /// x (agents × items).
  let parts: [[LinearProgram.Variable]]
  /// Σᵢ x_ij = 1 (items).
  let items: [LinearProgram.Row]

  init(_ valuations: Valuations, _ kind: LinearProgram.Kind, _ direction: LinearProgram.Direction) {
    self.valuations = valuations
    var program = LinearProgram(direction)
    parts = (0..<valuations.agentCount).map { _ in
      program.addVariables(valuations.itemCount, upper: 1, kind: kind)
    }
    let parts = parts
    items = (0..<valuations.itemCount).map { item in
      program.addRow(parts.map { ($0[item], 1.0) }, lower: 1, upper: 1)
    }
    self.program = program
  }

  /// vᵢ(Xⱼ).
  func worth(to agent: Int, of owner: Int) -> LinearExpression {
    LinearExpression.sum(0..<valuations.itemCount) { Double(valuations[agent, $0]) * parts[owner][$0] }
  }

  /// vᵢ(Xᵢ).
  func worth(of agent: Int) -> LinearExpression { worth(to: agent, of: agent) }

  /// Solves the program as it is now.
  /// - Returns: nil when no division satisfies its rows.
  func optimum() throws(LinearProgramError) -> LinearProgram.Optimum? {
    switch try program.solve() {
    case .optimal(let optimum): return optimum
    case .infeasible: return nil
    case .unbounded, .limitReached:
      throw .undecided("shares of items are bounded and no limit was set, and still there was no end")
    }
  }

  func bundles(_ optimum: LinearProgram.Optimum) -> Bundles {
    var bundles = Bundles(agents: valuations.agentCount, items: valuations.itemCount)
    for item in 0..<valuations.itemCount {
      var owner = 0
      for agent in parts.indices where optimum[parts[agent][item]] > optimum[parts[owner][item]] { owner = agent }
      bundles.give(item, to: owner)
    }
    return bundles
  }

  func shares(_ optimum: LinearProgram.Optimum) -> [[Double]] { parts.map { $0.map { optimum[$0] } } }
}
