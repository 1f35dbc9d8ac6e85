internal import CGLPK

extension LinearProgram {
  /// The program as text of a format, with every number exact.
  ///
  /// Variables and rows without names get `x1`, `x2` … and `r1`, `r2` … MPS has no direction: a maximising program is
  /// written as one that minimises the negative of its objective. CPLEX-LP has no name for the program. What a format has
  /// no word for, or solvers no common one, is said by stand-ins, which reading takes away again: the objective's constant
  /// is the cost of `objconst`, a variable fixed at 1; in CPLEX-LP a row with two bounds, or none, is an equation with a
  /// variable `range_of_` and the row's name, and no rows at all are one row `no_rows` without variables. Terms are in the
  /// order of the variables.
  ///
  /// What was written is read back and compared; a program that the format cannot carry (two variables of one name, a name
  /// with spaces, in fixed MPS a number of more than 12 characters) is an error.
  public func text(as format: Format) throws(LinearProgramError) -> String {
    try validate(SolveOptions())
    let carried = carried(by: format)
    var writer = Writer(format)
    format == .cplexLP ? writer.writeLP(carried) : writer.writeMPS(carried)
    let difference: String?
    if let problem = writer.problem {
      difference = problem
    } else if let read = try? LinearProgram(writer.text, as: format) {
      difference = carried.withoutStandIns().difference(from: read)
    } else {
      difference = "the text cannot be read back"
    }
    guard let difference else { return writer.text }
    throw .invalid([
      "the \(format.label) format cannot carry this program (\(difference)): give every variable and row a name of its "
        + "own, of letters, digits and underscores, that is no word of the format, or use free MPS"
    ])
  }

  /// Writes the program to a file, as `text(as:)` has it.
  public func write(to path: String, as format: Format) throws(LinearProgramError) {
    let text = try text(as: format)
    if path.utf8.contains(0) || path.isEmpty { throw .file(path: path, message: "is not the name of a file") }
    let bytes = Array(text.utf8)
    let (status, words) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { words in
      let status = cglpk_save(path, bytes, bytes.count, words.baseAddress, words.count)
      return (status, status == Int32(CGLPK_DONE) ? "" : wordsLeft(in: words))
    }
    if status != Int32(CGLPK_DONE) { throw .file(path: path, message: "cannot be written: \(words)") }
  }

  static let constantName = "objconst"
  static let noRowsName = "no_rows"
  static let rangePrefix = "range_of_"

  /// The program that is written: everything named, minimising where the format has no direction, and with stand-ins.
  private func carried(by format: Format) -> LinearProgram {
    var carried = LinearProgram(format == .cplexLP ? direction : .minimise)
    if format != .cplexLP { carried.name = name }
    let sign: Double = direction == carried.direction ? 1 : -1
    // 0 − c rather than −c: no cost becomes −0.
    func signed(_ value: Double) -> Double { sign < 0 ? 0 - value : value }
    for variable in variables {
      let (lower, upper) = bounds(of: variable)
      carried.addVariable(
        name(of: variable) ?? "x\(variable.index + 1)", lower: lower, upper: upper, kind: kind(of: variable),
        cost: signed(cost(of: variable)))
    }
    if objectiveConstant != 0 || variableCount == 0 {
      carried.addVariable(Self.constantName, lower: 1, upper: 1, cost: signed(objectiveConstant))
    }
    if format == .cplexLP, rowCount == 0 { carried.addRow([], lower: 0, upper: 0, name: Self.noRowsName) }
    var terms = [[(Variable, Double)]](repeating: [], count: rowCount)
    for entry in entries where entry.coefficient != 0 {
      terms[entry.row.index].append((entry.variable, entry.coefficient))
    }
    for row in rows {
      var (lower, upper) = bounds(of: row)
      let name = name(of: row) ?? "r\(row.index + 1)"
      var entries = terms[row.index].sorted { $0.0.index < $1.0.index }
      let isRange = lower != upper && lower.isFinite && upper.isFinite
      let isFree = !lower.isFinite && !upper.isFinite
      // In MPS a range is an upper bound and a width.
      if format == .cplexLP ? isRange || isFree : isRange && upper - (upper - lower) != lower {
        entries.append((carried.addVariable(Self.rangePrefix + name, lower: lower, upper: upper), -1))
        (lower, upper) = (0, 0)
      }
      carried.addRow(entries, lower: lower, upper: upper, name: name)
    }
    return carried
  }

  /// The program with the stand-ins of `text(as:)` taken away: those that are exactly as it writes them.
  func withoutStandIns() -> LinearProgram {
    let candidates = variables.filter {
      let name = name(of: $0) ?? ""
      return name == Self.constantName || name.hasPrefix(Self.rangePrefix)
    }
    let hasNoRows =
      rowCount == 1 && name(of: Row(index: 0)) == Self.noRowsName && bounds(of: Row(index: 0)) == (0, 0)
      && entryValues.allSatisfy { $0 == 0 }
    if candidates.isEmpty, !hasNoRows { return self }
    var terms = [[(Variable, Double)]](repeating: [], count: rowCount)
    var places = [[(Row, Double)]](repeating: [], count: variableCount)
    for entry in entries {
      terms[entry.row.index].append((entry.variable, entry.coefficient))
      places[entry.variable.index].append((entry.row, entry.coefficient))
    }
    var rowBounds = rows.map { bounds(of: $0) }
    var isGone = [Bool](repeating: false, count: variableCount)
    var constant = objectiveConstant
    for variable in candidates where kind(of: variable) == .continuous {
      let ownName = name(of: variable) ?? ""
      let entries = places[variable.index]
      if ownName == Self.constantName {
        guard bounds(of: variable) == (1, 1), entries.allSatisfy({ $0.1 == 0 }) else { continue }
        constant += cost(of: variable)
      } else {
        guard entries.count == 1, entries[0].1 == -1, cost(of: variable) == 0,
          rowBounds[entries[0].0.index] == (0, 0), ownName == Self.rangePrefix + (name(of: entries[0].0) ?? "")
        else { continue }
        rowBounds[entries[0].0.index] = bounds(of: variable)
      }
      isGone[variable.index] = true
    }
    var result = LinearProgram(direction)
    result.name = name
    result.objectiveConstant = constant
    var moved: [Variable] = []
    for variable in variables {
      moved.append(Variable(index: result.variableCount))
      if isGone[variable.index] { continue }
      let (lower, upper) = bounds(of: variable)
      result.addVariable(
        name(of: variable), lower: lower, upper: upper, kind: kind(of: variable), cost: cost(of: variable))
    }
    for row in rows where !hasNoRows {
      let entries = terms[row.index].filter { !isGone[$0.0.index] }.map { (moved[$0.0.index], $0.1) }
      let (lower, upper) = rowBounds[row.index]
      result.addRow(entries, lower: lower, upper: upper, name: name(of: row))
    }
    return result
  }
}
