public import MarketModel
public import Randomness

/// The symmetric equilibrium of the third-price auction with n ≥ 3 bidders and independent values uniform on [l, h].
///
/// A bidder with v ≥ r bids above its value, β(v) = v + (v − l)/(n − 2), which for l = 0 is (n−1)v/(n−2); the reserve r
/// changes nothing for those it lets in, and one with v < r does not bid.
///
/// Source: Kagel and Levin 1993; the form for l > 0 is ours.
public struct ThirdPriceEquilibrium: BidderStrategy {
  public static let card = Card(
    "third-price-equilibrium",
    "Bids above its value as the symmetric equilibrium of the third-price auction does, for uniform values.",
    source: "Kagel and Levin 1993")

  private var rivals: UniformRivals
  private let reserve: Double

  public init(_ settings: inout Settings) {
    rivals = UniformRivals(&settings, atLeast: 3)
    reserve = settings.number("reserve", in: .nonNegative, default: 0, unit: .money, "The reserve it bids against.")
  }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    if (rivals.given ?? group.rivals) >= 3 { return nil }
    return (
      "the third-price equilibrium needs three bidders, the market has \(group.rivals)",
      "add bidders, or choose another strategy"
    )
  }

  public mutating func begin(_ group: GroupFacts) { rivals.begin(group) }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    let overbid = 1 / Double(rivals.bidders - 2)
    for i in bids.indices {
      let value = round.values[i]
      bids[i] = value < reserve ? Ballot.noBid : value + (value - rivals.low) * overbid
    }
  }
}
