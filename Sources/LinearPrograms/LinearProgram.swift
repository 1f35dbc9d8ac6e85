/// A linear program, or an integer one: minimise or maximise a linear objective over variables with bounds and rows.
///
/// With costs c, constant c₀ and entries a: minimise (or maximise) c₀ + Σⱼ cⱼ xⱼ subject to lowerᵢ ≤ Σⱼ aᵢⱼ xⱼ ≤ upperᵢ
/// for every row i, lⱼ ≤ xⱼ ≤ uⱼ for every variable j, and xⱼ an integer where its kind says so. Entries are kept sparse.
///
/// ```swift
/// var program = LinearProgram(.maximise)
/// let bread = program.addVariable("bread"), cake = program.addVariable("cake", upper: 30)
/// let flour = program.addRow(2 * bread + 3 * cake <= 120, name: "flour")
/// program.setObjective(4 * bread + 7 * cake)
/// ```
///
/// A value: copies are independent, and nothing of the solver is in it. What is wrong with the numbers in it (NaN, a lower
/// bound above the upper) is reported when it is solved, all mistakes at once.
public struct LinearProgram: Sendable {
  public enum Direction: Sendable { case minimise, maximise }

  public enum Kind: UInt8, Sendable {
    case continuous
    /// Integers within the bounds.
    case integer
    /// 0 or 1: bounds given with it are moved inside [0, 1].
    case binary
  }

  /// A variable of one program, by its position.
  public struct Variable: Hashable, Sendable {
    public let index: Int

    public init(index: Int) { self.index = index }
  }

  /// A row of one program, by its position.
  public struct Row: Hashable, Sendable {
    public let index: Int

    public init(index: Int) { self.index = index }
  }

  public var direction: Direction
  /// A name for files; up to 255 bytes.
  public var name: String?
  /// The constant c₀ of the objective.
  public var objectiveConstant = 0.0

  // Columns.
  private(set) var costs: [Double] = []
  private(set) var lower: [Double] = []
  private(set) var upper: [Double] = []
  private(set) var kinds: [Kind] = []
  // Rows.
  private(set) var rowLower: [Double] = []
  private(set) var rowUpper: [Double] = []
  // Entries; no pair of a row and a column twice.
  private(set) var entryRows: [Int32] = []
  private(set) var entryColumns: [Int32] = []
  private(set) var entryValues: [Double] = []
  /// Where a column's, or row's, last entry stands: how a second term of the same variable is found.
  private var lastOfColumn: [Int32] = []
  private var lastOfRow: [Int32] = []
  /// Empty, or as long as the columns (rows).
  private var columnNames: [String?] = []
  private var rowNames: [String?] = []
  private(set) var integerCount = 0

  public init(_ direction: Direction = .minimise) { self.direction = direction }

  public var variableCount: Int { costs.count }
  public var rowCount: Int { rowLower.count }
  /// Entries that are stored, zeros among them where terms cancel.
  public var entryCount: Int { entryValues.count }
  public var hasIntegers: Bool { integerCount > 0 }
  public var variables: [Variable] { costs.indices.map(Variable.init(index:)) }
  public var rows: [Row] { rowLower.indices.map(Row.init(index:)) }

  /// Room for so many variables, rows and entries.
  public mutating func reserveCapacity(variables: Int, rows: Int, entries: Int) {
    costs.reserveCapacity(variables)
    lower.reserveCapacity(variables)
    upper.reserveCapacity(variables)
    kinds.reserveCapacity(variables)
    lastOfColumn.reserveCapacity(variables)
    rowLower.reserveCapacity(rows)
    rowUpper.reserveCapacity(rows)
    lastOfRow.reserveCapacity(rows)
    entryRows.reserveCapacity(entries)
    entryColumns.reserveCapacity(entries)
    entryValues.reserveCapacity(entries)
  }

  // MARK: Variables

  /// A new variable, from 0 upwards unless bounds say otherwise, in no row yet.
  @discardableResult
  public mutating func addVariable(
    _ name: String? = nil, lower: Double = 0, upper: Double = .infinity, kind: Kind = .continuous, cost: Double = 0
  ) -> Variable {
    let isBinary = kind == .binary
    costs.append(cost)
    // Comparisons that let NaN through: it is reported when the program is solved.
    self.lower.append(isBinary && lower < 0 ? 0 : lower)
    self.upper.append(isBinary && upper > 1 ? 1 : upper)
    kinds.append(kind)
    lastOfColumn.append(-1)
    if kind != .continuous { integerCount += 1 }
    if name != nil || !columnNames.isEmpty { setName(name, at: costs.count - 1, of: &columnNames) }
    return Variable(index: costs.count - 1)
  }

  /// So many variables that are alike, without names.
  public mutating func addVariables(
    _ count: Int, lower: Double = 0, upper: Double = .infinity, kind: Kind = .continuous, cost: Double = 0
  ) -> [Variable] {
    (0..<count).map { _ in addVariable(lower: lower, upper: upper, kind: kind, cost: cost) }
  }

  /// A new variable with its entries in rows that are there already: a column. Entries in the same row are added up.
  @discardableResult
  public mutating func addColumn(
    _ entries: some Sequence<(Row, Double)>, cost: Double, lower: Double = 0, upper: Double = .infinity,
    kind: Kind = .continuous, name: String? = nil
  ) -> Variable {
    let variable = addVariable(name, lower: lower, upper: upper, kind: kind, cost: cost)
    let first = Int32(entryValues.count)
    for (row, value) in entries {
      precondition(lastOfRow.indices.contains(row.index), "A row of another program was put into a column of this one.")
      if lastOfRow[row.index] >= first {
        entryValues[Int(lastOfRow[row.index])] += value
      } else {
        append(value, row: row.index, column: variable.index)
      }
    }
    return variable
  }

  // MARK: Rows

  /// A new row, as `<=`, `==`, `>=` and `within` make them. Terms of the same variable are added up.
  @discardableResult
  public mutating func addRow(_ constraint: LinearConstraint, name: String? = nil) -> Row {
    let row = beginRow(lower: constraint.lower, upper: constraint.upper, name: name)
    let first = Int32(entryValues.count)
    for term in constraint.expression.terms {
      add(term.coefficient, of: term.variable, to: row, entriesSince: first)
    }
    return row
  }

  /// A new row from its entries, without an expression in between.
  @discardableResult
  public mutating func addRow(
    _ entries: some Sequence<(Variable, Double)>, lower: Double, upper: Double, name: String? = nil
  ) -> Row {
    let row = beginRow(lower: lower, upper: upper, name: name)
    let first = Int32(entryValues.count)
    for (variable, value) in entries { add(value, of: variable, to: row, entriesSince: first) }
    return row
  }

  private mutating func beginRow(lower: Double, upper: Double, name: String?) -> Row {
    rowLower.append(lower)
    rowUpper.append(upper)
    lastOfRow.append(-1)
    if name != nil || !rowNames.isEmpty { setName(name, at: rowLower.count - 1, of: &rowNames) }
    return Row(index: rowLower.count - 1)
  }

  private mutating func add(_ value: Double, of variable: Variable, to row: Row, entriesSince first: Int32) {
    precondition(
      lastOfColumn.indices.contains(variable.index), "A variable of another program was put into a row of this one.")
    let last = lastOfColumn[variable.index]
    if last >= first {
      entryValues[Int(last)] += value
    } else {
      append(value, row: row.index, column: variable.index)
    }
  }

  private mutating func append(_ value: Double, row: Int, column: Int) {
    let place = Int32(entryValues.count)
    entryRows.append(Int32(row))
    entryColumns.append(Int32(column))
    entryValues.append(value)
    lastOfColumn[column] = place
    lastOfRow[row] = place
  }

  // MARK: Objective and changes

  /// Replaces the objective; variables that are not in it cost nothing.
  public mutating func setObjective(_ objective: some LinearForm, _ direction: Direction? = nil) {
    if let direction { self.direction = direction }
    let expression = objective.expression
    for index in costs.indices { costs[index] = 0 }
    for term in expression.terms {
      precondition(
        costs.indices.contains(term.variable.index), "A variable of another program was put into this objective.")
      costs[term.variable.index] += term.coefficient
    }
    objectiveConstant = expression.constant
  }

  /// Replaces the objective and the direction.
  public mutating func minimise(_ objective: some LinearForm) { setObjective(objective, .minimise) }
  /// Replaces the objective and the direction.
  public mutating func maximise(_ objective: some LinearForm) { setObjective(objective, .maximise) }

  public mutating func setCost(of variable: Variable, to cost: Double) { costs[variable.index] = cost }

  public mutating func setBounds(of variable: Variable, lower: Double, upper: Double) {
    self.lower[variable.index] = lower
    self.upper[variable.index] = upper
  }

  public mutating func setBounds(of row: Row, lower: Double, upper: Double) {
    rowLower[row.index] = lower
    rowUpper[row.index] = upper
  }

  /// Replaces the right-hand side: both bounds of an equation, the one bound of an inequality.
  ///
  /// A row with two different finite bounds has no right-hand side: use `setBounds(of:lower:upper:)`.
  public mutating func setRightHandSide(of row: Row, to value: Double) {
    let (lower, upper) = (rowLower[row.index], rowUpper[row.index])
    precondition(
      lower == upper || lower == -.infinity || upper == .infinity,
      "A row between two bounds has no right-hand side: set its bounds.")
    if lower != -.infinity { rowLower[row.index] = value }
    if upper != .infinity { rowUpper[row.index] = value }
  }

  // MARK: Reading

  public func cost(of variable: Variable) -> Double { costs[variable.index] }
  public func kind(of variable: Variable) -> Kind { kinds[variable.index] }
  /// The least and the greatest value of a variable.
  public func bounds(of variable: Variable) -> (lower: Double, upper: Double) {
    (lower[variable.index], upper[variable.index])
  }
  /// The least and the greatest value of a row.
  public func bounds(of row: Row) -> (lower: Double, upper: Double) { (rowLower[row.index], rowUpper[row.index]) }
  public func name(of variable: Variable) -> String? {
    columnNames.indices.contains(variable.index) ? columnNames[variable.index] : nil
  }
  public func name(of row: Row) -> String? { rowNames.indices.contains(row.index) ? rowNames[row.index] : nil }

  /// Entries (row, variable, coefficient), in the order in which they were added.
  public var entries: [(row: Row, variable: Variable, coefficient: Double)] {
    entryValues.indices.map {
      (Row(index: Int(entryRows[$0])), Variable(index: Int(entryColumns[$0])), entryValues[$0])
    }
  }

  /// Makes every variable continuous.
  mutating func dropIntegrality() {
    if !hasIntegers { return }
    for index in kinds.indices { kinds[index] = .continuous }
    integerCount = 0
  }

  /// Whether the solver takes all names.
  var areNamesFit: Bool {
    for case let name? in columnNames where !isFitName(name) { return false }
    for case let name? in rowNames where !isFitName(name) { return false }
    return true
  }

  private func setName(_ name: String?, at index: Int, of names: inout [String?]) {
    while names.count <= index { names.append(nil) }
    names[index] = name
  }
}
