public import MarketModel
public import Randomness

/// The symmetric equilibrium of the first-price auction with n bidders and independent values uniform on [l, h].
///
/// With reserve r (at least l) a bidder with v ≥ r bids
///
///     β(v) = v − ((v − l)ⁿ − (r − l)ⁿ) / (n (v − l)ⁿ⁻¹),
///
/// which for l = 0 is (n−1)v/n + rⁿ/(n vⁿ⁻¹), and one with v < r does not bid.
///
/// **Edge cases**: n = 1 — it bids r. v = l — it bids l.
///
/// Source: Vickrey 1961; Riley and Samuelson 1981. The form for l > 0 with a reserve is ours.
public struct FirstPriceEquilibrium: BidderStrategy {
  public static let card = Card(
    "first-price-equilibrium",
    "Shades its value as the symmetric equilibrium of the first-price auction does, for uniform values.",
    source: "Vickrey 1961; Riley and Samuelson 1981")

  private var rivals: UniformRivals
  private let reserve: Double

  public init(_ settings: inout Settings) {
    rivals = UniformRivals(&settings)
    reserve = settings.number("reserve", in: .nonNegative, default: 0, unit: .money, "The reserve it bids against.")
  }

  public mutating func begin(_ group: GroupFacts) { rivals.begin(group) }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = bid(on: round.values[i]) }
  }

  private func bid(on value: Double) -> Double {
    let floor = max(reserve, rivals.low)
    if value < floor { return Ballot.noBid }
    let n = rivals.bidders
    let share = value - rivals.low
    if share <= 0 { return value }
    // (v−l)ⁿ / (v−l)ⁿ⁻¹ = v − l; the quotient of the reserve's part stays below 1.
    let shade = (share - (floor - rivals.low) * power((floor - rivals.low) / share, n - 1)) / Double(n)
    // Rounding must not take the bid below the reserve, where it would be void.
    return max(value - shade, floor)
  }
}
