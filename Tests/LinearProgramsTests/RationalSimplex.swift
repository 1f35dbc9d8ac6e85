import LinearPrograms

/// An exact fraction in lowest terms, its denominator above 0.
///
/// Numerators and denominators in a simplex tableau are minors of the data: with at most 16 rows of integers up to 9 in
/// size they stay below 2⁶³ in the programs here, and products of two below 2¹²⁷. An overflow would trap.
struct Fraction: Comparable, CustomStringConvertible {
  let numerator: Int128
  let denominator: Int128

  init(_ numerator: Int128, _ denominator: Int128 = 1) {
    var (a, b) = (abs(numerator), abs(denominator))
    while b != 0 { (a, b) = (b, a % b) }
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = a == 0 ? 0 : sign * numerator / a
    self.denominator = a == 0 ? 1 : sign * denominator / a
  }

  /// A double that is an integer.
  init(_ value: Double) { self.init(Int128(value)) }

  static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }
  static func - (a: Fraction, b: Fraction) -> Fraction { a + Fraction(-b.numerator, b.denominator) }
  static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.numerator, a.denominator * b.denominator)
  }
  static func / (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.denominator, a.denominator * b.numerator)
  }
  static func < (a: Fraction, b: Fraction) -> Bool { a.numerator * b.denominator < b.numerator * a.denominator }

  var double: Double { Double(numerator) / Double(denominator) }
  var description: String { "\(numerator)/\(denominator)" }
  static let zero = Fraction(0)
}

/// The simplex method on a full tableau of fractions, by Bland's rule (1977), which ends on every program.
///
/// Programs are brought into the form: minimise c·z, A z = b, z ≥ 0, b ≥ 0. A variable with a lower bound is l + z, one
/// with an upper bound only u − z, a free one z − z′; a second bound and each finite side of a row is an equation with
/// a slack.
struct RationalSimplex {
  enum Outcome: Equatable { case optimal(Fraction), infeasible, unbounded }

  /// Equations: coefficients, then the right-hand side.
  private var rows: [[Fraction]] = []
  private var basis: [Int] = []
  private var count = 0

  static func solve(_ program: LinearProgram) -> Outcome {
    var simplex = RationalSimplex()
    return simplex.run(program)
  }

  private mutating func run(_ program: LinearProgram) -> Outcome {
    // Each variable as an offset and signed columns.
    var offsets: [Fraction] = []
    var columns: [[(index: Int, sign: Fraction)]] = []
    var sides: [(terms: [(Int, Fraction)], bound: Fraction, isUpper: Bool)] = []
    let one = Fraction(1)
    let minus = Fraction(-1)
    for variable in program.variables {
      let (lower, upper) = program.bounds(of: variable)
      if lower.isFinite {
        offsets.append(Fraction(lower))
        columns.append([(count, one)])
        if upper.isFinite { sides.append(([(count, one)], Fraction(upper) - Fraction(lower), true)) }
        count += 1
      } else if upper.isFinite {
        offsets.append(Fraction(upper))
        columns.append([(count, minus)])
        count += 1
      } else {
        offsets.append(.zero)
        columns.append([(count, one), (count + 1, minus)])
        count += 2
      }
    }
    for row in program.rows {
      let entries = program.entries.filter { $0.row == row }
      var offset = Fraction.zero
      var terms: [(Int, Fraction)] = []
      for entry in entries {
        let value = Fraction(entry.coefficient)
        offset = offset + value * offsets[entry.variable.index]
        for column in columns[entry.variable.index] { terms.append((column.index, value * column.sign)) }
      }
      let (lower, upper) = program.bounds(of: row)
      if lower.isFinite { sides.append((terms, Fraction(lower) - offset, false)) }
      if upper.isFinite { sides.append((terms, Fraction(upper) - offset, true)) }
    }
    let slacks = count
    count += sides.count
    let artificials = count
    count += sides.count
    for (number, side) in sides.enumerated() {
      var row = [Fraction](repeating: .zero, count: count + 1)
      for (index, value) in side.terms { row[index] = row[index] + value }
      row[slacks + number] = side.isUpper ? one : minus
      row[count] = side.bound
      if side.bound < .zero { row = row.map { .zero - $0 } }
      row[artificials + number] = one
      rows.append(row)
      basis.append(artificials + number)
    }
    var first = [Fraction](repeating: .zero, count: count)
    for index in artificials..<count { first[index] = one }
    guard let least = minimise(first, upTo: count), least == .zero else { return .infeasible }
    // An artificial that stays in the basis at 0 is exchanged where its row has anything else, else its row says nothing.
    for row in rows.indices where basis[row] >= artificials {
      if let column = (0..<artificials).first(where: { rows[row][$0] != .zero }) { pivot(row, column) }
    }
    let sign = program.direction == .minimise ? one : minus
    var costs = [Fraction](repeating: .zero, count: count)
    var constant = Fraction(program.objectiveConstant)
    for variable in program.variables {
      let cost = Fraction(program.cost(of: variable))
      constant = constant + cost * offsets[variable.index]
      for column in columns[variable.index] { costs[column.index] = sign * cost * column.sign }
    }
    guard let best = minimise(costs, upTo: artificials) else { return .unbounded }
    return .optimal(constant + sign * best)
  }

  /// The least value of a cost over columns below `end`; `nil` if there is none.
  private mutating func minimise(_ costs: [Fraction], upTo end: Int) -> Fraction? {
    while true {
      let entering = (0..<end).first { column in
        var reduced = costs[column]
        for row in rows.indices where rows[row][column] != .zero {
          reduced = reduced - costs[basis[row]] * rows[row][column]
        }
        return reduced < .zero
      }
      guard let entering else {
        return rows.indices.reduce(.zero) { $0 + costs[basis[$1]] * rows[$1][count] }
      }
      var leaving: (row: Int, ratio: Fraction)?
      for row in rows.indices where rows[row][entering] > .zero {
        let ratio = rows[row][count] / rows[row][entering]
        if let best = leaving, best.ratio < ratio || (best.ratio == ratio && basis[best.row] < basis[row]) { continue }
        leaving = (row, ratio)
      }
      guard let leaving else { return nil }
      pivot(leaving.row, entering)
    }
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let scale = rows[row][column]
    rows[row] = rows[row].map { $0 / scale }
    for other in rows.indices where other != row && rows[other][column] != .zero {
      let factor = rows[other][column]
      for index in rows[other].indices where rows[row][index] != .zero {
        rows[other][index] = rows[other][index] - factor * rows[row][index]
      }
    }
    basis[row] = column
  }
}
