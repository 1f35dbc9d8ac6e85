#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Two items, two local bidders who want one each, and a global bidder who wants both: local, local, global (LLG).
///
/// With h the setting `high`, a local value is uniform from 0 to h, the global value from 0 to 2h, all independent. The
/// global bidder bids its value, which is dominant with core-selecting payments; local bidders bid their value v, or, in
/// units of h, the Bayes–Nash equilibrium of a payment rule:
/// - nearest to zero (proxy): max(0, 1 + ln v);
/// - nearest to the bids: ln 2 − ln(2 − v);
/// - nearest to the Vickrey payments: max(0, v − (3 − 2√2)).
///
/// Source: Ausubel and Baranov 2020, with independent local values; Goeree and Lien 2016.
public struct LLGBundles: BundleModel {
  public static let card = Card(
    "llg", label: "LLG", "Two local bidders want one item each, a global bidder wants both.",
    source: "Ausubel and Baranov 2020; Goeree and Lien 2016")

  enum Strategy: String, CaseIterable, Sendable {
    case truthful
    case nearestZero = "nearest-zero-equilibrium"
    case nearestBid = "nearest-bid-equilibrium"
    case nearestVCG = "nearest-vcg-equilibrium"
  }

  let high: Double
  let locals: Strategy

  public init(_ settings: inout Settings) {
    high = settings.number(
      "high", in: .positive, default: 1, unit: .money, "The highest local value; the highest global one is twice that.")
    locals = settings.choice("locals", default: Strategy.truthful, "How local bidders bid.")
  }

  public var roles: [String] { ["locals", "locals", "global"] }

  public func draw(using stream: inout RandomStream) -> [BundleBids] {
    [[0], [1], [0, 1]].map { items in
      BundleBids(Bundle(items), Double(items.count) * high * stream.unit())
    }
  }

  public func reports(_ types: [BundleBids]) -> [BundleBids] {
    types.enumerated().map { bidder, type in
      bidder == 2 ? type : BundleBids(type.bids.map { .init($0.bundle, bid($0.price / high) * high) })
    }
  }

  /// The bid for a local value, both in units of the highest.
  private func bid(_ value: Double) -> Double {
    switch locals {
    case .truthful: value
    case .nearestZero: value > 0 ? max(0, 1 + log(value)) : 0
    case .nearestBid: -log1p(-value / 2)
    case .nearestVCG: max(0, value - (3 - 2 * (2.0).squareRoot()))
    }
  }
}
