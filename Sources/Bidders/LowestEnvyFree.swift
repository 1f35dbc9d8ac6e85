public import MarketModel
public import Randomness

/// Bids the lowest locally envy-free equilibrium of the generalised second-price auction: the seller earns what VCG earns.
///
/// A game of complete information: it needs everybody's values (`knowledge: complete`). The equilibrium is one only if all
/// advertisers play it, ads are ranked by bid × quality, click rates are separable, and there is neither reserve nor budget.
/// `EnvyFreeBids` has the formula.
///
/// **Ties**: the lower seat stands higher. **Edge cases**: without such knowledge it bids its value.
/// - Complexity: O(*n* · slots) a page for *n* advertisers.
///
/// Source: Edelman, Ostrovsky and Schwarz 2007, theorem 1; Varian 2007, lower bound.
public struct LowestEnvyFree: BidderStrategy {
  public static let card = Card(
    "lowest-envy-free", "Bids the lowest locally envy-free equilibrium of GSP, from everybody's values.",
    source: "Edelman, Ostrovsky and Schwarz 2007; Varian 2007",
    surroundings: ["kind": "sponsored-search", "knowledge": "complete"])

  private var equilibrium = EnvyFreeBids(.lowest)

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
