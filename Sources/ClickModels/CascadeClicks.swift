public import MarketModel

/// Users read the ads one after the other and may stop after each: an ad is clicked only if it is reached.
///
/// The ad shown k-th is clicked with probability πₖ = pₖ · ∏ₗ₍ₖ cₗ. Without continuation probabilities a user who clicks
/// does not come back, cₗ = 1 − pₗ: at most one click. With them the user goes on after an ad with probability cₗ, clicked
/// or not, so several ads may be clicked. They come from three places, which are multiplied: `continuation` here (one
/// number for all positions), `continuations` (one per position), and the ads' own, from their `quality`.
///
/// The order is the mechanism's: the order of its placements, not of the positions.
/// - Complexity: O(ads).
///
/// Source: Craswell et al. 2008; with continuation probabilities Kempe and Mahdian 2008, Aggarwal et al. 2008.
public struct CascadeClicks: ClickModel {
  public static let card = Card(
    "cascade", "Users read one ad after the other and stop at a click, or with given probabilities.",
    source: "Craswell et al. 2008; Kempe and Mahdian 2008; Aggarwal et al. 2008")

  let continuation: Double?
  let continuations: [Double]

  public init(_ settings: inout Settings) {
    continuation = settings.optionalNumber(
      "continuation", in: .share, unit: .share, otherwise: "users stop at a click and go on otherwise",
      "Chance that a user goes on after an ad, clicked or not.")
    continuations =
      settings.numbers(
        "continuations", in: .share, unit: .share, otherwise: "none",
        "The same for each position; positions beyond the list have 1.") ?? []
  }

  public var law: ClickLaw { .cascade }

  public func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {
    var reach = 1.0
    for k in ads.indices {
      let ad = ads[k]
      rates[k] = reach * ad.alone
      reach *= goesOn(after: ad) ?? (1 - ad.alone)
    }
  }

  /// One draw decides both about the ad of its step: below p a click; what is left of it, whether the user goes on.
  public func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {
    var reads = true
    for k in ads.indices {
      let ad = ads[k]
      let isClick = reads && draws[k] < ad.alone
      clicked[k] = isClick
      guard let goesOn = goesOn(after: ad) else {
        if isClick { reads = false }
        continue
      }
      let rest = draws[k] < ad.alone ? draws[k] / ad.alone : (draws[k] - ad.alone) / (1 - ad.alone)
      if rest >= goesOn { reads = false }
    }
  }

  private func goesOn(after ad: ShownAd) -> Double? {
    if continuation == nil && continuations.isEmpty && ad.goesOn < 0 { return nil }
    let position = Int(ad.position)
    return (continuation ?? 1) * (position < continuations.count ? continuations[position] : 1)
      * (ad.goesOn < 0 ? 1 : ad.goesOn)
  }
}
