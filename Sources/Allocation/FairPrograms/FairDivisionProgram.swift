public import FairDivision
public import LinearPrograms

extension Valuations {
  /// The division with the greatest sum of utilities (for chores the least of costs) of those that are fair in the sense
  /// of a notion, by an integer program: what fairness costs at best.
  ///
  /// EF and PROP are rows. EF1 and PROP1 choose the item to leave out, or to add, by a binary for each pair and item. EFX
  /// and EFX₀ have a row for each pair and item, which holds without more when the item is elsewhere.
  /// - Returns: nil when no division is fair.
  /// - Throws: what the solver could not do.
  /// - Complexity: an integer program of m · n binaries, for EF1 m · n² more.
  public func bestFairDivision(_ notion: FairnessNotion) throws(LinearProgramError) -> Bundles? {
    var division = DivisionProgram(self, .binary, kind == .goods ? .maximise : .minimise)
    division.program.setObjective(LinearExpression.sum(0..<agentCount) { division.worth(of: $0) })
    for agent in 0..<agentCount {
      switch notion {
      case .proportional: addShare(agent, .init(), &division)
      case .proportionalUpToOne:
        let owned = division.parts[agent]
        addShare(agent, choice(agent, &division) { kind == .goods ? 1 - owned[$0] : owned[$0].expression }, &division)
      case .envyFree, .envyFreeUpToOne, .envyFreeUpToAny, .envyFreeUpToAnyEvenZero:
        for other in 0..<agentCount where other != agent { addPair(notion, agent, other, &division) }
      }
    }
    return try division.optimum().map(division.bundles)
  }

  /// n (vᵢ(Xᵢ) + change) ≥ vᵢ(M); of chores n (cᵢ(Xᵢ) − change) ≤ cᵢ(M).
  private func addShare(_ agent: Int, _ change: LinearExpression, _ division: inout DivisionProgram) {
    let count = Double(agentCount)
    let total = Double(totals[agent])
    let has = division.worth(of: agent)
    division.program.addRow(
      kind == .goods ? count * (has + change) >= total : count * (has - change) <= total)
  }

  /// What one item chosen by a binary is worth, of those for which `allowed` is 1.
  private func choice(
    _ agent: Int, _ division: inout DivisionProgram, _ allowed: (Int) -> LinearExpression
  ) -> LinearExpression {
    let chosen = division.program.addVariables(itemCount, kind: .binary)
    if !chosen.isEmpty { division.program.addRow(chosen.map { ($0, 1.0) }, lower: 0, upper: 1) }
    for item in 0..<itemCount { division.program.addRow(chosen[item] - allowed(item) <= 0) }
    return LinearExpression.sum(0..<itemCount) { Double(self[agent, $0]) * chosen[$0] }
  }

  /// That an agent does not envy another, but for an item.
  private func addPair(_ notion: FairnessNotion, _ agent: Int, _ other: Int, _ division: inout DivisionProgram) {
    // Whose items may be left out.
    let owned = division.parts[kind == .goods ? other : agent]
    let own = division.worth(of: agent)
    let theirs = division.worth(to: agent, of: other)
    // What is better less what is worse: 0 or more is no envy.
    let lead = kind == .goods ? own - theirs : theirs - own
    switch notion {
    case .envyFreeUpToOne:
      division.program.addRow(lead + choice(agent, &division) { owned[$0].expression } >= 0)
    case .envyFreeUpToAny, .envyFreeUpToAnyEvenZero:
      for item in 0..<itemCount where notion == .envyFreeUpToAnyEvenZero || self[agent, item] > 0 {
        let (value, most) = (Double(self[agent, item]), Double(totals[agent]))
        // lead + v ≥ 0 where the item is there, and lead + M ≥ 0, which always holds, elsewhere.
        division.program.addRow(lead + value + (most - value) * (1 - owned[item]) >= 0)
      }
    default: division.program.addRow(lead >= 0)
    }
  }
}
