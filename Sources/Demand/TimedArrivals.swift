public import MarketModel
public import Randomness

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
    let (numbers, source) = settings.observations("times", column: "time", unit: .time, "The times themselves.")
    times = numbers ?? []
    if let index = times.indices.dropFirst().first(where: { times[$0] < times[$0 - 1] }) {
      settings.fail(
        source, "the time \(shortest(times[index])) comes after \(shortest(times[index - 1]))", remedy: "sort the times"
      )
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
