public import MarketModel
public import Randomness

/// Knows the click rates: the ad with the highest value · click rate.
///
/// **Ties**: the ad listed first.
/// - Complexity: O(ads) a round.
///
/// Source: Jeunen et al. 2022 (AuctionGym), as in the released code.
public struct OracleAllocation: AdAllocator {
  public static let card = Card(
    "oracle", "Knows the click rates and shows the ad with the highest expected value.",
    source: "Jeunen et al. 2022, as in the released code")

  private var values: [Double] = []

  public init(_ settings: inout Settings) {}

  public var foresight: Foresight { .complete }
  public mutating func begin(_ facts: AgentFacts) { values = facts.values }

  public mutating func choose(
    for user: Span<Double>, rates: Span<Double>, using stream: inout RandomStream
  ) -> (ad: Int, estimate: Double) {
    var best = (ad: 0, worth: -1.0)
    for ad in rates.indices {
      let worth = rates[ad] * values[ad]
      if worth > best.worth { best = (ad, worth) }
    }
    return (best.ad, rates[best.ad])
  }
}
