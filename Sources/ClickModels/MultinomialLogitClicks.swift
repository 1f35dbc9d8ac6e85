public import MarketModel

/// Users choose at most one ad of the page, each in proportion to its weight: every ad shown takes clicks from the others.
///
/// With p the rate of an ad that stands alone and a = p/(1 − p), the ad is clicked with probability a/(1 + Σ a) over all ads
/// shown. A lone ad keeps its own rate; the order does not count.
///
/// **Edge cases**: a rate above 1 − 10⁻⁶ counts as that, because a has no bound; a rate of 0 is never clicked.
/// - Complexity: O(ads).
///
/// Source: the form of the model is Balseiro et al. 2025; that p is the stand-alone rate of a logit is ours.
public struct MultinomialLogitClicks: ClickModel {
  public static let card = Card(
    "multinomial-logit", label: "MNL",
    "Users choose at most one ad in proportion to p/(1 - p); rates above 0.999999 count as 0.999999.",
    source: "Balseiro et al. 2025; the link to stand-alone rates is ours")

  /// The highest stand-alone rate that counts.
  static let highestRate = 1 - 1e-6

  public init(_ settings: inout Settings) {}

  public var law: ClickLaw { .multinomialLogit }

  public func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {
    var sum = 1.0
    for k in ads.indices { sum += Self.weight(ads[k]) }
    for k in ads.indices { rates[k] = Self.weight(ads[k]) / sum }
  }

  /// The first draw chooses.
  public func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {
    var sum = 1.0
    for k in ads.indices { sum += Self.weight(ads[k]) }
    var left = ads.isEmpty ? 0 : draws[0] * sum
    for k in ads.indices {
      let weight = Self.weight(ads[k])
      clicked[k] = left >= 0 && left < weight
      left -= weight
    }
  }

  private static func weight(_ ad: ShownAd) -> Double {
    let rate = ad.alone < highestRate ? ad.alone : highestRate
    return rate / (1 - rate)
  }
}
