extension LinearProgram {
  /// What is beyond this cannot be solved with: doubles of this size are more than a tenth apart.
  public static let greatestMagnitude = 1e15

  /// Finds every mistake in the numbers and names that the solver would stumble over; shows the first twenty.
  func validate(_ options: SolveOptions) throws(LinearProgramError) {
    if isValid && options.isValid { return }
    var problems = Problems()
    options.check(&problems)
    Self.check(rows: rowCount, columns: variableCount, entries: entryCount, &problems)
    problems.check(objectiveConstant, "the constant of the objective")
    for column in costs.indices {
      problems.check(costs[column], "the cost of \(text(column, isRow: false))")
      problems.check(lower[column], upper[column]) { text(column, isRow: false) }
      problems.check(name(of: Variable(index: column)), "the name of variable \(column + 1)")
    }
    for row in rowLower.indices {
      problems.check(rowLower[row], rowUpper[row]) { text(row, isRow: true) }
      problems.check(name(of: Row(index: row)), "the name of row \(row + 1)")
    }
    for entry in entryValues.indices {
      if isFit(entryValues[entry]) { continue }
      let (row, column) = (Int(entryRows[entry]), Int(entryColumns[entry]))
      problems.check(
        entryValues[entry], "the coefficient of \(text(column, isRow: false)) in \(text(row, isRow: true))")
    }
    problems.check(name, "the name of the program")
    if !problems.list.isEmpty { throw .invalid(problems.list) }
  }

  /// The same questions without words: what a solve of a valid program pays for.
  private var isValid: Bool {
    guard rowCount <= Self.greatestCount, variableCount <= Self.greatestCount, entryCount <= Self.greatestEntryCount,
      isFit(objectiveConstant), name.map(isFitName) ?? true
    else { return false }
    for column in costs.indices {
      guard isFit(costs[column]), areFit(lower[column], upper[column]) else { return false }
    }
    for row in rowLower.indices { guard areFit(rowLower[row], rowUpper[row]) else { return false } }
    for value in entryValues { guard isFit(value) else { return false } }
    return areNamesFit
  }

  static let greatestCount = 100_000_000
  static let greatestEntryCount = 500_000_000

  /// Counts that the solver cannot hold.
  static func check(rows: Int, columns: Int, entries: Int, _ problems: inout Problems) {
    for (count, what, limit) in [
      (rows, "rows", greatestCount), (columns, "variables", greatestCount), (entries, "entries", greatestEntryCount),
    ] where count > limit {
      problems.add("\(count) \(what) are more than the \(limit) that the solver can hold; split the program")
    }
  }

  private func text(_ index: Int, isRow: Bool) -> String {
    let name = isRow ? name(of: Row(index: index)) : name(of: Variable(index: index))
    let noun = isRow ? "row" : "variable"
    return name.map { "\(noun) '\(Problems.shown($0))'" } ?? "\(noun) \(index + 1)"
  }
}

/// A number that the solver can work with.
private func isFit(_ value: Double) -> Bool { abs(value) <= LinearProgram.greatestMagnitude }

/// Bounds that leave something between them.
private func areFit(_ lower: Double, _ upper: Double) -> Bool {
  lower <= upper && (isFit(lower) || lower == -.infinity) && (isFit(upper) || upper == .infinity)
}

/// A name that the solver and the file formats take.
func isFitName(_ name: String) -> Bool {
  let bytes = name.utf8
  return (1...255).contains(bytes.count) && bytes.allSatisfy { $0 >= 32 && $0 != 127 }
}

/// Mistakes in words.
struct Problems {
  private(set) var list: [String] = []

  mutating func add(_ problem: String) { if list.count < 20 { list.append(problem) } }

  mutating func check(_ value: Double, _ what: @autoclosure () -> String) {
    if isFit(value) { return }
    if value.isFinite {
      add("\(what()) is \(value), beyond \(LinearProgram.greatestMagnitude): use a larger unit")
    } else {
      add("\(what()) is \(value): use a finite number")
    }
  }

  mutating func check(_ lower: Double, _ upper: Double, _ what: () -> String) {
    if areFit(lower, upper) { return }
    if lower.isNaN || upper.isNaN {
      add("a bound of \(what()) is not a number: use a number, or infinity for no bound")
    } else if lower > upper {
      add("\(what()) has the lower bound \(lower) above its upper bound \(upper): exchange or correct them")
    } else {
      add(
        "\(what()) has bounds \(lower) and \(upper), beyond \(LinearProgram.greatestMagnitude): "
          + "use a larger unit, or infinity of the right sign for no bound")
    }
  }

  mutating func check(_ name: String?, _ what: @autoclosure () -> String) {
    guard let name, !isFitName(name) else { return }
    add("\(what()) is '\(Self.shown(name))': use 1 to 255 bytes without control characters")
  }

  /// A name made fit for one line.
  static func shown(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.prefix(40).map { $0.value < 32 || $0.value == 127 ? "?" : $0 }))
  }
}

extension SolveOptions {
  fileprivate var isValid: Bool {
    (iterationLimit ?? 0) >= 0 && (nodeLimit ?? 0) >= 0 && (memoryLimit ?? 1) >= 1
  }

  fileprivate func check(_ problems: inout Problems) {
    for (limit, name) in [(iterationLimit, "iteration"), (nodeLimit, "node")] {
      if let limit, limit < 0 { problems.add("the \(name) limit is \(limit): use 0 or more") }
    }
    if let memoryLimit, memoryLimit < 1 { problems.add("the memory limit is \(memoryLimit) MiB: use 1 or more") }
  }
}
