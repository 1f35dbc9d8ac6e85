public import MarketModel
public import Randomness
public import Statistics

/// Independent private values with a beta distribution on 0 to `high`.
///
/// Mean high · alpha / (alpha + beta).
public struct BetaValues: ValueModel {
  public static let card = Card(
    "beta", "Private values, independent, with a beta distribution from 0 to high.", source: "standard")

  let alpha: Double
  let beta: Double
  let high: Double
  let sampler: BetaSampler

  public init(_ settings: inout Settings) {
    alpha = settings.number("alpha", in: Bounds(1e-3, 1e6), default: 2, "First shape.")
    beta = settings.number("beta", in: Bounds(1e-3, 1e6), default: 2, "Second shape.")
    high = settings.number("high", in: .nonNegative, default: 1, unit: .money, "The highest value.")
    sampler = BetaSampler(alpha: alpha, beta: beta)
  }

  public var distribution: Distribution? { .beta(alpha: alpha, beta: beta, high: high) }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices { values[i] = high * sampler.sample(using: &stream) }
  }
}
