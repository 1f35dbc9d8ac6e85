public import MarketModel
public import Randomness

/// The symmetric equilibrium of the second-price auction of `mineral-rights`: it bids the value it would expect if the
/// highest of the others' signals equalled its own.
///
/// The common value V is uniform on [0, h], signals are uniform on [0, 2V]. For n bidders and a signal x = 2hy,
///
///     β(x) = E[V | X₁ = Y₁ = x] = h · ∫ᵧ¹ u¹⁻ⁿ du / ∫ᵧ¹ u⁻ⁿ du,
///
/// for n = 3 and h = 1 that is 2x/(2 + x). For n = 2 the first integral is −ln y.
///
/// **Edge cases**: x = 0 — it bids 0. n = 1 — it bids 0: there is nobody to outbid.
///
/// Source: Milgrom and Weber 1982; Krishna 2009, example 6.1 (n = 3); other n are ours.
public struct MineralRightsEquilibrium: BidderStrategy {
  public static let card = Card(
    "mineral-rights-equilibrium",
    "Bids the common value it expects if it just ties for the highest signal (second price, mineral rights).",
    source: "Milgrom and Weber 1982; Krishna 2009, example 6.1; other numbers of bidders: ours")

  private let high: Double
  private let given: Int?
  private var bidders = 1

  public init(_ settings: inout Settings) {
    high = settings.number("high", in: .positive, default: 1, unit: .money, "The highest common value.")
    given = settings.optionalInteger(
      "bidders", in: 1...1_000_000, unit: .bidders, otherwise: "all that an auction can have",
      "How many bidders it believes there are, itself included.")
  }

  public mutating func begin(_ group: GroupFacts) { bidders = given ?? group.rivals }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = bid(on: round.values[i]) }
  }

  private func bid(on signal: Double) -> Double {
    let y = signal / (2 * high)
    if y <= 0 || bidders == 1 { return 0 }
    if y >= 1 { return high }
    return high * y * tail(bidders - 1, y) / tail(bidders, y)
  }

  /// yᵏ⁻¹ ∫ᵧ¹ u⁻ᵏ du: scaled so that neither large k nor small y overflows.
  private func tail(_ k: Int, _ y: Double) -> Double {
    if k == 1 { return -logarithm(y) }
    return (1 - power(y, k - 1)) / Double(k - 1)
  }
}
