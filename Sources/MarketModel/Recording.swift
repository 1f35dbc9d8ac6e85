/// What is to be recorded of every replicate of a variant; the same for all of them.
public struct RecordingPlan: Sendable {
  /// The chosen measures, in the order asked for.
  public var measures: [Measure]
  public var groups: [String]
  /// One name per bidder — empty unless results per bidder were asked for.
  public var bidders: [String]
  /// Group of each of `bidders`.
  public var groupOfBidder: [Int]
  /// What series run over.
  public var axis: Axis

  public struct Axis: Sendable {
    /// `auction`, `time`.
    public var label: String
    public var unit: Unit
    /// The end of each bucket.
    public var values: [Double]

    public init(label: String, unit: Unit, values: [Double]) {
      self.label = label
      self.unit = unit
      self.values = values
    }
  }

  let indexOfMeasure: [String: Int]

  public init(
    measures: [Measure], groups: [String] = [], bidders: [String] = [], groupOfBidder: [Int] = [],
    axis: Axis = Axis(label: "time", unit: .time, values: [])
  ) {
    self.measures = measures
    self.groups = groups
    self.bidders = bidders
    self.groupOfBidder = groupOfBidder
    self.axis = axis
    indexOfMeasure = Dictionary(uniqueKeysWithValues: measures.enumerated().map { ($1.name, $0) })
  }

  public func includes(_ measure: String) -> Bool { indexOfMeasure[measure] != nil }
}

/// What one replicate of one variant measured. Readings of measures that the plan does not hold are dropped.
public struct Recording: Sendable {
  /// A measure over the plan's axis, of the market or of one group; one reading per bucket.
  public struct Series: Sendable {
    public var measure: Measure
    public var group: Int?
    public var readings: [Reading]
  }

  /// How often a quantity fell into each cell; cells ascend and do not overlap.
  public struct Distribution: Sendable {
    public struct Cell: Sendable, Hashable {
      public var low: Double
      public var high: Double
      public var count: UInt64
      public init(low: Double, high: Double, count: UInt64) {
        self.low = low
        self.high = high
        self.count = count
      }
    }
    public var measure: Measure
    public var cells: [Cell]
  }

  /// Two routes to one number, which must agree within 1e-9 relative.
  public struct Identity: Sendable {
    public var statement: String
    public var left: Double
    public var right: Double
    /// |left − right| as a share of the larger; 0 when they are equal.
    public var relativeGap: Double {
      left == right ? 0 : abs(left - right) / max(abs(left), abs(right))
    }
    public var holds: Bool { relativeGap <= 1e-9 }
  }

  public let plan: RecordingPlan
  public private(set) var overall: [Reading?]
  /// (groups × measures).
  public private(set) var groups: [[Reading?]]
  /// (bidders × measures).
  public private(set) var bidders: [[Reading?]]
  public private(set) var series: [Series] = []
  public private(set) var distributions: [Distribution] = []
  public private(set) var identities: [Identity] = []
  public private(set) var tables: [Table] = []

  public init(_ plan: RecordingPlan) {
    self.plan = plan
    let blank = [Reading?](repeating: nil, count: plan.measures.count)
    overall = blank
    groups = Array(repeating: blank, count: plan.groups.count)
    bidders = Array(repeating: blank, count: plan.bidders.count)
  }

  public mutating func set(_ measure: String, _ reading: Reading) {
    if let index = plan.indexOfMeasure[measure] { overall[index] = reading }
  }

  public mutating func set(_ measure: String, group: Int, _ reading: Reading) {
    if let index = plan.indexOfMeasure[measure] { groups[group][index] = reading }
  }

  /// Dropped unless the plan lists bidders.
  public mutating func set(_ measure: String, bidder: Int, _ reading: Reading) {
    if let index = plan.indexOfMeasure[measure], bidder < bidders.count { bidders[bidder][index] = reading }
  }

  public mutating func add(series measure: Measure, group: Int? = nil, _ readings: [Reading]) {
    precondition(readings.count == plan.axis.values.count, "a series has one reading per bucket of the axis")
    series.append(Series(measure: measure, group: group, readings: readings))
  }

  public mutating func add(distribution measure: Measure, _ cells: [Distribution.Cell]) {
    distributions.append(Distribution(measure: measure, cells: cells))
  }

  /// Kept of the first replicate only.
  public mutating func add(table: Table) { tables.append(table) }

  public mutating func check(_ statement: String, _ left: Double, equals right: Double) {
    identities.append(Identity(statement: statement, left: left, right: right))
  }
}
