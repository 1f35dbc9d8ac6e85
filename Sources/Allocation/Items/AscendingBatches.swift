#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// The adversary of online knapsack: batches of ever denser items, each batch enough to fill the knapsack.
///
/// Densities rise geometrically from `low` to `high` in `steps` batches; all items weigh the same. Ended after a batch,
/// the optimum is a knapsack full of that batch, so a policy must take some of every batch but not too much; see the
/// measure `worst-prefix-ratio`. The same items in every replicate.
///
/// Source: Zhou, Chakrabarty and Lukose 2008.
public struct AscendingBatches: ItemSource {
  public static let card = Card(
    "ascending-batches", "Batches of ever denser items, each enough to fill the knapsack: the adversary.",
    source: "Zhou, Chakrabarty and Lukose 2008")

  public let capacity: Int
  let weight: Int
  let steps: Int
  let low: Double
  let high: Double

  public init(_ settings: inout Settings) {
    capacity = settings.integer("capacity", in: 1...1_000_000, default: 100, "Units the capacity is divided into.")
    weight = settings.integer("weight", in: 1...1_000_000, default: 1, "Weight of every item [units].")
    let steps = settings.integer("steps", in: 2...100_000, default: 200, "Batches.")
    low = settings.number("low", in: .density, default: 1, unit: .money, "Density of the first batch.")
    high = settings.number("high", in: .density, default: 100, unit: .money, "Density of the last batch.")
    settings.check(low < high, "high", "the highest density is not above the lowest", remedy: "write more than `low`")
    settings.check(
      weight <= capacity, "weight", "an item would weigh more than the capacity",
      remedy: "write at most `capacity`, which is \(capacity)")
    let isTooMuch = capacity / weight * steps > 20_000_000
    settings.check(
      !isTooMuch, "steps", "there would be more than 20 million items", remedy: "write fewer steps, or heavier items")
    // The sequence is drawn before the scenario is refused.
    self.steps = isTooMuch ? 2 : steps
  }

  public var densities: ClosedRange<Double> { low...max(low, high) }
  public var expectedCount: Int { capacity / weight * steps }
  public var isFixed: Bool { true }

  public func draw(using stream: inout RandomStream) -> [KnapsackItem] {
    var items: [KnapsackItem] = []
    items.reserveCapacity(expectedCount)
    let spread = log(high / low)
    for step in 0..<steps {
      let density = step == steps - 1 ? high : low * exp(spread * Double(step) / Double(steps - 1))
      for _ in 0..<(capacity / weight) {
        items.append(
          KnapsackItem(
            value: density * Double(weight) / Double(capacity), weight: weight, time: Double(items.count)))
      }
    }
    return items
  }
}
