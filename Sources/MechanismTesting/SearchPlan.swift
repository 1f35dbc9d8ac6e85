/// How long to look for a counterexample, and from which seed.
public struct SearchPlan: Sendable {
  /// Of random worlds, and of the draws of a mechanism whose lottery cannot be listed.
  public var seed: UInt64
  /// All worlds up to some number of agents are tried, as long as there are no more than this.
  public var exhaustive: Int
  /// Random worlds, where not all can be tried or types are drawn.
  public var samples: Int
  /// Gains up to this are rounding [money].
  public var tolerance: Double
  /// Largest coalition tried.
  public var coalition: Int
  /// Draws for each statistical comparison.
  public var draws: Int
  /// Chance that a statistical promise that is kept is reported broken, over all its comparisons.
  public var falseAlarm: Double

  public init(
    seed: UInt64 = 1, exhaustive: Int = 12_000, samples: Int = 500, tolerance: Double = 1e-9, coalition: Int = 2,
    draws: Int = 2000, falseAlarm: Double = 1e-6
  ) {
    precondition(draws >= 30, "Student's interval needs some draws")
    self.seed = seed
    self.exhaustive = exhaustive
    self.samples = samples
    self.tolerance = tolerance
    self.coalition = coalition
    self.draws = draws
    self.falseAlarm = falseAlarm
  }
}
