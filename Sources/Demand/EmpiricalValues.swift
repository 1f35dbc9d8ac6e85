public import MarketModel
public import Randomness
public import Statistics

/// Independent private values drawn with replacement from observed ones, in a CSV file or a list.
public struct EmpiricalValues: ValueModel {
  public static let card = Card(
    "empirical", "Private values, independent, drawn from observed ones in a CSV file or a list.", source: "standard",
    example: ["values": [0.2, 0.4, 0.4, 0.9]])

  let values: [Double]

  public init(_ settings: inout Settings) {
    values =
      settings.observations("values", column: "value", unit: .money, "The observed values themselves.").numbers ?? [0]
  }

  public var distribution: Distribution? { .empirical(values) }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices { values[i] = self.values[stream.index(below: self.values.count)] }
  }
}
