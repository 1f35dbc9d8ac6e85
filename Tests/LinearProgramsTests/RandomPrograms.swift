import LinearPrograms
import Randomness

/// Small random programs with integer data, of every shape that bounds, rows and directions can take.
func randomProgram(_ number: UInt64, kinds: Bool = false) -> LinearProgram {
  var stream = RandomStream(seed: number, replicate: 0, role: 0, index: 0)
  func integer(_ range: ClosedRange<Int>) -> Double {
    Double(range.lowerBound + stream.index(below: range.count))
  }
  var program = LinearProgram(stream.flip(0.5) ? .minimise : .maximise)
  program.objectiveConstant = integer(-3...3)
  let isTight = stream.flip(0.3)  // right-hand sides of 0: degenerate
  for _ in 0..<(1 + stream.index(below: 5)) {
    let cost = integer(-5...5)
    if kinds {
      // A box of at most four values a variable, for enumeration.
      let lower = integer(-2...1)
      program.addVariable(lower: lower, upper: lower + integer(0...3), kind: .integer, cost: cost)
      continue
    }
    switch stream.index(below: 6) {
    case 0: program.addVariable(lower: -.infinity, cost: cost)
    case 1: program.addVariable(lower: -.infinity, upper: integer(-3...3), cost: cost)
    case 2:
      let lower = integer(-4...2)
      program.addVariable(lower: lower, upper: lower + integer(0...5), cost: cost)
    case 3: program.addVariable(lower: integer(-3...3), cost: cost)
    default: program.addVariable(cost: cost)
    }
  }
  let variables = program.variables
  for _ in 0..<stream.index(below: 6) {
    var sum = LinearExpression()
    for variable in variables where stream.flip(0.7) { sum += integer(-4...4) * variable }
    // Now and then a variable twice.
    if stream.flip(0.1) { sum += variables[0] }
    let bound = isTight ? 0 : integer(-3...9)
    switch stream.index(below: 8) {
    case 0, 1, 2: program.addRow(sum <= bound)
    case 3, 4: program.addRow(sum >= bound)
    case 5: program.addRow(sum == bound)
    case 6: program.addRow(sum.within(bound...(bound + integer(0...4))))
    default: program.addRow(sum <= bound + variables[variables.count - 1])
    }
  }
  return program
}
