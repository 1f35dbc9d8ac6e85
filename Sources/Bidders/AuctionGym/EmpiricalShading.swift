public import MarketModel
public import Randomness

/// Bids a fraction of its expected value that has paid best so far, and tries fractions nearby.
///
/// A fraction is N(γ, deviation²), cut to 0 … 1. After each iteration the fractions tried are cut into buckets of equal width,
/// at most `width`, and γ becomes the middle of the bucket with the highest mean utility less 1.96 standard errors, utility
/// being value · click − price where it won and 0 elsewhere.
///
/// **Ties**: the higher bucket. **Edge cases**: buckets with fewer than two auctions do not count; if none counts γ stays.
/// - Complexity: one normal number a round; O(auctions + buckets) an iteration.
///
/// Source: Jeunen et al. 2022 (AuctionGym), as in the released code. Differs: the highest fraction tried counts too.
public struct EmpiricalShading: BidShading {
  public static let card = Card(
    "empirical-shaded", label: "empirical shading",
    "Bids the fraction of its expected value that has paid best, and tries fractions nearby.",
    source: "Jeunen et al. 2022, as in the released code")

  private let start: Double
  private let deviation: Double
  private let width: Double
  /// γ.
  public private(set) var centre = 1.0
  private let normal = NormalSampler()

  public init(_ settings: inout Settings) {
    start = settings.number("start", in: .share, default: 1, "γ before the first iteration.")
    deviation = settings.number("deviation", in: .positive, default: 0.02, "How far around γ it tries fractions.")
    width = settings.number("width", in: Bounds(1e-4, 1), default: 0.005, "The widest bucket.")
  }

  public var learns: Bool { true }
  public mutating func begin() { centre = start }

  public mutating func factor(value: Double, estimate: Double, using stream: inout RandomStream) -> Double {
    min(1, max(0, centre + deviation * normal.sample(using: &stream)))
  }

  public mutating func learn(_ log: borrowing AdLog) {
    var low = Double.infinity
    var high = -Double.infinity
    for i in log.records.indices {
      low = min(low, log.records[i].shading)
      high = max(high, log.records[i].shading)
    }
    guard high > low else { return }
    let count = max(1, Int(((high - low) / width).rounded(.down)))
    var sums = [(count: Double, sum: Double, squares: Double)](repeating: (0, 0, 0), count: count)
    for i in log.records.indices {
      let record = log.records[i]
      let place = min(count - 1, Int((record.shading - low) / (high - low) * Double(count)))
      let utility = record.hasWon ? (record.isClicked ? record.value : 0) - record.price : 0
      sums[place].count += 1
      sums[place].sum += utility
      sums[place].squares += utility * utility
    }
    var best = (place: -1, bound: -Double.infinity)
    for place in sums.indices where sums[place].count > 1 {
      let mean = sums[place].sum / sums[place].count
      let variance = max(0, sums[place].squares / sums[place].count - mean * mean)
      let bound = mean - 1.96 * (variance / sums[place].count).squareRoot()
      if bound >= best.bound { best = (place, bound) }
    }
    if best.place >= 0 { centre = low + (high - low) * (Double(best.place) + 0.5) / Double(count) }
  }
}
