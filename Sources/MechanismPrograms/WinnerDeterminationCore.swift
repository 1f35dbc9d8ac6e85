public import LinearPrograms
public import MarketModel

/// The lowest total of payments in the core of a package auction, by one linear program over all coalitions: the second
/// route to the total of the core-selecting auction.
///
/// With W the winners of an allocation of highest value, bᵢ their bids for what they get and w(C) the highest value of a
/// coalition's bids, it minimises Σ pᵢ with 0 ≤ pᵢ ≤ bᵢ and Σ_{i ∈ W∖C} pᵢ ≥ w(C) − Σ_{i ∈ W∩C} bᵢ for every coalition C. Only
/// coalitions that hold all losers matter: 2^|W| integer programs.
///
/// - Precondition: at most 16 winners.
///
/// Source: Day and Raghavan 2007.
public func lowestCoreTotal(_ reports: [BundleBids]) throws(LinearProgramError) -> Double {
  let solution = try WinnerDeterminationProgram(reports).solve()
  let winners = reports.indices.filter { !solution.bundles[$0].isEmpty }
  precondition(winners.count <= 16, "all coalitions of more than 16 winners are too many")
  var program = LinearProgram(.minimise)
  let bids = winners.map { winner in
    reports[winner].bids.reduce(0) { $1.bundle == solution.bundles[winner] ? max($0, $1.price) : $0 }
  }
  let payments = bids.map { program.addVariable(upper: $0, cost: 1) }
  for outside in 1..<(1 << winners.count) {
    let payers = winners.indices.filter { outside >> $0 & 1 == 1 }
    let coalition = reports.indices.map { bidder in
      payers.contains { winners[$0] == bidder } ? BundleBids([]) : reports[bidder]
    }
    let members = winners.indices.reduce(0) { payers.contains($1) ? $0 : $0 + bids[$1] }
    let asked = try WinnerDeterminationProgram(coalition).solve().value - members
    program.addRow(payers.map { (payments[$0], 1) }, lower: asked, upper: .infinity)
  }
  guard let optimum = try program.solve().optimum else {
    throw LinearProgramError.undecided("paying one's bid is in the core, but nothing was found")
  }
  return optimum.objective
}
