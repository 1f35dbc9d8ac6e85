/// Something a world can measure, as `metrics:` names it.
public struct Measure: Sendable, Hashable {
  /// How replicates are joined, and which interval goes with it.
  public enum Form: String, Sendable {
    /// The mean of the replicates' values.
    case mean
    /// The quotient of two means, with the interval of a quotient (delta method).
    case ratioOfMeans = "ratio of means"
    /// The mean of the replicates' quotients.
    case meanOfRatios = "mean of ratios"
  }

  /// Stable id: `revenue`.
  public let name: String
  /// For table heads.
  public let label: String
  public let unit: Unit
  public let form: Form
  /// One sentence: what is counted, over which population.
  public let definition: String

  public init(_ name: String, label: String? = nil, unit: Unit = .one, _ form: Form, _ definition: String) {
    self.name = name
    self.label = label ?? String(name.map { $0 == "-" ? " " : $0 })
    self.unit = unit
    self.form = form
    self.definition = definition
  }
}

/// What one replicate says of one measure.
public enum Reading: Sendable {
  case value(Double)
  /// Kept apart until replicates are joined, for a ratio of means.
  case ratio(Double, of: Double)
  /// Not defined in this replicate, and why.
  case undefined(String)
}
