public import FairDivision
public import LinearPrograms

/// The maximin share by an integer program: the second route to `maximinShare(_:of:among:nodes:)`.
///
/// With x_eb = 1 when item e is in bundle b: goods, maximise t with Σₑ vₑ x_eb ≥ t for every bundle; chores, minimise t with
/// Σₑ cₑ x_eb ≤ t; t is a whole number between the bounds of `MaximinBounds`. Bundles are alike, so the e-th item (greatest
/// first) may only be in one of the first e bundles.
/// - Precondition: there is an agent, and no value is negative.
/// - Throws: what the solver could not do.
/// - Complexity: an integer program of m · n binaries; seconds from about 12 items among 4 on.
///
/// Source: the program is standard; the breaking of symmetry as in the literature on bin packing.
public func maximinShareByProgram(
  _ kind: ItemKind, of values: [Int], among agents: Int
) throws(LinearProgramError) -> Int {
  let bounds = MaximinBounds(kind, of: values, among: agents)
  let (low, high) = (min(bounds.attained, bounds.possible), max(bounds.attained, bounds.possible))
  var program = LinearProgram(kind == .goods ? .maximise : .minimise)
  let share = program.addVariable("share", lower: Double(low), upper: Double(high), kind: .integer, cost: 1)
  let order = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
  var bundles = [LinearExpression](repeating: LinearExpression(), count: agents)
  for (place, item) in order.enumerated() {
    let allowed = 0...min(place, agents - 1)
    let variables = program.addVariables(allowed.count, kind: .binary)
    program.addRow(variables.map { ($0, 1.0) }, lower: 1, upper: 1)
    for (bundle, variable) in variables.enumerated() { bundles[bundle] += Double(values[item]) * variable }
  }
  for bundle in bundles {
    program.addRow(kind == .goods ? bundle - share >= 0 : bundle - share <= 0)
  }
  guard let optimum = try program.solve().optimum else {
    throw .undecided("a partition exists, but none was found")
  }
  return Int(optimum[share].rounded())
}
