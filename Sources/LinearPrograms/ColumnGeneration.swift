/// What a pricing oracle is told of the master program.
public struct Prices: Sendable {
  /// Of the rows. Of a feasible master: its duals, so that a column improves if its cost less Σᵢ yᵢ aᵢ is below 0 when
  /// minimising, above 0 when maximising. Of an infeasible one: multipliers that prove it, so that a column helps if
  /// Σᵢ μᵢ aᵢ > 0.
  public let duals: [Double]
  /// The master's optimum; `nil` if it is infeasible.
  public let optimum: LinearProgram.Optimum?

  public subscript(row: LinearProgram.Row) -> Double { duals[row.index] }
}

/// A column that an oracle proposes: a new variable, 0 or more, with entries in the master's rows.
public struct ProposedColumn: Sendable {
  public var entries: [(LinearProgram.Row, Double)]
  public var cost: Double
  public var name: String?

  public init(_ entries: [(LinearProgram.Row, Double)], cost: Double, name: String? = nil) {
    self.entries = entries
    self.cost = cost
    self.name = name
  }
}

/// An oracle's answer: columns that improve, none if there are none; and what it knows of the full program.
public struct Pricing: Sendable {
  public var columns: [ProposedColumn]
  /// No solution of the full program is better than this (Lagrangian bound): the master's objective + K × the best reduced
  /// cost where at most K units of all columns together can be used, if pricing was exact. `nil`: not known.
  public var bound: Double?

  public init(_ columns: [ProposedColumn], bound: Double? = nil) {
    self.columns = columns
    self.bound = bound
  }
}

/// How a loop of solves and additions went.
public struct Generation: Sendable {
  public struct Round: Sendable {
    /// The objective of this round's program; `nil` if it was infeasible.
    public let objective: Double?
    /// The best bound of the full program so far.
    public let bound: Double?
    /// Columns, or rows, added after this round.
    public let added: Int
  }

  /// The result of the last solve.
  public let result: LinearProgram.Result
  /// The program with all that was added.
  public let program: LinearProgram
  public let rounds: [Round]
  /// Nothing more was to be added, or the bound is met: the result is that of the full program. Otherwise the limit came.
  public let isComplete: Bool
}

/// Column generation: solves the master, asks the oracle for columns that improve, adds them, until there are none.
///
/// Each round starts from the last basis. Proposed columns whose reduced cost improves by less than 10⁻⁹ of its size are
/// left out, so that the loop ends; with an exact oracle the result is then optimal for the program with all columns, and an
/// infeasible or unbounded master is the result of the full program as well. It also ends when the bound is met to 10⁻⁹. The
/// oracle may solve programs itself. Integers in the master are not supported: price the relaxation, then solve
/// `Generation.program` with its variables made integer.
public func columnGeneration(
  _ master: LinearProgram, options: SolveOptions = SolveOptions(), roundLimit: Int = 1000,
  pricing: (Prices) throws -> Pricing
) throws -> Generation {
  if master.hasIntegers {
    throw LinearProgramError.invalid(["the master has integer variables, which have no prices: make them continuous"])
  }
  return try master.withSolver(options) { (solver: inout Solver) throws in
    var rounds: [Generation.Round] = []
    var bound: Double?
    let sign: Double = master.direction == .minimise ? 1 : -1
    while true {
      let result = try solver.solve()
      let prices: Prices
      switch result {
      case .optimal(let optimum): prices = Prices(duals: optimum.duals, optimum: optimum)
      case .infeasible(let proof): prices = Prices(duals: proof.multipliers ?? [], optimum: nil)
      case .unbounded, .limitReached:
        if case .unbounded = result { bound = nil }
        rounds.append(Generation.Round(objective: nil, bound: bound, added: 0))
        return Generation(
          result: result, program: solver.program, rounds: rounds, isComplete: result.isUnbounded)
      }
      let objective = prices.optimum?.objective
      if rounds.count >= roundLimit {
        rounds.append(Generation.Round(objective: objective, bound: bound, added: 0))
        return Generation(result: result, program: solver.program, rounds: rounds, isComplete: false)
      }
      let answer = try pricing(prices)
      if let new = answer.bound { bound = bound.map { sign * new > sign * $0 ? new : $0 } ?? new }
      var isMet = false
      if let bound, let objective { isMet = sign * (objective - bound) <= 1e-9 * (1 + abs(objective)) }
      let columns = isMet ? [] : answer.columns.filter { $0.improves(prices, sign) }
      for column in columns { solver.addColumn(column.entries, cost: column.cost, name: column.name) }
      rounds.append(Generation.Round(objective: objective, bound: bound, added: columns.count))
      if columns.isEmpty {
        return Generation(result: result, program: solver.program, rounds: rounds, isComplete: true)
      }
    }
  }
}

extension ProposedColumn {
  /// Whether a unit of it makes the master better, or less infeasible.
  fileprivate func improves(_ prices: Prices, _ sign: Double) -> Bool {
    let cost = prices.optimum == nil ? 0 : self.cost
    let factor = prices.optimum == nil ? 1 : sign
    var reduced = cost
    var size = abs(cost)
    for (row, value) in entries {
      precondition(
        prices.duals.indices.contains(row.index), "An oracle proposed a column with a row of another program.")
      reduced -= prices[row] * value
      size = max(size, abs(prices[row] * value))
    }
    // NaN goes on to the program, which reports it.
    return !(factor * reduced >= -1e-9 * (1 + size))
  }
}

extension LinearProgram.Result {
  var isUnbounded: Bool { if case .unbounded = self { true } else { false } }
}
