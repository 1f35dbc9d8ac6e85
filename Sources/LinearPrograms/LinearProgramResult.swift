extension LinearProgram {
  /// What a solve found.
  public enum Result: Sendable {
    case optimal(Optimum)
    /// No point satisfies all rows and bounds.
    case infeasible(Infeasibility)
    /// There are points, and the objective improves without end among them.
    case unbounded(Unboundedness)
    /// A limit of the options came first.
    case limitReached(LimitReached)

    /// The optimum, where there is one.
    public var optimum: Optimum? { if case .optimal(let optimum) = self { optimum } else { nil } }
  }

  /// An optimal solution with its certificate.
  ///
  /// **Signs.** The dual of a row is the change of the optimal objective per unit of its right-hand side, and the reduced
  /// cost of a variable the change per unit of its bound that holds it: cⱼ − Σᵢ yᵢ aᵢⱼ. This is so whether one minimises or
  /// maximises. When minimising, a `>=` row has a dual ≥ 0 and a `<=` row one ≤ 0; when maximising it is the other way
  /// round; an equation's dual has any sign, and a row with slack has 0. Likewise, when minimising, a variable at its
  /// lower bound has a reduced cost ≥ 0 and one at its upper bound ≤ 0. Where the optimum is degenerate the duals are one
  /// choice of many.
  ///
  /// An **integer program** has the duals of the linear program that remains when its integer variables are fixed at their
  /// optimal values.
  public struct Optimum: Sendable {
    public let objective: Double
    /// xⱼ (columns), within their bounds exactly, integers exact.
    public let values: [Double]
    /// yᵢ (rows).
    public let duals: [Double]
    /// dⱼ (columns).
    public let reducedCosts: [Double]
    /// How far the certificate is from exact.
    public let residuals: Residuals
    /// Simplex iterations.
    public let iterations: Int
    /// Subproblems solved; 0 without integers.
    public let nodes: Int

    public subscript(variable: Variable) -> Double { values[variable.index] }
    public func value(of form: some LinearForm) -> Double { form.expression.value(at: values) }
    public func dual(of row: Row) -> Double { duals[row.index] }
    public func reducedCost(of variable: Variable) -> Double { reducedCosts[variable.index] }
  }

  /// Why nothing is feasible.
  public struct Infeasibility: Sendable {
    /// Multipliers μᵢ of the rows (Farkas): of all points within the variables' bounds, none lets Σᵢ μᵢ (row i) come
    /// within `excess` of what the rows demand of it. `nil` where only branch and cut found that no integer point exists.
    public let multipliers: [Double]?
    /// By how much the demand is missed; 0 without multipliers.
    public let excess: Double
  }

  /// Why there is no end.
  public struct Unboundedness: Sendable {
    /// A feasible point.
    public let point: [Double]
    /// A direction that keeps every point feasible and improves the objective.
    public let ray: [Double]
  }

  /// What was known when a limit came.
  public struct LimitReached: Sendable {
    public enum Limit: Sendable { case iterations, nodes, memory }

    public struct Incumbent: Sendable {
      public let objective: Double
      public let values: [Double]

      public subscript(variable: Variable) -> Double { values[variable.index] }
    }

    public let limit: Limit
    /// No solution has a better objective: at most (maximising) or at least (minimising) this.
    public let bound: Double?
    /// The best feasible solution so far.
    public let incumbent: Incumbent?
    /// |incumbent − bound| / max(|incumbent|, 10⁻⁹).
    public var gap: Double? {
      guard let bound, let incumbent else { return nil }
      return abs(incumbent.objective - bound) / max(abs(incumbent.objective), 1e-9)
    }
  }
}
