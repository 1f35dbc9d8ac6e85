/// Rows of the table that are measured together: one file in `Rows`, one line in `allBenches`.
///
/// Mostly one row. Rows that one C program speaks of share its runs: it measures all its sizes each time it is started.
struct Bench: Sendable {
  /// One line of the table.
  struct Row: Sendable {
    let name: String
    /// The ratio to reach.
    let target: Double
  }

  let rows: [Row]
  /// Unit of `ours` and `baseline`.
  let unit: String
  /// Measures the rows of these names, in their order.
  let measure: @Sendable (_ wanted: [String]) async throws -> [Measurement]

  /// A bench of several rows.
  init(
    _ rows: [Row], unit: String, measure: @escaping @Sendable (_ wanted: [String]) async throws -> [Measurement]
  ) {
    self.rows = rows
    self.unit = unit
    self.measure = measure
  }

  /// A bench of one row.
  init(
    _ name: String, target: Double, unit: String, measure: @escaping @Sendable () async throws -> Measurement
  ) {
    self.init([Row(name: name, target: target)], unit: unit) { _ in [try await measure()] }
  }
}

/// What came out of one row.
struct Measurement: Sendable {
  let ours: Double
  let baseline: Double
  /// 1 and above: as good as the baseline, or better.
  let ratio: Double
  /// The rate of a C program of the same work, where the row is measured against something else.
  var cRate: Double?

  init(ours: Double, baseline: Double, ratio: Double) {
    self.ours = ours
    self.baseline = baseline
    self.ratio = ratio
  }

  /// Two rates, of us and of what we are compared with.
  static func rate(_ ours: Double, against baseline: Double) -> Measurement {
    Measurement(ours: ours, baseline: baseline, ratio: ours / baseline)
  }

  /// A cost and what it may be. A cost of nothing, as noise can make it, counts as a hundredth of the limit.
  static func cost(_ ours: Double, limit: Double) -> Measurement {
    Measurement(ours: ours, baseline: limit, ratio: limit / max(ours, limit / 100))
  }
}

/// Why a row has no figures though nothing is wrong with us: an input that this machine lacks.
struct Unavailable: Error, CustomStringConvertible {
  let description: String
}

/// Something that must not happen: a C program that does not build, an answer that is not the expected one.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// The answers of both sides must agree, or their times say nothing.
func agree(_ what: String, _ ours: Double, _ baseline: Double, within tolerance: Double) throws {
  if abs(ours - baseline) <= tolerance { return }
  throw BenchFailure("\(what): ours is \(ours), the baseline's \(baseline)")
}
