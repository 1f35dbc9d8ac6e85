#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Jobs of a cloud, drawn from a seed: a twin of real traces that needs no download.
///
/// A job weighs 1, 3 or 5 hundredths of the capacity, equally often. Its density is its length, in slots of ten seconds,
/// times a price per slot that is uniform between 1 and `price-spread`; the length is lognormal and redrawn until it lies
/// between `shortest` and `longest`. The recipe of value and weight is the reference's; the lengths' two parameters were
/// chosen by us to come near the middle of the traces with a spread of 50 (mean and standard deviation of the log density
/// 6.70 and 1.35 there).
///
/// Source: the recipe of values and weights: Lechowicz et al. 2024, released code; the distribution of lengths is ours.
public struct SyntheticJobs: ItemSource {
  public static let card = Card(
    "synthetic-jobs", "Draws jobs of a cloud like those of real traces.",
    source: "recipe: Lechowicz et al. 2024, released code; lengths: ours")

  let count: Int
  let priceSpread: Double
  let medianLength: Double
  let lengthSpread: Double
  let shortestLength: Double
  let longestLength: Double
  public let capacity = 100

  public init(_ settings: inout Settings) {
    count = settings.integer("count", in: 1...10_000_000, default: 4300, "How many jobs arrive.")
    priceSpread = settings.number(
      "price-spread", in: Bounds(1, 1e6, includesLower: false), default: 50, "Highest price per slot; the lowest is 1.")
    medianLength = settings.number(
      "median-length", in: .positive, default: 22, unit: Unit("slots"), "Median length before short and long are cut.")
    lengthSpread = settings.number(
      "length-spread", in: Bounds(0, 10), default: 1.5, "Standard deviation of the lengths' logarithm.")
    shortestLength = settings.number("shortest", in: .density, default: 10, unit: Unit("slots"), "Shortest length.")
    longestLength = settings.number("longest", in: .density, default: 1000, unit: Unit("slots"), "Longest length.")
    settings.check(
      shortestLength < longestLength, "longest", "the longest length is not above the shortest",
      remedy: "write more than `shortest`")
    // Lengths are redrawn until they fit: that must not take for ever.
    settings.check(
      shortestLength <= medianLength * exp(2 * lengthSpread) && longestLength >= medianLength * exp(-2 * lengthSpread),
      "median-length", "hardly any length would lie between the shortest and the longest",
      remedy: "choose bounds nearer to the median")
  }

  public var densities: ClosedRange<Double> { shortestLength...max(shortestLength, longestLength * priceSpread) }
  public var expectedCount: Int { count }

  public func draw(using stream: inout RandomStream) -> [KnapsackItem] {
    let normal = NormalSampler()
    return (1...count).map { number in
      var length = 0.0
      // A narrow window between the bounds would make redrawing slow: after 10,000 draws the last is clipped.
      for _ in 0..<10_000 {
        length = medianLength * exp(lengthSpread * normal.sample(using: &stream))
        if length >= shortestLength && length <= longestLength { break }
      }
      length = min(max(length, shortestLength), longestLength)
      let weight = 1 + 2 * stream.index(below: 3)
      let density = length * (1 + (priceSpread - 1) * stream.unit())
      return KnapsackItem(
        value: density * Double(weight) / Double(capacity), weight: weight, time: Double(number))
    }
  }
}
