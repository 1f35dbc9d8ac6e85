public import MarketModel
public import Randomness
internal import Tables

/// Independent private values drawn with replacement from observed ones, in a CSV file or a list.
public struct EmpiricalValues: ValueModel {
  public static let card = Card(
    "empirical", "Private values, independent, drawn from observed ones in a CSV file or a list.", source: "standard",
    example: ["values": [0.2, 0.4, 0.4, 0.9]])

  let values: [Double]

  public init(_ settings: inout Settings) {
    let column = settings.text("column", default: "value", "The file's column of values [money].")
    let table = settings.table(
      "file", columns: [ColumnRequest(column, .number(in: 0...Double.greatestFiniteMagnitude))],
      otherwise: "none: `values` are used", "A CSV file with one observed value a row.")
    let list = settings.numbers(
      "values", in: .nonNegative, unit: .money, otherwise: "none: `file` is used", "The observed values themselves.")
    settings.check(
      settings.has("file") != settings.has("values"), settings.has("file") ? "values" : "file",
      settings.has("file") ? "both `file` and `values` are given" : "neither `file` nor `values` is given",
      remedy: "give one of them")
    values = table?.numbers(column) ?? list ?? [0]
  }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in values.indices { values[i] = self.values[stream.index(below: self.values.count)] }
  }
}
