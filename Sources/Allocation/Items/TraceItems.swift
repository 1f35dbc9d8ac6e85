public import MarketModel
public import Randomness
internal import Tables

/// Items from a CSV file: `weight,value`, and if it has them `time` and `duration`.
///
/// Weights are shares of the capacity, above 0 and at most 1. They are counted in whole units: 1/`resolution` of the
/// capacity each, by default the smallest power of ten, up to a million, that makes every weight whole. Without a `time`
/// items come a second apart in the order of the file; rows with times must be sorted. A `duration` is how long an
/// accepted item keeps its capacity [s].
///
/// Source: ours; the format of weights and values is that of public traces of cloud jobs.
public struct TraceItems: ItemSource {
  public static let card = Card(
    "trace", label: "items from a file", "Items from a CSV file, in the order given.", source: "ours",
    example: ["file": "jobs.csv"])

  let items: [KnapsackItem]
  public let capacity: Int

  public init(_ settings: inout Settings) {
    let table = settings.table(
      "file",
      columns: [
        ColumnRequest("weight", .number(in: 0...1)),
        ColumnRequest("value", .number(in: 0...1e12)),
        ColumnRequest("time", .number(in: 0...1e15), isOptional: true),
        ColumnRequest("duration", .number(in: 0...1e15), isOptional: true),
      ], required: true, "A CSV file with one item a row.")
    let resolution = settings.optionalInteger(
      "resolution", in: 1...1_000_000, otherwise: "the smallest power of ten that makes all weights whole",
      "Units the capacity is divided into.")
    guard let table, let weights = table.numbers("weight"), let values = table.numbers("value") else {
      items = Self.standIns
      capacity = 1
      return
    }
    let units = resolution ?? Self.resolution(of: weights)
    let times = table.numbers("time")
    let durations = table.numbers("duration")
    var items: [KnapsackItem] = []
    items.reserveCapacity(table.rows)
    var isSound = true
    func fail(_ row: Int, _ problem: String, remedy: String) {
      settings.fail("file", row: row, of: table, problem, remedy: remedy)
      isSound = false
    }
    for row in 0..<table.rows {
      let weight = Self.whole(weights[row], units)
      if weights[row] == 0 {
        fail(row, "the weight is 0", remedy: "give a weight above 0")
      } else if weight == nil {
        fail(
          row, "the weight \(shortest(weights[row])) is not a whole multiple of 1/\(units)",
          remedy: "round the weights, or give another `resolution`")
      }
      if values[row] == 0 {
        fail(
          row, "the value is 0", remedy: "give a value above 0, or leave the item out")
      }
      if let times, row > 0, times[row] < times[row - 1] {
        fail(
          row, "the time \(shortest(times[row])) comes after \(shortest(times[row - 1]))",
          remedy: "sort the rows by time")
      }
      if let durations, durations[row] == 0 {
        fail(
          row, "the duration is 0", remedy: "give a time above 0, or leave the item out")
      }
      items.append(
        KnapsackItem(
          value: values[row], weight: max(weight ?? 1, 1), time: times?[row] ?? Double(row),
          duration: durations?[row] ?? .infinity))
    }
    // A mistake in a row must not show up again as one of the bounds or of the policy.
    self.items = isSound ? items : Self.standIns
    capacity = isSound ? units : 1
  }

  /// What stands in for items that cannot be read.
  private static let standIns = [
    KnapsackItem(value: 1, weight: 1, time: 0), KnapsackItem(value: 2, weight: 1, time: 1),
  ]

  /// The smallest power of ten that makes every weight whole; a million where none does.
  private static func resolution(of weights: [Double]) -> Int {
    var units = 1
    while units < 1_000_000 && !weights.allSatisfy({ whole($0, units) != nil }) { units *= 10 }
    return units
  }

  /// `weight` in units, if it is a whole number of at least 1 of them but for rounding.
  private static func whole(_ weight: Double, _ units: Int) -> Int? {
    let exact = weight * Double(units)
    let rounded = exact.rounded()
    return rounded >= 1 && abs(exact - rounded) <= 1e-9 * rounded ? Int(rounded) : nil
  }

  public var densities: ClosedRange<Double> {
    var low = Double.infinity
    var high = 0.0
    for item in items {
      let density = item.density(ofCapacity: capacity)
      low = min(low, density)
      high = max(high, density)
    }
    return low...max(low, high)
  }

  public var returnsCapacity: Bool { items.contains { $0.duration < .infinity } }
  public var expectedCount: Int { items.count }
  public var isFixed: Bool { true }
  public func draw(using stream: inout RandomStream) -> [KnapsackItem] { items }
}
