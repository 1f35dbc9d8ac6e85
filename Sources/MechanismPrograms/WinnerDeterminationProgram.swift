public import LinearPrograms
public import MarketModel

/// Winner determination as an integer program: the second route to what `WinnerDetermination` finds by branch and bound.
///
/// With x_{ib} = 1 when bidder i gets its bid b, it maximises Σ v_{ib} x_{ib}, where every bidder gets at most one of its bids
/// and every item goes to at most one bidder.
///
/// Source: de Vries and Vohra 2003, section 2 (CAP1, with XOR bids).
public struct WinnerDeterminationProgram: Sendable {
  /// The program with continuous variables.
  public struct Relaxation: Sendable {
    /// No allocation is worth more [money]. Equal to the highest value when all bidders see goods as gross substitutes.
    public var bound: Double
    /// Duals of the items (items up to the highest one named) [money]: prices at which the bound is met.
    public var itemPrices: [Double]
    /// Whether the solution found happens to be an allocation.
    public var isIntegral: Bool
  }

  private let bids: [[BundleBids.Bid]]

  /// - Parameter reports: bids that are none are left out, as by `WinnerDetermination`.
  public init(_ reports: [BundleBids]) { bids = WinnerDetermination(reports).bids }

  /// An allocation of highest value.
  ///
  /// **Ties**: any; the value is the same.
  /// - Throws: what the solver could not do; there is always a solution.
  public func solve() throws(LinearProgramError) -> WinnerDetermination.Solution {
    let (program, variables, _) = build(.binary)
    guard let optimum = try program.solve().optimum else {
      throw LinearProgramError.undecided("an allocation exists, but none was found")
    }
    let bundles = bids.indices.map { bidder in
      bids[bidder].indices.first { optimum[variables[bidder][$0]] > 0.5 }.map { bids[bidder][$0].bundle } ?? .none
    }
    return WinnerDetermination.Solution(bundles: bundles, value: optimum.objective, nodes: optimum.nodes)
  }

  /// The bound of the program whose variables may take any value from 0 to 1.
  public func relaxation() throws(LinearProgramError) -> Relaxation {
    let (program, variables, items) = build(.continuous)
    guard let optimum = try program.solve().optimum else {
      throw LinearProgramError.undecided("the relaxation has an optimum, but none was found")
    }
    let isIntegral = variables.allSatisfy { $0.allSatisfy { abs(optimum[$0] - optimum[$0].rounded()) < 1e-9 } }
    return Relaxation(
      bound: optimum.objective, itemPrices: items.map { optimum.dual(of: $0) }, isIntegral: isIntegral)
  }

  private func build(
    _ kind: LinearProgram.Kind
  ) -> (program: LinearProgram, variables: [[LinearProgram.Variable]], items: [LinearProgram.Row]) {
    var program = LinearProgram(.maximise)
    let variables = bids.map { bids in bids.map { program.addVariable(upper: 1, kind: kind, cost: $0.price) } }
    for own in variables where !own.isEmpty {
      program.addRow(own.map { ($0, 1) }, lower: -.infinity, upper: 1)
    }
    let all = bids.joined().reduce(Bundle.none) { $0.union($1.bundle) }
    let items = (0..<(64 - all.bits.leadingZeroBitCount)).map { item in
      let wanting = bids.indices.flatMap { bidder in
        bids[bidder].indices.filter { bids[bidder][$0].bundle.contains(Bundle([item])) }
          .map { (variables[bidder][$0], 1.0) }
      }
      return program.addRow(wanting, lower: -.infinity, upper: 1)
    }
    return (program, variables, items)
  }
}
