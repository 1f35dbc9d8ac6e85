internal import MarketModel
internal import Randomness

/// What all drawn markets have in common: how many buyers and items there are, and which pairs are allowed.
///
/// Every buyer draws from streams of its own, so that a market with one buyer more has the same others; whether a pair
/// is allowed is drawn apart from its utility, so that another `density` changes no utility.
struct GeneratedMarket: Sendable {
  let buyers: Int
  let items: Int
  /// Chance that a pair is allowed.
  let density: Double

  static let mostOnASide = 4000

  init(_ settings: inout Settings) {
    buyers = settings.integer("buyers", in: 1...Self.mostOnASide, default: 10, "Buyers; each wants one item.")
    items = settings.integer("items", in: 1...Self.mostOnASide, default: 10, "Items; each is sold once.")
    density = settings.number(
      "density", in: Bounds(0, 1), default: 1, unit: .share, "Chance that a pair is allowed, each for itself.")
  }

  /// A market whose utilities `draw` gives, one per pair: all items of the first buyer, then of the second …
  func market(
    in replicate: Replicate, _ draw: (_ item: Int, _ stream: inout RandomStream) -> Double
  ) -> MatchingMarket {
    var utilities: [Double] = []
    utilities.reserveCapacity(buyers * items)
    let names = (1...buyers).map { "buyer \($0)" }
    for name in names {
      var values = RandomStream(.values, in: replicate, of: name)
      var eligibility = RandomStream(.eligibility, in: replicate, of: name)
      for item in 0..<items {
        let utility = draw(item, &values)
        utilities.append(eligibility.flip(density) ? utility : -.infinity)
      }
    }
    return MatchingMarket(buyers: names, items: (1...items).map { "item \($0)" }, utilities: utilities)
  }
}
