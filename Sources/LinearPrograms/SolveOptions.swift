/// How to solve. Every choice gives the same answer where the optimum is unique; among several optima, the method decides.
///
/// Limits count steps, never seconds, so that a run can be repeated.
public struct SolveOptions: Sendable {
  public enum Method: Sendable, CaseIterable {
    case primalSimplex
    /// Alone it may stop without telling infeasible from unbounded; this is found out by further solves.
    case dualSimplex
    /// The dual simplex, and the primal where that fails.
    case dualThenPrimal
  }

  public var method: Method
  /// Reduce the program first. Slower on assignments, and no warm start.
  public var presolves: Bool
  /// Simplex iterations of one solve; of an integer program, those of its relaxation.
  public var iterationLimit: Int?
  /// Subproblems of an integer program that are solved before the search stops; 0: the relaxation only.
  public var nodeLimit: Int?
  /// What the solver may use on this thread [MiB], open programs included.
  public var memoryLimit: Int?

  public init(
    method: Method = .dualThenPrimal, presolves: Bool = false, iterationLimit: Int? = nil, nodeLimit: Int? = nil,
    memoryLimit: Int? = nil
  ) {
    self.method = method
    self.presolves = presolves
    self.iterationLimit = iterationLimit
    self.nodeLimit = nodeLimit
    self.memoryLimit = memoryLimit
  }
}
