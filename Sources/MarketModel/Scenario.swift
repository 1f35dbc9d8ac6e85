/// An experiment that can be run: a scenario that exists is valid, so a run cannot fail on input.
public struct Scenario: Sendable {
  public var title: String
  /// Markdown-free paragraphs; empty when the scenario gives none.
  public var description: String
  /// Where the model or the claim comes from.
  public var source: String
  /// What the scenario is meant to show, in one sentence.
  public var claim: String
  public var tags: [String]
  /// 0…2⁵³ − 1.
  public var seed: UInt64
  public var replicates: Int
  /// At least one; a scenario without variants has one called `base`.
  public var variants: [Variant]
  /// Names of the measures to record, in order; each exists in every variant's world.
  public var measures: [String]
  public var report: ReportOptions
  public var expectations: [Expectation]
  /// Files it read, in the order of the settings that name them.
  public var inputs: [InputFile]
  public var provenance: Provenance

  public init(
    title: String, description: String = "", source: String = "", claim: String = "", tags: [String] = [],
    seed: UInt64, replicates: Int, variants: [Variant], measures: [String], report: ReportOptions = ReportOptions(),
    expectations: [Expectation] = [], inputs: [InputFile] = [], provenance: Provenance = Provenance()
  ) {
    self.title = title
    self.description = description
    self.source = source
    self.claim = claim
    self.tags = tags
    self.seed = seed
    self.replicates = replicates
    self.variants = variants
    self.measures = measures
    self.report = report
    self.expectations = expectations
    self.inputs = inputs
    self.provenance = provenance
  }
}

/// One world of a scenario: the base with named overrides, run on the same random streams as the others.
public struct Variant: Sendable {
  public var name: String
  /// What it sets, as written: path and value.
  public var overrides: [(path: String, value: String)]
  public var world: any World
  /// Label and sentence of the world's card.
  public var worldLabel: String
  public var worldSummary: String
  /// The world's settings with their values, for the report.
  public var fields: [Field]

  public init(
    name: String, overrides: [(path: String, value: String)] = [], world: any World, fields: [Field] = []
  ) {
    self.name = name
    self.overrides = overrides
    self.world = world
    let card = type(of: world).card
    worldLabel = card.label
    worldSummary = card.summary
    self.fields = fields
  }
}

extension Variant {
  /// The number it gives to the setting of an axis; nil when it gives none.
  public func value(of axis: SettingAxis) -> Double? {
    overrides.last { $0.path == axis.path }.flatMap { Double($0.value) }
  }
}

/// What a scenario wants in its report beside the headline table.
public struct ReportOptions: Sendable {
  /// Results per bidder, in `metrics.csv`.
  public var bidders: Bool
  /// Time buckets of the series.
  public var buckets: Int
  /// Names of the measures to draw over time; nil: the report chooses.
  public var figures: [String]?
  /// Names of the measures to compare over the variants, a bar chart each.
  public var compare: [String]
  /// Figures over a setting that variants give different numbers.
  public var over: SettingAxis?
  /// Figures of one measure against another, a point for each variant.
  public var pareto: [TradeOff]

  /// Whether figures are asked for that are not over time; then only `figures` are.
  public var drawsOtherFigures: Bool { !compare.isEmpty || over != nil || !pareto.isEmpty }

  public init(
    bidders: Bool = false, buckets: Int = 50, figures: [String]? = nil, compare: [String] = [],
    over: SettingAxis? = nil, pareto: [TradeOff] = []
  ) {
    self.bidders = bidders
    self.buckets = buckets
    self.figures = figures
    self.compare = compare
    self.over = over
    self.pareto = pareto
  }
}

/// Two measures that one would have good at once: variants are points of a figure, and those that no other dominates are
/// its Pareto front.
public struct TradeOff: Sendable, Equatable {
  public enum Better: String, CaseIterable, Sendable {
    case high
    case low
  }

  /// Name of the measure along the figure's foot, and which of two values is better.
  public var x: String
  public var betterX: Better
  /// Name of the measure up its side.
  public var y: String
  public var betterY: Better

  public init(x: String, better betterX: Better = .high, y: String, better betterY: Better = .high) {
    self.x = x
    self.betterX = betterX
    self.y = y
    self.betterY = betterY
  }

  /// Whether (x, y) of `a` is at least as good as that of `b` in both and better in one.
  public func dominates(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Bool {
    let gainX = betterX == .high ? a.x - b.x : b.x - a.x
    let gainY = betterY == .high ? a.y - b.y : b.y - a.y
    return gainX >= 0 && gainY >= 0 && (gainX > 0 || gainY > 0)
  }
}

/// A setting as the axis of figures: variants that differ in it alone are points of one curve.
public struct SettingAxis: Sendable, Equatable {
  /// Path of the setting, as variants set it: `world.most`.
  public var path: String
  /// For the axis; the path where the scenario gives none.
  public var label: String
  /// Names of the measures to draw.
  public var measures: [String]

  public init(path: String, label: String? = nil, measures: [String]) {
    self.path = path
    self.label = label ?? path
    self.measures = measures
  }
}

/// Something a scenario says will come out: a scenario is also a test.
public struct Expectation: Sendable {
  public enum Claim: Sendable {
    case equals(Double)
    case atLeast(Double)
    case atMost(Double)
    case within(value: Double, tolerance: Double)
  }

  public var measure: String
  /// One of the scenario's variants.
  public var variant: String
  public var group: String?
  public var claim: Claim

  public init(measure: String, variant: String, group: String? = nil, claim: Claim) {
    self.measure = measure
    self.variant = variant
    self.group = group
    self.claim = claim
  }

  /// Whether a mean of `value` fulfils it.
  public func isFulfilled(by value: Double) -> Bool {
    switch claim {
    case .equals(let wanted): value == wanted
    case .atLeast(let bound): value >= bound
    case .atMost(let bound): value <= bound
    case .within(let wanted, let tolerance): abs(value - wanted) <= tolerance
    }
  }
}

/// What one needs to run the same again. Never an output folder, a thread count, an absolute path or a clock.
public struct Provenance: Sendable {
  /// The scenario's path below `Scenarios/`, else its file name; empty for a scenario built in code.
  public var scenarioPath: String
  /// `--set` arguments as typed.
  public var overrides: [String]
  /// Eight hexadecimal digits of the SHA-256 of the scenario as resolved: base, overrides, seed, replicates, inputs.
  public var digest: String
  /// Whether `--seed` or `--replicates` changed what the file says.
  public var hasOwnSeed: Bool
  public var hasOwnReplicates: Bool

  public init(
    scenarioPath: String = "", overrides: [String] = [], digest: String = "", hasOwnSeed: Bool = false,
    hasOwnReplicates: Bool = false
  ) {
    self.scenarioPath = scenarioPath
    self.overrides = overrides
    self.digest = digest
    self.hasOwnSeed = hasOwnSeed
    self.hasOwnReplicates = hasOwnReplicates
  }
}
