public import MarketModel
public import Randomness

/// Opportunities at a fixed interval: the first after one interval, then one per interval.
public struct FixedArrivals: ArrivalProcess {
  public static let card = Card(
    "fixed", label: "fixed interval", "Opportunities come at a fixed interval.", source: "ours")

  /// [s] — constant.
  let interval: Double

  public init(_ settings: inout Settings) {
    interval =
      1
      / settings.number(
        "rate", in: .positive, default: 1, unit: .rate(of: "auctions"), "Opportunities per unit of time.")
  }

  public mutating func next(after time: Double, using stream: inout RandomStream) -> Double { time + interval }

  public func expectedCount(until time: Double) -> Double { (time / interval).rounded(.down) }
}
