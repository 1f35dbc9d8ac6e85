#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Items that are alike and independent: density uniform, or uniform in its logarithm; weight a uniform whole number.
///
/// One comes every `interval`; with a `duration` an accepted item keeps its capacity for an exponential time of that mean.
///
/// Source: ours.
public struct UniformItems: ItemSource {
  public static let card = Card(
    "uniform-items", "Independent items, density uniform or uniform in its logarithm.", source: "ours")

  let count: Int
  public let capacity: Int
  let lightest: Int
  let heaviest: Int
  let low: Double
  let high: Double
  let isLogarithmic: Bool
  let interval: Double
  let duration: Double?

  public init(_ settings: inout Settings) {
    count = settings.integer("count", in: 1...10_000_000, default: 1000, "How many items arrive.")
    capacity = settings.integer("capacity", in: 1...1_000_000, default: 100, "Units the capacity is divided into.")
    lightest = settings.integer("lightest", in: 1...1_000_000, default: 1, "Lowest weight [units].")
    heaviest = settings.integer("heaviest", in: 1...1_000_000, default: 5, "Highest weight [units].")
    low = settings.number("low", in: .density, default: 1, unit: .money, "Lowest density [money per capacity].")
    high = settings.number("high", in: .density, default: 100, unit: .money, "Highest density.")
    isLogarithmic = settings.flag("logarithmic", default: true, "Whether the density's logarithm is uniform.")
    interval = settings.number("interval", in: .positive, default: 1, unit: .time, "Time between items.")
    duration = settings.optionalNumber(
      "duration", in: .positive, unit: .time, otherwise: "none: what is taken is kept",
      "Mean time after which an item gives its capacity back.")
    settings.check(low < high, "high", "the highest density is not above the lowest", remedy: "write more than `low`")
    settings.check(
      lightest <= heaviest, "heaviest", "the highest weight is below the lowest", remedy: "write at least `lightest`")
    settings.check(
      heaviest <= capacity, "heaviest", "an item would weigh more than the capacity",
      remedy: "write at most `capacity`, which is \(capacity)")
  }

  public var densities: ClosedRange<Double> { low...max(low, high) }
  public var returnsCapacity: Bool { duration != nil }
  public var expectedCount: Int { count }

  public func draw(using stream: inout RandomStream) -> [KnapsackItem] {
    let exponential = ExponentialSampler()
    let spread = log(high / low)
    return (1...count).map { number in
      let weight = lightest + stream.index(below: heaviest - lightest + 1)
      let unit = stream.unit()
      let density = isLogarithmic ? min(low * exp(spread * unit), high) : low + (high - low) * unit
      return KnapsackItem(
        value: density * Double(weight) / Double(capacity), weight: weight, time: Double(number) * interval,
        duration: duration.map { $0 * exponential.sample(using: &stream) } ?? .infinity)
    }
  }
}
