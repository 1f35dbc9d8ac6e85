public import MarketModel
public import Randomness

/// An agency that leaves its clients alone: each bids by its own strategy, and they raise each other's prices.
///
/// What the other agencies are compared with: `rule` is then the only setting that differs.
/// - Complexity: none.
public struct IndependentClients: AgencyRule {
  public static let card = Card(
    "independent", "Lets every client bid by its own strategy, against one another as well.", source: "standard")

  public init(_ settings: inout Settings) {}

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {}
}
