internal import CGLPK

/// One attempt at a program: how the solver is to be called.
struct Attempt {
  var method: SolveOptions.Method
  var scales = false
  var isExact = false
}

/// What came back from one call of the solver.
struct Reply {
  enum Found { case optimal, infeasible, unbounded, noDual, iterationLimit, nodeLimit, failed, memory, gaveUp, stale }

  var found = Found.failed
  var candidate: Candidate
  /// The best integer solution; empty where none is looked for.
  var incumbent: [Double]
  var hasIncumbent = false
  /// Of the search of an integer program; `nil` where there was none.
  var bound: Double?
  var isPrimalFeasible = false
  var iterations = 0
  var nodes = 0
  /// The solver's words, or its return code.
  var words = ""

  init(_ program: borrowing LinearProgram) {
    let (rows, columns) = (program.rowCount, program.variableCount)
    candidate = Candidate(
      values: [Double](repeating: 0, count: columns), duals: [Double](repeating: 0, count: rows),
      reducedCosts: [Double](repeating: 0, count: columns))
    incumbent = program.hasIntegers ? [Double](repeating: 0, count: columns) : []
  }
}

/// Room for the solver's words, filled by C.
private let wordCount = 2048

extension LinearProgram {
  /// The program as the C side sees it, for the duration of `body`.
  func withRaw<Value>(_ body: (inout cglpk_program) -> Value) -> Value {
    let integers = hasIntegers ? kinds.map { $0 == .continuous ? UInt8(0) : 1 } : []
    var raw = cglpk_program()
    raw.rows = Int32(rowCount)
    raw.columns = Int32(variableCount)
    raw.entries = Int32(entryCount)
    raw.maximises = direction == .maximise ? 1 : 0
    raw.constant = objectiveConstant
    return entryRows.withUnsafeBufferPointer { entryRows in
      entryColumns.withUnsafeBufferPointer { entryColumns in
        entryValues.withUnsafeBufferPointer { entryValues in
          costs.withUnsafeBufferPointer { costs in
            lower.withUnsafeBufferPointer { lower in
              upper.withUnsafeBufferPointer { upper in
                rowLower.withUnsafeBufferPointer { rowLower in
                  rowUpper.withUnsafeBufferPointer { rowUpper in
                    integers.withUnsafeBufferPointer { integers in
                      raw.entry_row = entryRows.baseAddress
                      raw.entry_column = entryColumns.baseAddress
                      raw.entry_value = entryValues.baseAddress
                      raw.cost = costs.baseAddress
                      raw.lower = lower.baseAddress
                      raw.upper = upper.baseAddress
                      raw.row_lower = rowLower.baseAddress
                      raw.row_upper = rowUpper.baseAddress
                      raw.is_integer = integers.isEmpty ? nil : integers.baseAddress
                      return body(&raw)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// One call: hands the C side the program, the options, room for the answer and for words.
  func call(
    _ options: SolveOptions, _ attempt: Attempt,
    _ solve: (
      UnsafePointer<cglpk_program>, UnsafePointer<cglpk_options>, UnsafeMutablePointer<cglpk_answer>,
      UnsafeMutableBufferPointer<CChar>
    ) -> Int32
  ) -> Reply {
    var reply = Reply(self)
    var rawOptions = options.raw(attempt)
    var answer = cglpk_answer()
    let status = withUnsafeTemporaryAllocation(of: CChar.self, capacity: wordCount) { words in
      let status = reply.candidate.values.withUnsafeMutableBufferPointer { values in
        reply.candidate.duals.withUnsafeMutableBufferPointer { duals in
          reply.candidate.reducedCosts.withUnsafeMutableBufferPointer { reducedCosts in
            reply.incumbent.withUnsafeMutableBufferPointer { incumbent in
              answer.values = values.baseAddress
              answer.duals = duals.baseAddress
              answer.reduced_costs = reducedCosts.baseAddress
              answer.incumbent = incumbent.isEmpty ? nil : incumbent.baseAddress
              return withRaw { solve(&$0, &rawOptions, &answer, words) }
            }
          }
        }
      }
      if status != Int32(CGLPK_DONE) { reply.words = text(words) }
      return status
    }
    reply.read(answer, status)
    return reply
  }

  /// Builds, solves and frees.
  func callCold(_ options: SolveOptions, _ attempt: Attempt) -> Reply {
    call(options, attempt) { cglpk_solve($0, $1, $2, $3.baseAddress, $3.count) }
  }
}

/// The words that C left in a buffer.
func text(_ words: UnsafeMutableBufferPointer<CChar>) -> String {
  let bytes = words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
  return String(decoding: bytes, as: UTF8.self)
}

extension SolveOptions {
  /// At the solver's own tolerance the certificate's would often be met by a hair only.
  fileprivate func raw(_ attempt: Attempt) -> cglpk_options {
    var raw = cglpk_options()
    raw.method =
      switch attempt.method {
      case .primalSimplex: Int32(CGLPK_PRIMAL)
      case .dualSimplex: Int32(CGLPK_DUAL)
      case .dualThenPrimal: Int32(CGLPK_DUAL_THEN_PRIMAL)
      }
    raw.presolves = presolves ? 1 : 0
    raw.scales = attempt.scales ? 1 : 0
    raw.exact = attempt.isExact ? 1 : 0
    raw.iteration_limit = iterationLimit.map(Int32.init(clamping:)) ?? -1
    raw.node_limit = nodeLimit.map(Int32.init(clamping:)) ?? -1
    raw.memory_limit = memoryLimit.map(Int32.init(clamping:)) ?? 0
    raw.tolerance = 1e-9
    return raw
  }
}

extension Reply {
  fileprivate mutating func read(_ answer: cglpk_answer, _ status: Int32) {
    hasIncumbent = answer.has_incumbent != 0
    bound = answer.has_bound != 0 ? answer.bound : nil
    isPrimalFeasible = answer.primal_feasible != 0
    iterations = Int(answer.iterations)
    nodes = Int(answer.nodes)
    switch Int(status) {
    case CGLPK_DONE: found = Self.kinds[Int(answer.found)]
    case CGLPK_MEMORY: found = .memory
    case CGLPK_STALE: found = .stale
    default: found = .gaveUp
    }
    if found == .failed { words = "return code \(answer.code)" }
  }

  /// In the order of the C side's numbers.
  private static let kinds: [Found] = [
    .optimal, .infeasible, .unbounded, .noDual, .iterationLimit, .nodeLimit, .failed,
  ]
}
