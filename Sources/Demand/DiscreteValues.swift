public import MarketModel
public import Randomness
public import Statistics

/// Independent private values out of a list, with given weights.
///
/// **Edge cases**: a weight of 0 — that value never comes.
public struct DiscreteValues: ValueModel {
  public static let card = Card(
    "discrete", "Private values, independent, out of a list with given weights.", source: "standard",
    example: ["values": [1, 2, 3], "weights": [1, 1, 2]])

  let values: [Double]
  /// Relative, one per value.
  let weights: [Double]
  let sampler: DiscreteSampler

  public init(_ settings: inout Settings) {
    let values =
      settings.numbers("values", in: .nonNegative, unit: .money, otherwise: "0, 1", "The possible values.") ?? [0, 1]
    let weights = settings.numbers(
      "weights", in: .nonNegative, otherwise: "all equal", "Relative frequency of each value.")
    settings.check(
      weights == nil || weights?.count == values.count, "weights",
      "there are \(weights?.count ?? 0) weights for \(values.count) values", remedy: "give one weight per value")
    settings.check(
      weights?.contains { $0 > 0 } ?? true, "weights", "every weight is 0", remedy: "give at least one weight above 0")
    self.values = values
    let usable = weights.map { $0.count == values.count && $0.contains { $0 > 0 } } ?? false
    self.weights = usable ? weights ?? [] : Array(repeating: 1, count: values.count)
    sampler = DiscreteSampler(weights: self.weights)
  }

  public var distribution: Distribution? { .discrete(values: values, weights: weights) }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices { values[i] = self.values[sampler.sample(using: &stream)] }
  }
}
