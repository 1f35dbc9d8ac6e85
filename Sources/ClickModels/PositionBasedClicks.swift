public import MarketModel

/// Users look at each position with its own probability, whatever else is on the page: each ad is clicked as if it were
/// alone.
///
/// With the quality of an ad drawn apart from positions this is the separable model, click rate = examination × quality;
/// with a `matrix` of rates it is the general one, p(ad, position).
///
/// **Edge cases**: several ads of one page may be clicked.
/// - Complexity: O(ads).
///
/// Source: separable rates as in Edelman, Ostrovsky and Schwarz 2007 and Varian 2007.
public struct PositionBasedClicks: ClickModel {
  public static let card = Card(
    "position-based", "Each ad is clicked as if it were alone, by its position and its quality.",
    source: "Edelman, Ostrovsky and Schwarz 2007; Varian 2007")

  public init(_ settings: inout Settings) {}

  public var law: ClickLaw { .independent }

  public func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {
    for k in ads.indices { rates[k] = ads[k].alone }
  }

  public func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {
    for k in ads.indices { clicked[k] = draws[k] < ads[k].alone }
  }
}
