public import MarketModel
public import Randomness

/// Opportunities of a Poisson process whose rate follows a repeating profile.
///
/// The period is cut into as many equal slices as the profile has weights; in slice k the rate is
/// rate · weight k / mean weight, so that `rate` is the mean over a period. Sampled by thinning a process of the highest
/// rate.
///
/// **Edge cases**: a weight of 0 — no opportunity in that slice.
///
/// Source: Lewis and Shedler 1979.
public struct DailyProfileArrivals: ArrivalProcess {
  public static let card = Card(
    "daily-profile", "Opportunities come at random with a rate that follows a repeating profile, by default a day's.",
    source: "Lewis and Shedler 1979 (thinning)")

  /// Chance that a point of the fastest process is kept, per slice — constant.
  let keep: [Double]
  /// The same on average over a period.
  let keptOnAverage: Double
  /// Mean gap of the fastest process [s] — constant.
  let mean: Double
  let period: Double
  let gap = ExponentialSampler()

  public init(_ settings: inout Settings) {
    let rate = settings.number(
      "rate", in: .positive, default: 1, unit: .rate(of: "auctions"),
      "Expected opportunities per unit of time, over a period.")
    period = settings.number(
      "period", in: .positive, default: 86400, unit: .time, "How long one round of the profile takes.")
    let weights =
      settings.numbers(
        "profile", in: .nonNegative, otherwise: "24 hours, quiet at night and busiest at 20 h",
        "Relative rates in equal slices of the period.") ?? Self.day
    let highest = weights.max() ?? 0
    settings.check(highest > 0, "profile", "every weight is 0", remedy: "give at least one weight above 0")
    let average = weights.reduce(0, +) / Double(weights.count)
    keep = weights.map { highest > 0 ? $0 / highest : 1 }
    keptOnAverage = keep.reduce(0, +) / Double(keep.count)
    // Weights so high that their sum is not finite are averaged after they were divided by the highest.
    mean = highest > 0 && average.isFinite ? average / (rate * highest) : keptOnAverage / rate
  }

  /// Ours: the shape of consumer traffic, hour by hour.
  private static let day: [Double] = [
    4, 3, 2, 1.5, 1.5, 2, 3, 5, 7, 8, 8.5, 9, 9, 8.5, 8.5, 8.5, 9, 9.5, 10.5, 11.5, 12, 11, 9, 6,
  ]

  public mutating func next(after time: Double, using stream: inout RandomStream) -> Double {
    var time = time
    repeat { time += mean * gap.sample(using: &stream) } while stream.unit() >= chance(at: time)
    return time
  }

  /// By whole periods; a horizon of a part of one is taken at the mean rate.
  public func expectedCount(until time: Double) -> Double {
    time / mean * keep.reduce(0, +) / Double(keep.count)
  }

  /// That an opportunity at this time is kept. Where a time has no digits left to tell the phase, or is infinite, the
  /// average over a period: not one slice, which might keep none.
  private func chance(at time: Double) -> Double {
    let rounds = time / period
    guard rounds < 0x1p52 else { return keptOnAverage }
    let phase = rounds.truncatingRemainder(dividingBy: 1)
    return keep[min(Int(phase * Double(keep.count)), keep.count - 1)]
  }
}
