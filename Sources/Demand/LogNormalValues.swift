#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness
public import Statistics

/// Independent private values whose logarithm is normal: exp(location + scale · Z).
///
/// The median is exp(location), the mean exp(location + scale² / 2).
public struct LogNormalValues: ValueModel {
  public static let card = Card(
    "lognormal", "Private values, independent, with a normal logarithm.", source: "standard")

  let location: Double
  let scale: Double
  let sampler = NormalSampler()

  public init(_ settings: inout Settings) {
    location = settings.number("location", in: Bounds(-300, 300), default: 0, "Mean of the logarithm.")
    scale = settings.number("scale", in: Bounds(0, 30), default: 1, "Standard deviation of the logarithm.")
  }

  public var distribution: Distribution? { .logNormal(location: location, scale: scale) }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices { values[i] = exp(location + scale * sampler.sample(using: &stream)) }
  }
}
