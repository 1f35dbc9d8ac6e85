public import MarketModel
public import Randomness
public import Statistics

/// Independent private values with an exponential distribution.
public struct ExponentialValues: ValueModel {
  public static let card = Card(
    "exponential", "Private values, independent and exponential with a given mean.", source: "standard")

  let mean: Double
  let sampler = ExponentialSampler()

  public init(_ settings: inout Settings) {
    mean = settings.number("mean", in: .positive, default: 1, unit: .money, "The expected value.")
  }

  public var distribution: Distribution? { .exponential(mean: mean) }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices { values[i] = mean * sampler.sample(using: &stream) }
  }
}
