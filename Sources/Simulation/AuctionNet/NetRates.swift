internal import MarketModel
internal import Randomness
internal import Statistics

/// Predicted conversion rates, and the true ones around them.
///
/// The prediction for an opportunity is N(m, s²), cut to 0 … 1. m is the mean rate times a factor U[0.3, 1.7] of the
/// advertiser's category and one U[0.5, 1.5] of its own (the first of a category has none), each drawn for 8 ticks; s / m
/// is N(r, (r/5)²) for each tick, with r of N(0.5, 0.1²) for each advertiser. The true rate is normal around the prediction v
/// with deviation d v, cut off at −2 u₁ and 2 u₂ deviations with u₁, u₂ ~ U[0, 1] of the advertiser, and cut to 0 … 1; d is
/// |N(q, (q/2)²)|, at most 0.3, with q = |N(0.15, 0.06²)| of the advertiser, 0.2 where above 0.3.
///
/// Source: Su et al. 2024 (AuctionNet), as in the released code.
struct NetRates: Sendable {
  let mean: Double
  let categories: Int
  let categorySpread: Double
  let memberSpread: Double
  let window: Int
  let deviation: Double
  let uncertainty: Double

  init(_ settings: inout Settings) {
    mean = settings.number("mean", in: .share, default: 0.0005, "Predicted conversions per exposure, their mean.")
    categories = settings.integer("categories", in: 1...10_000, default: 6, "Categories of advertisers.")
    categorySpread = settings.number(
      "category-spread", in: .share, default: 0.7, "How far the factor of a category varies, up or down.")
    memberSpread = settings.number(
      "member-spread", in: .share, default: 0.5, "How far the factor of a member varies, up or down.")
    window = settings.integer("window", in: 1...100_000, default: 8, "Ticks for which factors stay.")
    deviation = settings.number(
      "deviation", in: .share, default: 0.5,
      "Standard deviation of predictions within a tick, as a share of their mean.")
    uncertainty = settings.number(
      "uncertainty", in: Bounds(0, 0.3), default: 0.15, "That of true rates around a prediction, as a share of it.")
  }

  /// One advertiser's rates in one replicate.
  struct Advertiser: Sendable {
    /// (ticks).
    var means: [Double]
    var deviations: [Double]
    /// q, and the cuts −2 u₁ and 2 u₂.
    var uncertainty: Double
    var lowCut: Double
    var highCut: Double
  }

  /// - Parameters:
  ///   - category: the factors of its category (windows).
  ///   - isFirst: whether it is its category's first member.
  func draw(ticks: Int, category: [Double], isFirst: Bool, using stream: inout RandomStream) -> Advertiser {
    let normal = NormalSampler()
    let spread = deviation > 0 ? Self.folded(deviation + 0.2 * deviation * normal.sample(using: &stream)) : 0
    var own = 1.0
    var means: [Double] = []
    var deviations: [Double] = []
    for tick in 0..<ticks {
      if tick % window == 0 {
        let factor = 1 - memberSpread + 2 * memberSpread * stream.unit()
        own = isFirst ? 1 : factor
      }
      means.append(min(1, mean * category[tick / window] * own))
      let ratio = spread > 0 ? Self.folded(spread * (1 + 0.2 * normal.sample(using: &stream))) : 0
      deviations.append(ratio * means[tick])
    }
    var q = abs(uncertainty * (1 + 0.4 * normal.sample(using: &stream)))
    if q > 0.3 { q = 0.2 }
    return Advertiser(
      means: means, deviations: deviations, uncertainty: q, lowCut: -2 * stream.unit(), highCut: 2 * stream.unit())
  }

  /// A ratio from 0 to 1: one below 0 becomes 0.1, as in the released code.
  private static func folded(_ ratio: Double) -> Double { ratio < 0 ? 0.1 : min(1, ratio) }

  /// The factors of a category (windows).
  func drawCategory(ticks: Int, using stream: inout RandomStream) -> [Double] {
    (0..<((ticks + window - 1) / window)).map { _ in 1 - categorySpread + 2 * categorySpread * stream.unit() }
  }
}

extension NetRates.Advertiser {
  /// No true rate is above this multiple of its prediction.
  static let highest = 1 + 2 * 0.3

  /// The true rate of an opportunity predicted to convert at the rate `value`: a normal number between the cuts, by the
  /// inverse of its distribution function.
  func trueRate(predicted value: Double, using stream: inout RandomStream) -> Double {
    let spread = min(0.3, abs(uncertainty * (1 + 0.5 * NormalSampler().sample(using: &stream))))
    let low = Normal.cumulative(lowCut)
    let high = Normal.cumulative(highCut)
    let score = Normal.quantile(low + (high - low) * stream.unit())
    return min(1, max(0, value * (1 + spread * min(highCut, max(lowCut, score)))))
  }
}
