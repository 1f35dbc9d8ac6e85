public import MarketModel
public import Randomness

/// Bids the highest locally envy-free equilibrium of the generalised second-price auction: the best one for the seller.
///
/// A game of complete information: it needs everybody's values (`knowledge: complete`). The equilibrium is one only if all
/// advertisers play it, ads are ranked by bid × quality, click rates are separable, and there is neither reserve nor budget.
/// `EnvyFreeBids` has the formula. Some bids are above the value: nobody pays more than its value as long as all play it.
///
/// **Ties**: the lower seat stands higher. **Edge cases**: without such knowledge it bids its value.
/// - Complexity: O(*n* · slots) a page for *n* advertisers.
///
/// Source: Edelman, Ostrovsky and Schwarz 2007; Varian 2007, upper bound.
public struct HighestEnvyFree: BidderStrategy {
  public static let card = Card(
    "highest-envy-free", "Bids the highest locally envy-free equilibrium of GSP, from everybody's values.",
    source: "Edelman, Ostrovsky and Schwarz 2007; Varian 2007",
    surroundings: ["kind": "sponsored-search", "knowledge": "complete"])

  private var equilibrium = EnvyFreeBids(.highest)

  public init(_ settings: inout Settings) {}

  public var foresight: Foresight { .complete }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = round.values[i] }
  }

  public mutating func bid(
    in page: borrowing CompleteRound, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    equilibrium.bid(in: page, into: &bids)
  }
}
