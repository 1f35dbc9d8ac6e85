public import MarketModel
public import Randomness

/// Three agents and nine goods of which no division gives all their maximin shares: 39 of 40 is the best there is.
///
/// Each agent's maximin share is 40 of a total of 120. The same items in every replicate.
///
/// Source: Feige, Sapir and Tauber 2021.
public struct NoMaximinShares: ValuationSource {
  public static let card = Card(
    "no-mms", label: "39/40",
    "Three agents and nine goods that cannot be divided so that all get their maximin shares.",
    source: "Feige, Sapir and Tauber 2021")

  public init(_ settings: inout Settings) {}

  public var agents: Int { 3 }
  public var expectedCount: Int { 9 }
  public var isFixed: Bool { true }

  public func draw(using stream: inout RandomStream) -> ItemSequence {
    ItemSequence([
      [1, 16, 23, 26, 4, 10, 12, 19, 9],
      [1, 16, 22, 26, 4, 9, 13, 20, 9],
      [1, 15, 23, 25, 4, 10, 13, 20, 9],
    ])
  }
}
