public import MarketModel
public import Randomness
public import Statistics

/// Independent private values with a density that is constant between neighbouring edges: a histogram.
///
/// **Edge cases**: a weight of 0 — no value falls into that piece.
public struct PiecewiseUniformValues: ValueModel {
  public static let card = Card(
    "piecewise-uniform", "Private values, independent, uniform within each of several pieces with given weights.",
    source: "standard", example: ["edges": [0, 3, 8], "weights": ["3/4", "1/4"]])

  let edges: [Double]
  let weights: [Double]
  let sampler: DiscreteSampler

  public init(_ settings: inout Settings) {
    let edges =
      settings.numbers("edges", in: .nonNegative, unit: .money, otherwise: "0, 1", "Where pieces end, ascending.")
      ?? [0, 1]
    let weights = settings.numbers(
      "weights", in: .nonNegative, otherwise: "all equal", "Relative frequency of each piece.")
    let ascend = edges.count >= 2 && zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }
    settings.check(
      ascend, "edges", edges.count < 2 ? "one edge bounds no piece" : "the edges do not ascend",
      remedy: "give two or more numbers, each above the one before")
    settings.check(
      weights == nil || weights?.count == edges.count - 1, "weights",
      "there are \(weights?.count ?? 0) weights for \(edges.count - 1) pieces", remedy: "give one weight per piece")
    settings.check(
      weights?.contains { $0 > 0 } ?? true, "weights", "every weight is 0", remedy: "give at least one weight above 0")
    self.edges = ascend ? edges : [0, 1]
    let pieces = self.edges.count - 1
    let usable = weights.map { $0.count == pieces && $0.contains { $0 > 0 } } ?? false
    self.weights = usable ? weights ?? [] : Array(repeating: 1, count: pieces)
    sampler = DiscreteSampler(weights: self.weights)
  }

  public var distribution: Distribution? { .histogram(edges: edges, weights: weights) }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices {
      let piece = sampler.sample(using: &stream)
      values[i] = edges[piece] + (edges[piece + 1] - edges[piece]) * stream.unit()
    }
  }
}
