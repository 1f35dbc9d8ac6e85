public import FairDivision
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import LinearPrograms

extension Valuations {
  /// The greatest product of utilities by an integer program: the second route to `maximumNashWelfare(nodes:)`.
  ///
  /// Maximise Σ θᵢ, where θᵢ lies below the chords of the logarithm from k to k + 1, for k = 1, 3, 5, … ≤ vᵢ(M): at whole
  /// utilities u ≥ 1 the lowest chord is log u exactly. At u = 0 the first chord gives −ln 2 and not −∞, so a binary yᵢ
  /// says who has something: uᵢ ≥ yᵢ, as many yᵢ are 1 as a matching of agents and goods they value can serve, and where
  /// yᵢ = 0 the chords are lifted by ln 2 and θᵢ ≤ 0.
  ///
  /// Products that differ by less than one part in 10⁷ are one to the solver.
  /// - Returns: nil for chores, or when some vᵢ(M) is above 100,000, which makes too many chords.
  /// - Throws: what the solver could not do.
  ///
  /// Source: Caragiannis et al. 2019, section 4.1, for the chords; the treatment of zeros is ours.
  public func maximumNashWelfareByProgram() throws(LinearProgramError) -> Bundles? {
    guard kind == .goods, totals.allSatisfy({ $0 <= 100_000 }) else { return nil }
    var division = DivisionProgram(self, .binary, .maximise)
    var objective = LinearExpression()
    var served = LinearExpression()
    for agent in 0..<agentCount where totals[agent] > 0 {
      let utility = division.worth(of: agent)
      let highest = log(Double(totals[agent]))
      let theta = division.program.addVariable(lower: -log(2), upper: highest)
      let has = division.program.addVariable(kind: .binary)
      objective += theta
      served += has
      division.program.addRow(utility - has >= 0)
      division.program.addRow(theta - highest * has <= 0)
      for k in stride(from: 1, through: totals[agent], by: 2) {
        let slope = log(Double(k + 1)) - log(Double(k))
        // θ ≤ log k + slope (u − k) + ln 2 (1 − y).
        division.program.addRow(
          theta - slope * utility + log(2) * has <= log(Double(k)) - slope * Double(k) + log(2))
      }
    }
    let most = try mostServed
    division.program.addRow(served == Double(most))
    division.program.setObjective(objective)
    guard let optimum = try division.optimum() else {
      throw .undecided("a division exists, but none was found")
    }
    return division.bundles(optimum)
  }

  /// How many agents can have a good they value, by a program: the most x_ij that make a matching.
  private var mostServed: Int {
    get throws(LinearProgramError) {
      var program = LinearProgram(.maximise)
      var (rows, columns) = ([LinearExpression](repeating: .init(), count: agentCount), [LinearExpression]())
      columns = [LinearExpression](repeating: .init(), count: itemCount)
      for agent in 0..<agentCount {
        for item in 0..<itemCount where self[agent, item] > 0 {
          let pair = program.addVariable(upper: 1, cost: 1)
          rows[agent] += pair
          columns[item] += pair
        }
      }
      for sum in rows + columns where !sum.terms.isEmpty { program.addRow(sum <= 1) }
      guard let optimum = try program.solve().optimum else {
        throw .undecided("a matching exists, but none was found")
      }
      return Int(optimum.objective.rounded())
    }
  }
}
