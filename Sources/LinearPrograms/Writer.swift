/// The text of a program whose variables and rows all have names.
struct Writer {
  private let format: LinearProgram.Format
  private(set) var text = ""
  /// Why the format cannot carry the program.
  private(set) var problem: String?

  init(_ format: LinearProgram.Format) { self.format = format }

  /// Entries by row and by column (variable or row index, coefficient).
  private static func lists(of program: LinearProgram) -> (rows: [[(Int, Double)]], columns: [[(Int, Double)]]) {
    var rows = [[(Int, Double)]](repeating: [], count: program.rowCount)
    var columns = [[(Int, Double)]](repeating: [], count: program.variableCount)
    for entry in program.entries {
      rows[entry.row.index].append((entry.variable.index, entry.coefficient))
      columns[entry.variable.index].append((entry.row.index, entry.coefficient))
    }
    return (rows, columns)
  }

  /// A name for the objective that no row has.
  private static func objectiveName(_ rows: [String]) -> String {
    var name = "obj"
    while rows.contains(name) { name += "_" }
    return name
  }

  // MARK: CPLEX-LP

  mutating func writeLP(_ program: LinearProgram) {
    let names = program.variables.map { program.name(of: $0) ?? "" }
    let rowNames = program.rows.map { program.name(of: $0) ?? "" }
    text += program.direction == .minimise ? "minimize\n" : "maximize\n"
    // All variables, those without cost too, so that they come back in their order.
    text += " \(Self.objectiveName(rowNames)):"
    writeSum(program.variables.map { ($0.index, program.cost(of: $0)) }, names)
    text += "\nsubject to\n"
    let rows = Self.lists(of: program).rows
    for row in program.rows {
      let (lower, upper) = program.bounds(of: row)
      text += " \(rowNames[row.index]):"
      writeSum(rows[row.index].isEmpty ? [(0, 0)] : rows[row.index], names)
      text +=
        lower == upper ? " = \(number(lower))\n" : lower.isFinite ? " >= \(number(lower))\n" : " <= \(number(upper))\n"
    }
    text += "bounds\n"
    for variable in program.variables {
      let (lower, upper) = program.bounds(of: variable)
      let name = names[variable.index]
      if lower == upper {
        text += " \(name) = \(number(lower))\n"
      } else if lower == -.infinity, upper == .infinity {
        text += " \(name) free\n"
      } else if lower != 0 || upper != .infinity {
        text += " \(lower == -.infinity ? "-inf" : number(lower)) <= \(name)"
        text += upper == .infinity ? "\n" : " <= \(number(upper))\n"
      }
    }
    let integers = program.variables.filter { program.kind(of: $0) != .continuous }
    if !integers.isEmpty { text += "general\n" }
    for variable in integers { text += " \(names[variable.index])\n" }
    text += "end\n"
  }

  /// At most six terms a line.
  private mutating func writeSum(_ terms: [(Int, Double)], _ names: [String]) {
    for (place, term) in terms.enumerated() {
      if place % 6 == 0, place > 0 { text += "\n  " }
      text += " \(term.1 < 0 ? "-" : "+") \(number(abs(term.1))) \(names[term.0])"
    }
  }

  // MARK: MPS

  mutating func writeMPS(_ program: LinearProgram) {
    let names = program.variables.map { program.name(of: $0) ?? "" }
    let rowNames = program.rows.map { program.name(of: $0) ?? "" }
    let objective = Self.objectiveName(rowNames)
    text += format == .fixedMPS ? "NAME          \(program.name ?? "")\nROWS\n" : "NAME \(program.name ?? "")\nROWS\n"
    line("N", objective)
    var sides: [(Int, Double)] = []
    var ranges: [(Int, Double)] = []
    for row in program.rows {
      let (lower, upper) = program.bounds(of: row)
      let name = rowNames[row.index]
      if lower == upper {
        line("E", name)
        sides.append((row.index, lower))
      } else if upper.isFinite {
        line("L", name)
        sides.append((row.index, upper))
        if lower.isFinite { ranges.append((row.index, upper - lower)) }
      } else if lower.isFinite {
        line("G", name)
        sides.append((row.index, lower))
      } else {
        line("N", name)
      }
    }
    text += "COLUMNS\n"
    let columns = Self.lists(of: program).columns
    var isInteger = false
    for variable in program.variables {
      if (program.kind(of: variable) != .continuous) != isInteger {
        isInteger.toggle()
        line("", "MARKER", "'MARKER'", isInteger ? "'INTORG'" : "'INTEND'", isMarker: true)
      }
      let (name, cost) = (names[variable.index], program.cost(of: variable))
      if cost != 0 || columns[variable.index].isEmpty { line("", name, objective, number(cost)) }
      for (row, value) in columns[variable.index] { line("", name, rowNames[row], number(value)) }
    }
    if isInteger { line("", "MARKER", "'MARKER'", "'INTEND'", isMarker: true) }
    text += "RHS\n"
    for (row, value) in sides where value != 0 { line("", "RHS", rowNames[row], number(value)) }
    if !ranges.isEmpty { text += "RANGES\n" }
    for (row, value) in ranges { line("", "RANGES", rowNames[row], number(value)) }
    text += "BOUNDS\n"
    for variable in program.variables {
      let (lower, upper) = program.bounds(of: variable)
      let name = names[variable.index]
      if lower == upper {
        line("FX", "BOUNDS", name, number(lower))
      } else if lower == -.infinity, upper == .infinity {
        line("FR", "BOUNDS", name)
      } else {
        if lower == -.infinity {
          line("MI", "BOUNDS", name)
        } else if lower != 0 {
          line("LO", "BOUNDS", name, number(lower))
        }
        if upper.isFinite {
          line("UP", "BOUNDS", name, number(upper))
        } else if program.kind(of: variable) != .continuous {
          line("PL", "BOUNDS", name)
        }
      }
    }
    text += "ENDATA\n"
  }

  /// One card: in fixed MPS its fields begin in columns 2, 5, 15 and 25 (a marker's third in 40).
  private mutating func line(
    _ code: String, _ first: String, _ second: String = "", _ third: String = "", isMarker: Bool = false
  ) {
    guard format == .fixedMPS else {
      text += " " + [code, first, second, third].filter { !$0.isEmpty }.joined(separator: " ") + "\n"
      return
    }
    for name in [first, second] where name.utf8.count > 8 { problem = "a name is longer than 8 bytes" }
    if third.utf8.count > 12 { problem = "the number \(third) is longer than 12 characters" }
    var card = ""
    for (field, column) in [(code, 1), (first, 4), (second, 14), (third, isMarker ? 39 : 24)] where !field.isEmpty {
      card += String(repeating: " ", count: max(0, column - card.utf8.count)) + field
    }
    text += card + "\n"
  }

  /// The shortest text that reads as the same number.
  private func number(_ value: Double) -> String {
    let text = value == 0 ? "0" : "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
