internal import MarketModel
internal import Statistics

/// Joins recordings, replicate by replicate in order, into results; its memory does not grow with replicates.
struct Fold: Sendable {
  private let scenario: Scenario
  private let plans: [RecordingPlan]
  /// (measures) of the market, all variants side by side for their differences.
  private var overall: [Tally]
  fileprivate var parts: [Part]

  /// What one variant has of its own.
  fileprivate struct Part: Sendable {
    var hasOverall: [Bool]
    var groups: [[Tally?]]
    var bidders: [[Tally?]]
    var series: [(measure: Measure, group: Int?, buckets: [Tally])] = []
    var distributions: [Recording.Distribution] = []
    var identities: [VariantResults.Identity] = []
    /// Nil before the first replicate.
    var tables: [Recording.Table]?
  }

  init(_ scenario: Scenario, _ plans: [RecordingPlan]) {
    self.scenario = scenario
    self.plans = plans
    overall = (plans.first?.measures ?? []).map { _ in Tally(variants: plans.count) }
    parts = plans.map { plan in
      let blank = [Tally?](repeating: nil, count: plan.measures.count)
      return Part(
        hasOverall: Array(repeating: false, count: plan.measures.count),
        groups: Array(repeating: blank, count: plan.groups.count),
        bidders: Array(repeating: blank, count: plan.bidders.count))
    }
  }

  /// Adds one replicate: a recording per variant.
  mutating func add(_ recordings: [Recording]) {
    for (index, measure) in (plans.first?.measures ?? []).enumerated() {
      overall[index].add(recordings.map { $0.overall[index] }, form: measure.form)
    }
    for (variant, recording) in recordings.enumerated() { parts[variant].add(recording) }
  }

  func results() -> Results {
    let variants = scenario.variants.indices.map { results(of: $0) }
    return Results(
      scenario: scenario, variants: variants, comparisons: comparisons(),
      expectations: scenario.expectations.map { check($0, variants) })
  }

  private func results(of variant: Int) -> VariantResults {
    let part = parts[variant]
    return VariantResults(
      name: scenario.variants[variant].name, plan: plans[variant],
      overall: overall.indices.map { part.hasOverall[$0] ? overall[$0].estimate(variant) : nil },
      groups: part.groups.map { $0.map { $0?.estimate(0) } }, bidders: part.bidders.map { $0.map { $0?.estimate(0) } },
      series: part.series.map { series in
        VariantResults.Series(
          measure: series.measure, group: series.group.map { plans[variant].groups[$0] },
          estimates: series.buckets.map { $0.estimate(0) })
      },
      distributions: part.distributions, identities: part.identities,
      tables: part.tables ?? [])
  }
}

extension Fold.Part {
  mutating func add(_ recording: Recording) {
    let measures = recording.plan.measures
    for (index, reading) in recording.overall.enumerated() where reading != nil { hasOverall[index] = true }
    Self.add(recording.groups, to: &groups, measures)
    Self.add(recording.bidders, to: &bidders, measures)
    if series.isEmpty {
      series = recording.series.map { ($0.measure, $0.group, $0.readings.map { _ in Tally(variants: 1) }) }
    }
    for (index, one) in recording.series.enumerated() {
      for (bucket, reading) in one.readings.enumerated() {
        series[index].buckets[bucket].add([reading], form: one.measure.form)
      }
    }
    if distributions.isEmpty {
      distributions = recording.distributions
    } else {
      for (index, one) in recording.distributions.enumerated() {
        distributions[index].cells = merged(distributions[index].cells, one.cells)
      }
    }
    if tables == nil { tables = recording.tables }
    if identities.isEmpty {
      identities = recording.identities.map { .init(statement: $0.statement, worstGap: 0, holds: true) }
    }
    for (index, one) in recording.identities.enumerated() {
      identities[index].worstGap = max(identities[index].worstGap, one.relativeGap)
      if !one.holds { identities[index].holds = false }
    }
  }

  private static func add(_ rows: [[Reading?]], to tallies: inout [[Tally?]], _ measures: [Measure]) {
    for (row, readings) in rows.enumerated() {
      for (index, reading) in readings.enumerated() {
        guard let reading else { continue }
        if tallies[row][index] == nil { tallies[row][index] = Tally(variants: 1) }
        tallies[row][index]?.add([reading], form: measures[index].form)
      }
    }
  }
}

/// Two ascending lists of cells as one. Cells that overlap are the same one, cut off at the least or greatest number of
/// its replicate: they are joined and their counts added.
private func merged(
  _ a: [Recording.Distribution.Cell], _ b: [Recording.Distribution.Cell]
) -> [Recording.Distribution.Cell] {
  var result: [Recording.Distribution.Cell] = []
  result.reserveCapacity(max(a.count, b.count))
  var (i, j) = (0, 0)
  while i < a.count || j < b.count {
    let overlaps =
      i < a.count && j < b.count && (a[i].low == b[j].low || (a[i].low < b[j].high && b[j].low < a[i].high))
    if overlaps {
      result.append(
        .init(low: min(a[i].low, b[j].low), high: max(a[i].high, b[j].high), count: a[i].count + b[j].count))
      i += 1
      j += 1
    } else if j == b.count || (i < a.count && a[i].low < b[j].low) {
      result.append(a[i])
      i += 1
    } else {
      result.append(b[j])
      j += 1
    }
  }
  return result
}

// MARK: - Comparisons and expectations

extension Fold {
  private func comparisons() -> [Comparison] {
    var found: [Comparison] = []
    var pValues: [Double] = []
    var judged: [Int] = []
    for (index, measure) in (plans.first?.measures ?? []).enumerated() {
      for a in plans.indices.dropFirst() {
        for b in 0..<a where parts[a].hasOverall[index] && parts[b].hasOverall[index] {
          let difference = overall[index].difference(a, b)
          if let mean = difference.mean, let error = difference.standardError {
            judged.append(found.count)
            pValues.append(Self.pValue(mean, error, replicates: difference.replicates))
          }
          found.append(
            Comparison(
              measure: measure, a: scenario.variants[a].name, b: scenario.variants[b].name, difference: difference,
              adjustedP: nil, isSignificant: false))
        }
      }
    }
    for (index, adjusted) in zip(judged, holm(pValues)) {
      found[index].adjustedP = adjusted
      found[index].isSignificant = adjusted < 0.05
    }
    return found
  }

  private static func pValue(_ mean: Double, _ error: Double, replicates: Int) -> Double {
    if mean == 0 { return 1 }
    if error == 0 { return 0 }
    return StudentT.twoSidedP(mean / error, degreesOfFreedom: Double(replicates - 1))
  }

  private func check(_ expectation: Expectation, _ variants: [VariantResults]) -> ExpectationResult {
    let variant = variants.first { $0.name == expectation.variant }
    let estimate =
      expectation.group.map { variant?[expectation.measure, group: $0] } ?? variant?[expectation.measure]
    let value = estimate?.mean
    return ExpectationResult(
      expectation: expectation, text: expectation.text(namesVariant: scenario.variants.count > 1),
      passed: value.map { expectation.isFulfilled(by: $0) } ?? false, value: value,
      reason: value == nil ? estimate?.reason ?? "the measure is not one of the whole market" : nil)
  }
}

extension Expectation {
  /// `revenue of lazy within 0.604167 ± 0.003`.
  func text(namesVariant: Bool) -> String {
    let subject =
      "\(measure)\(group.map { " of \($0)" } ?? "")\(namesVariant ? (group == nil ? " of " : " in ") + variant : "")"
    switch claim {
    case .equals(let value): return "\(subject) equals \(shortest(value))"
    case .atLeast(let bound): return "\(subject) at least \(shortest(bound))"
    case .atMost(let bound): return "\(subject) at most \(shortest(bound))"
    case .within(let value, let tolerance): return "\(subject) within \(shortest(value)) ± \(shortest(tolerance))"
    }
  }
}
