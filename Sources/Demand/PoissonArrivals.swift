public import MarketModel
public import Randomness

/// Opportunities of a Poisson process: independent exponential gaps of mean 1/rate.
public struct PoissonArrivals: ArrivalProcess {
  public static let card = Card(
    "poisson", "Opportunities come at random with a constant rate (a Poisson process).", source: "Poisson 1837")

  /// Mean gap [s] — constant.
  let mean: Double
  let gap = ExponentialSampler()

  public init(_ settings: inout Settings) {
    mean =
      1
      / settings.number(
        "rate", in: .positive, default: 1, unit: .rate(of: "auctions"), "Expected opportunities per unit of time.")
  }

  @inline(__always) public mutating func next(after time: Double, using stream: inout RandomStream) -> Double {
    time + mean * gap.sample(using: &stream)
  }

  public func expectedCount(until time: Double) -> Double { time / mean }
}
