internal import MarketModel
internal import Statistics

/// The readings of one figure — a measure of the market, a group, a bidder or a bucket — over replicates, for all
/// variants at once.
///
/// A mean keeps one coordinate per variant, a ratio of means two (numerator and denominator), so that means, ratios and
/// the paired differences between variants all come from one mean vector and one matrix of co-moments.
struct Tally: Sendable {
  private var moments: Comoments?
  private let variants: Int
  private var isRatio: Bool?
  /// Per variant: how many replicates were undefined, and why the first was.
  private var undefined: [(count: Int, reason: String)?]
  private var replicates = 0
  private var row: [Double] = []

  init(variants: Int) {
    self.variants = variants
    undefined = Array(repeating: nil, count: variants)
  }

  /// Adds one replicate: a reading per variant, nil where the variant has no such figure.
  mutating func add(_ readings: [Reading?], form: Measure.Form) {
    replicates += 1
    row.removeAll(keepingCapacity: true)
    let ratio = form == .ratioOfMeans
    for (variant, reading) in readings.enumerated() {
      var (numerator, denominator) = (0.0, 1.0)
      switch reading {
      case .value(let value): numerator = value
      case .ratio(let a, let b) where ratio: (numerator, denominator) = (a, b)
      case .ratio(let a, let b): numerator = a / b
      case .undefined(let reason): exclude(variant, reason)
      case nil: break
      }
      if !(numerator.isFinite && denominator.isFinite) {
        exclude(variant, "the sum is not finite")
        (numerator, denominator) = (0, 1)
      }
      row.append(numerator)
      if ratio { row.append(denominator) }
    }
    isRatio = ratio
    if moments == nil { moments = Comoments(dimension: row.count) }
    moments?.add(row)
  }

  private mutating func exclude(_ variant: Int, _ reason: String) {
    undefined[variant] = ((undefined[variant]?.count ?? 0) + 1, undefined[variant]?.reason ?? reason)
  }

  /// Why a variant's figure cannot be computed.
  private func obstacle(_ variant: Int) -> String? {
    guard let undefined = undefined[variant] else { return nil }
    return undefined.count == replicates
      ? undefined.reason : "\(undefined.reason) (in \(undefined.count) of \(replicates) replicates)"
  }

  /// The figure of one variant.
  func estimate(_ variant: Int) -> Estimate {
    if let reason = obstacle(variant) { return Estimate(mean: nil, replicates: replicates, reason: reason) }
    return estimate(weights: [(variant, 1)])
  }

  /// The paired difference `a` − `b` of two variants.
  func difference(_ a: Int, _ b: Int) -> Estimate {
    for (variant, role) in [(a, "first"), (b, "second")] {
      if let reason = obstacle(variant) {
        return Estimate(mean: nil, replicates: replicates, reason: "the \(role) is undefined: \(reason)")
      }
    }
    let difference = estimate(weights: [(a, 1), (b, -1)])
    let scale = max(abs(estimate(a).mean ?? 0), abs(estimate(b).mean ?? 0))
    return difference.withoutRounding(scale)
  }

  /// A signed sum of variants' figures, by the delta method where they are ratios.
  private func estimate(weights: [(variant: Int, sign: Double)]) -> Estimate {
    guard let moments else { return Estimate(mean: nil, replicates: 0, reason: "there was no replicate") }
    var gradient: [(coordinate: Int, slope: Double)] = []
    var value = 0.0
    var size = 0.0
    for (variant, sign) in weights {
      if isRatio == true {
        let (numerator, denominator) = (moments.mean(2 * variant) ?? 0, moments.mean(2 * variant + 1) ?? 0)
        if denominator == 0 { return Estimate(mean: nil, replicates: replicates, reason: "the denominator is 0") }
        let ratio = numerator / denominator
        value += sign * ratio
        size += abs(ratio)
        gradient.append((2 * variant, sign / denominator))
        gradient.append((2 * variant + 1, -sign * ratio / denominator))
      } else {
        value += sign * (moments.mean(variant) ?? 0)
        size += abs(moments.mean(variant) ?? 0)
        gradient.append((variant, sign))
      }
    }
    // Two ways to add up the same payments differ in their last bits: that is no difference between variants.
    if abs(value) <= 1e-12 * size { value = 0 }
    if !value.isFinite { return Estimate(mean: nil, replicates: replicates, reason: "the sum is not finite") }
    if replicates < 2 {
      return Estimate(mean: value, replicates: replicates, reason: "one replicate has no interval")
    }
    var variance = 0.0
    var scale = 0.0
    for (i, slope) in gradient {
      for (j, other) in gradient {
        let term = slope * other * (moments.covariance(i, j) ?? 0)
        variance += term
        scale += abs(term)
      }
    }
    // What cancels down to rounding is zero: the readings moved together exactly.
    if scale.isFinite && variance <= 1e-14 * scale { variance = 0 }
    let error = (variance / Double(replicates)).squareRoot()
    let half = StudentT.quantile(0.975, degreesOfFreedom: Double(replicates - 1)) * error
    if !half.isFinite { return Estimate(mean: value, replicates: replicates, reason: "the variance is not finite") }
    return Estimate(
      mean: value, standardError: error, low: value - half, high: value + half, replicates: replicates)
  }
}

extension Estimate {
  /// Zero where only the last bits of the two sides differ: a sum in another order is no difference.
  fileprivate func withoutRounding(_ scale: Double) -> Estimate {
    guard let mean, abs(mean) <= 1e-12 * scale, standardError ?? 0 <= 1e-12 * scale else { return self }
    let zero: Double? = standardError == nil ? nil : 0
    return Estimate(mean: 0, standardError: zero, low: zero, high: zero, replicates: replicates, reason: reason)
  }
}
