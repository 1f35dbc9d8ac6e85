/// How far a solution is from satisfying the conditions of optimality, each relative to the size of what is compared.
///
/// All are computed from the program's own numbers after the solve, whatever the solver says of itself.
public struct Residuals: Sendable, Equatable {
  /// What each residual may be at most in a certified optimum.
  public static let tolerance = 1e-7

  /// The worst excess of a row over its bounds, relative to 1 + the largest of |bound| and |aᵢⱼ xⱼ|.
  public internal(set) var primal = 0.0
  /// The worst of: a reduced cost that differs from cⱼ − Σᵢ yᵢ aᵢⱼ; a dual or reduced cost whose sign no bound explains;
  /// relative to 1 + the largest of |cⱼ| and |yᵢ aᵢⱼ|.
  public internal(set) var dual = 0.0
  /// The worst product of a dual (reduced cost) and the distance to the bound that it prices, relative to the objective.
  public internal(set) var complementarity = 0.0
  /// |primal objective − dual objective|, relative to the objective: 1 + the largest of |objective| and |cⱼ xⱼ|.
  public internal(set) var gap = 0.0

  /// Whether all are within the tolerance.
  public var areSmall: Bool {
    primal <= Self.tolerance && dual <= Self.tolerance && complementarity <= Self.tolerance && gap <= Self.tolerance
  }
}

extension Residuals: CustomStringConvertible {
  public var description: String {
    "primal \(primal), dual \(dual), complementarity \(complementarity), gap \(gap); tolerance \(Self.tolerance)"
  }
}

/// The greater; NaN counts as greatest.
func worse(_ a: Double, _ b: Double) -> Double { b > a || b.isNaN ? b : a }
