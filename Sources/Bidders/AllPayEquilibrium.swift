public import MarketModel
public import Randomness

/// The symmetric equilibrium of the all-pay auction with n bidders and independent values uniform on [l, h].
///
/// With F(v) = (v − l)/(h − l) and minimum bid m, types below t stay out, where t Fⁿ⁻¹(t) = m, and the others bid
///
///     β(v) = v Fⁿ⁻¹(v) − ∫ₜᵛ Fⁿ⁻¹,
///
/// which for l = 0, h = 1 is (n−1)vⁿ/n + m/n with t = m^(1/n).
///
/// **Edge cases**: n = 1 — everybody with v ≥ m bids m. m above h — nobody bids.
///
/// Source: Krishna 2009, section 3.2; the minimum bid is ours.
public struct AllPayEquilibrium: BidderStrategy {
  public static let card = Card(
    "all-pay-equilibrium", "Bids as the symmetric equilibrium of the all-pay auction does, for uniform values.",
    source: "Krishna 2009, section 3.2; minimum bid: ours")

  private var rivals: UniformRivals
  private let minimum: Double
  /// The lowest type that bids.
  private var threshold = 0.0

  public init(_ settings: inout Settings) {
    rivals = UniformRivals(&settings)
    minimum = settings.number(
      "minimum", in: .nonNegative, default: 0, unit: .money, "The minimum bid (the mechanism's reserve).")
  }

  public mutating func begin(_ group: GroupFacts) {
    rivals.begin(group)
    threshold = lowestType()
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = bid(on: round.values[i]) }
  }

  private func bid(on value: Double) -> Double {
    if value < threshold { return Ballot.noBid }
    let n = rivals.bidders
    let wins = power(rivals.cumulative(value), n - 1)
    let integral =
      ((value - rivals.low) * wins - (threshold - rivals.low) * power(rivals.cumulative(threshold), n - 1)) / Double(n)
    return max(value * wins - integral, minimum)
  }

  /// Solves t Fⁿ⁻¹(t) = m by bisection: the left side grows with t.
  private func lowestType() -> Double {
    let n = rivals.bidders
    if minimum <= 0 { return rivals.low }
    if minimum > rivals.high { return .infinity }
    var low = rivals.low
    var high = rivals.high
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle * power(rivals.cumulative(middle), n - 1) < minimum { low = middle } else { high = middle }
    }
    return high
  }
}
