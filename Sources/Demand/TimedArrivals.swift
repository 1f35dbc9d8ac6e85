public import MarketModel
public import Randomness
internal import Tables

/// Opportunities at given times, from a CSV file or a list.
///
/// **Edge cases**: equal times are separate opportunities, in the order given; after the last time there are no more.
public struct TimedArrivals: ArrivalProcess {
  public static let card = Card(
    "times", label: "given times", "Opportunities come at given times, from a CSV file or a list.", source: "ours",
    example: ["times": [0.5, 1, 1, 2.5, 4]])

  /// [s], ascending — constant.
  let times: [Double]
  private var position = 0

  public init(_ settings: inout Settings) {
    let column = settings.text("column", default: "time", "The file's column of times [s].")
    let table = settings.table(
      "file", columns: [ColumnRequest(column, .number(in: 0...Double.greatestFiniteMagnitude))],
      otherwise: "none: `times` are used", "A CSV file with one opportunity a row.")
    let list = settings.numbers(
      "times", in: .nonNegative, unit: .time, otherwise: "none: `file` is used", "The times themselves.")
    settings.check(
      settings.has("file") != settings.has("times"), settings.has("file") ? "times" : "file",
      settings.has("file") ? "both `file` and `times` are given" : "neither `file` nor `times` is given",
      remedy: "give one of them")
    times = table?.numbers(column) ?? list ?? []
    if let index = times.indices.dropFirst().first(where: { times[$0] < times[$0 - 1] }) {
      settings.fail(
        settings.has("file") ? "file" : "times",
        "the time \(shortest(times[index])) comes after \(shortest(times[index - 1]))", remedy: "sort the times")
    }
  }

  public mutating func next(after time: Double, using stream: inout RandomStream) -> Double {
    if position == times.count { return .infinity }
    position += 1
    return max(time, times[position - 1])
  }

  public func expectedCount(until time: Double) -> Double {
    Double(times.firstIndex { $0 > time } ?? times.count)
  }
}
