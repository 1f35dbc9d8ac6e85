#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Items that come in bursts of similar density: demand that is sometimes cheap and sometimes dear.
///
/// Bursts arrive in a Poisson process; each has a geometric number of items, one second apart, and a density of its own,
/// uniform in its logarithm, from which its items differ by a lognormal factor, clipped to the bounds.
///
/// Source: ours.
public struct BurstItems: ItemSource {
  public static let card = Card(
    "bursts", "Items that come in bursts of similar density.", source: "ours")

  let count: Int
  public let capacity: Int
  let lightest: Int
  let heaviest: Int
  let low: Double
  let high: Double
  let size: Double
  let gap: Double
  let spread: Double

  public init(_ settings: inout Settings) {
    count = settings.integer("count", in: 1...10_000_000, default: 1000, "How many items arrive.")
    capacity = settings.integer("capacity", in: 1...1_000_000, default: 100, "Units the capacity is divided into.")
    lightest = settings.integer("lightest", in: 1...1_000_000, default: 1, "Lowest weight [units].")
    heaviest = settings.integer("heaviest", in: 1...1_000_000, default: 5, "Highest weight [units].")
    low = settings.number("low", in: .density, default: 1, unit: .money, "Lowest density [money per capacity].")
    high = settings.number("high", in: .density, default: 100, unit: .money, "Highest density.")
    size = settings.number("burst-size", in: .atLeast(1), default: 20, "Mean number of items in a burst.")
    gap = settings.number("gap", in: .positive, default: 60, unit: .time, "Mean time between bursts.")
    spread = settings.number(
      "spread", in: .nonNegative, default: 0.2, "Standard deviation of the log density within a burst.")
    settings.check(low < high, "high", "the highest density is not above the lowest", remedy: "write more than `low`")
    settings.check(
      lightest <= heaviest, "heaviest", "the highest weight is below the lowest", remedy: "write at least `lightest`")
    settings.check(
      heaviest <= capacity, "heaviest", "an item would weigh more than the capacity",
      remedy: "write at most `capacity`, which is \(capacity)")
  }

  public var densities: ClosedRange<Double> { low...max(low, high) }
  public var expectedCount: Int { count }

  public func draw(using stream: inout RandomStream) -> [KnapsackItem] {
    let exponential = ExponentialSampler()
    let normal = NormalSampler()
    var items: [KnapsackItem] = []
    items.reserveCapacity(count)
    var time = 0.0
    while items.count < count {
      time += gap * exponential.sample(using: &stream)
      let level = log(high / low) * stream.unit()
      repeat {
        let weight = lightest + stream.index(below: heaviest - lightest + 1)
        let density = min(max(low * exp(level + spread * normal.sample(using: &stream)), low), high)
        items.append(
          KnapsackItem(value: density * Double(weight) / Double(capacity), weight: weight, time: time))
        time += 1
      } while items.count < count && !stream.flip(1 / size)
    }
    return items
  }
}
