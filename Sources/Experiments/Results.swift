public import MarketModel

/// A mean over replicates with its uncertainty, or the reason why there is none.
public struct Estimate: Sendable {
  /// nil when it cannot be computed.
  public var mean: Double?
  /// nil with fewer than two replicates, or without a mean.
  public var standardError: Double?
  /// Student's 95 % interval.
  public var low: Double?
  public var high: Double?
  public var replicates: Int
  /// Why `mean`, or only the interval, is missing.
  public var reason: String?

  public init(
    mean: Double?, standardError: Double? = nil, low: Double? = nil, high: Double? = nil, replicates: Int,
    reason: String? = nil
  ) {
    self.mean = mean
    self.standardError = standardError
    self.low = low
    self.high = high
    self.replicates = replicates
    self.reason = reason
  }
}

/// Everything a run of a scenario found out.
public struct Results: Sendable {
  public var scenario: Scenario
  public var variants: [VariantResults]
  /// Every measure for every pair of variants, the earlier one as `b`: measures outermost, then pairs in order.
  public var comparisons: [Comparison]
  public var expectations: [ExpectationResult]

  public init(
    scenario: Scenario, variants: [VariantResults], comparisons: [Comparison], expectations: [ExpectationResult]
  ) {
    self.scenario = scenario
    self.variants = variants
    self.comparisons = comparisons
    self.expectations = expectations
  }

  public subscript(variant name: String) -> VariantResults? { variants.first { $0.name == name } }

  /// The market-wide estimate of a measure in the first variant.
  public subscript(_ measure: String) -> Estimate? { variants.first?[measure] }
}

public struct VariantResults: Sendable {
  public struct Series: Sendable {
    public var measure: Measure
    public var group: String?
    /// One per bucket of the plan's axis.
    public var estimates: [Estimate]

    public init(measure: Measure, group: String? = nil, estimates: [Estimate]) {
      self.measure = measure
      self.group = group
      self.estimates = estimates
    }
  }

  public struct Identity: Sendable {
    public var statement: String
    /// The largest relative gap of all replicates.
    public var worstGap: Double
    public var holds: Bool

    public init(statement: String, worstGap: Double, holds: Bool) {
      self.statement = statement
      self.worstGap = worstGap
      self.holds = holds
    }
  }

  public var name: String
  public var plan: RecordingPlan
  /// (measures), in the plan's order; nil where the measure is not one of the market as a whole.
  public var overall: [Estimate?]
  /// (groups × measures).
  public var groups: [[Estimate?]]
  /// (bidders × measures).
  public var bidders: [[Estimate?]]
  public var series: [Series]
  /// Cells summed over replicates.
  public var distributions: [Recording.Distribution]
  public var identities: [Identity]
  /// Those of the first replicate.
  public var tables: [Recording.Table]

  public init(
    name: String, plan: RecordingPlan, overall: [Estimate?], groups: [[Estimate?]] = [], bidders: [[Estimate?]] = [],
    series: [Series] = [], distributions: [Recording.Distribution] = [], identities: [Identity] = [],
    tables: [Recording.Table] = []
  ) {
    self.name = name
    self.plan = plan
    self.overall = overall
    self.groups = groups
    self.bidders = bidders
    self.series = series
    self.distributions = distributions
    self.identities = identities
    self.tables = tables
  }

  public subscript(_ measure: String) -> Estimate? {
    plan.measures.firstIndex { $0.name == measure }.flatMap { overall[$0] }
  }

  public subscript(_ measure: String, group group: String) -> Estimate? {
    guard let index = plan.measures.firstIndex(where: { $0.name == measure }) else { return nil }
    return plan.groups.firstIndex(of: group).flatMap { groups[$0][index] }
  }
}

/// The paired difference `a` − `b` of one measure between two variants, over common random numbers.
public struct Comparison: Sendable {
  public var measure: Measure
  public var a: String
  public var b: String
  public var difference: Estimate
  /// Two-sided p-value after Holm's correction over all comparisons of the report; nil when it cannot be computed.
  public var adjustedP: Double?
  /// Whether the difference is told apart from zero at 5 % after the correction. A difference that is the same, and
  /// not zero, in every one of at least two replicates is significant.
  public var isSignificant: Bool

  public init(measure: Measure, a: String, b: String, difference: Estimate, adjustedP: Double?, isSignificant: Bool) {
    self.measure = measure
    self.a = a
    self.b = b
    self.difference = difference
    self.adjustedP = adjustedP
    self.isSignificant = isSignificant
  }
}

public struct ExpectationResult: Sendable {
  public var expectation: Expectation
  /// `revenue of lazy within 0.604167 ± 0.003`.
  public var text: String
  public var passed: Bool
  /// The mean that was compared; nil when there is none.
  public var value: Double?
  public var reason: String?

  public init(expectation: Expectation, text: String, passed: Bool, value: Double?, reason: String? = nil) {
    self.expectation = expectation
    self.text = text
    self.passed = passed
    self.value = value
    self.reason = reason
  }
}
