public import MarketModel
internal import Randomness

/// Utilities drawn independently for every pair, uniform from `low` to `high`; a new market in each replicate.
///
/// With a negative `low` some pairs are losses. Source: the random assignment problem, as in Walkup 1979.
public struct UniformUtilities: UtilitySource {
  public static let card = Card(
    "uniform", "Utilities independent for every pair, uniform; a new market in each replicate.",
    source: "the random assignment problem: Walkup 1979")

  let size: GeneratedMarket
  let low: Double
  let high: Double

  public init(_ settings: inout Settings) {
    size = GeneratedMarket(&settings)
    low = settings.number("low", in: Bounds(-1e12, 1e12), default: 0, unit: .money, "Lowest utility.")
    high = settings.number("high", in: Bounds(-1e12, 1e12), default: 1, unit: .money, "Highest utility.")
    settings.check(
      low <= high, "high", "below `low`, which is \(shortest(low))",
      remedy: "write a number of at least \(shortest(low))")
  }

  public var isFixed: Bool { false }

  public func market(in replicate: Replicate) -> MatchingMarket {
    size.market(in: replicate) { _, stream in low + (high - low) * stream.unit() }
  }
}
