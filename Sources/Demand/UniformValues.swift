public import MarketModel
public import Randomness
public import Statistics

/// Independent private values, uniform between two ends.
public struct UniformValues: ValueModel {
  public static let card = Card(
    "uniform", "Private values, independent and uniform between low and high.", source: "standard")

  let low: Double
  let width: Double

  public init(_ settings: inout Settings) {
    low = settings.number("low", in: .nonNegative, default: 0, unit: .money, "The lowest value.")
    let high = settings.number("high", in: .nonNegative, default: 1, unit: .money, "The highest value.")
    settings.check(high >= low, "high", "\(shortest(high)) is below low", remedy: "write at least \(shortest(low))")
    // The market looks at the values before it is refused: ends in the wrong order stand for one value.
    width = max(0, high - low)
  }

  public var distribution: Distribution? { .uniform(low: low, high: low + width) }

  @inline(__always) public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    stream.fill(&values, low: low, width: width)
  }
}
