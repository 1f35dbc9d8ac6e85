internal import CGLPK

extension LinearProgram {
  /// Hands `body` a solver that keeps the program open, to change it and solve it again from its last basis.
  public func withSolver<Value, Failure: Error>(
    _ options: SolveOptions = SolveOptions(), _ body: (inout Solver) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    var solver = Solver(self, options)
    return try body(&solver)
  }
}

/// A program kept open between solves: changes of costs, bounds and right-hand sides, new rows and columns, then `solve()`
/// from where the last one ended.
///
/// After a change of costs or a new column the last point is still feasible, and the primal simplex goes on from it; after
/// a change of bounds or a new row its prices are, and the dual does; after both, the dual and then the primal. A solver
/// owns its copy of the program. Several may be open on one thread and be used in turns, and programs may be solved between
/// two of its solves: should the library give up in one of those, which empties it for the thread, or should the solver be
/// used on another thread, it opens its program again and the next solve starts without a basis.
///
/// Not sendable, not copyable: it lives inside one synchronous call of `withSolver`.
public struct Solver: ~Copyable {
  /// The program with all changes so far.
  public private(set) var program: LinearProgram
  /// Read at each solve; the method only at the first.
  public var options: SolveOptions
  /// How often the program was opened: 1 after the first solve, more if the library was emptied in between.
  public private(set) var openings = 0

  private var handle = cglpk_handle()
  private var known = cglpk_known()

  init(_ program: LinearProgram, _ options: SolveOptions) {
    self.program = program
    self.options = options
  }

  deinit {
    var handle = handle
    cglpk_close(&handle)
  }

  // MARK: Changes

  public mutating func setCost(of variable: LinearProgram.Variable, to cost: Double) {
    program.setCost(of: variable, to: cost)
    known.costs_changed = 1
  }

  public mutating func setObjective(_ objective: some LinearForm, _ direction: LinearProgram.Direction? = nil) {
    program.setObjective(objective, direction)
    known.costs_changed = 1
  }

  public mutating func setBounds(of variable: LinearProgram.Variable, lower: Double, upper: Double) {
    program.setBounds(of: variable, lower: lower, upper: upper)
    known.bounds_changed = 1
  }

  public mutating func setBounds(of row: LinearProgram.Row, lower: Double, upper: Double) {
    program.setBounds(of: row, lower: lower, upper: upper)
    known.bounds_changed = 1
  }

  public mutating func setRightHandSide(of row: LinearProgram.Row, to value: Double) {
    program.setRightHandSide(of: row, to: value)
    known.bounds_changed = 1
  }

  @discardableResult
  public mutating func addVariable(
    _ name: String? = nil, lower: Double = 0, upper: Double = .infinity, kind: LinearProgram.Kind = .continuous,
    cost: Double = 0
  ) -> LinearProgram.Variable {
    program.addVariable(name, lower: lower, upper: upper, kind: kind, cost: cost)
  }

  @discardableResult
  public mutating func addColumn(
    _ entries: some Sequence<(LinearProgram.Row, Double)>, cost: Double, lower: Double = 0,
    upper: Double = .infinity, kind: LinearProgram.Kind = .continuous, name: String? = nil
  ) -> LinearProgram.Variable {
    program.addColumn(entries, cost: cost, lower: lower, upper: upper, kind: kind, name: name)
  }

  @discardableResult
  public mutating func addRow(_ constraint: LinearConstraint, name: String? = nil) -> LinearProgram.Row {
    program.addRow(constraint, name: name)
  }

  @discardableResult
  public mutating func addRow(
    _ entries: some Sequence<(LinearProgram.Variable, Double)>, lower: Double, upper: Double, name: String? = nil
  ) -> LinearProgram.Row {
    program.addRow(entries, lower: lower, upper: upper, name: name)
  }

  // MARK: Solving

  /// Solves the program as it is now; answers and errors are those of `LinearProgram.solve`.
  public mutating func solve() throws(LinearProgramError) -> LinearProgram.Result {
    try program.validate(options)
    let (program, options) = (program, options)
    var (handle, known, openings) = (handle, known, openings)
    defer { (self.handle, self.known, self.openings) = (handle, known, openings) }
    let first = Self.method(after: known, program, isOpen: cglpk_is_open(&handle) != 0, options)
    return try program.settle(options, first: first) { attempt in
      // A second attempt does not disturb the basis of the first.
      if attempt.scales { return program.callCold(options, attempt) }
      var attempt = attempt
      if cglpk_is_open(&handle) == 0 {
        if let refusal = Self.open(program, options, &handle) { return refusal }
        known = cglpk_known(of: program)
        openings += 1
        attempt.method = options.method
      }
      known.bounds_changed = Self.hasGrown(program, since: known) ? 1 : known.bounds_changed
      known.costs_changed = Self.hasGrown(program, since: known) ? 1 : known.costs_changed
      let reply = program.call(options, attempt) {
        cglpk_solve_again(&handle, $0, &known, $1, $2, $3.baseAddress, $3.count)
      }
      // A solve that was refused for lack of memory has not seen the changes.
      if reply.found != .memory { known = cglpk_known(of: program) }
      return reply
    }
  }

  /// The simplex for which the last basis is still feasible.
  private static func method(
    after known: cglpk_known, _ program: LinearProgram, isOpen: Bool, _ options: SolveOptions
  ) -> SolveOptions.Method {
    if !isOpen { return options.method }
    let pricesChanged = known.costs_changed != 0 || Int(known.columns) < program.variableCount
    let placesChanged = known.bounds_changed != 0 || Int(known.rows) < program.rowCount
    return placesChanged ? (pricesChanged ? .dualThenPrimal : .dualSimplex) : .primalSimplex
  }

  private static func hasGrown(_ program: LinearProgram, since known: cglpk_known) -> Bool {
    Int(known.columns) < program.variableCount || Int(known.rows) < program.rowCount
  }

  /// Opens the program; what went wrong if it cannot be.
  private static func open(
    _ program: LinearProgram, _ options: SolveOptions, _ handle: inout cglpk_handle
  ) -> Reply? {
    var reply = Reply(program)
    let limit = options.memoryLimit.map(Int32.init(clamping:)) ?? 0
    let status = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { words in
      let status = program.withRaw { cglpk_open(&$0, limit, &handle, words.baseAddress, words.count) }
      if status != Int32(CGLPK_DONE) { reply.words = text(words) }
      return status
    }
    if status == Int32(CGLPK_DONE) { return nil }
    reply.found = status == Int32(CGLPK_MEMORY) ? .memory : .gaveUp
    return reply
  }
}

@available(*, unavailable)
extension Solver: Sendable {}

extension cglpk_known {
  /// All of a program, nothing changed.
  fileprivate init(of program: LinearProgram) {
    self.init(
      rows: Int32(program.rowCount), columns: Int32(program.variableCount), entries: Int32(program.entryCount),
      costs_changed: 0, bounds_changed: 0)
  }
}
