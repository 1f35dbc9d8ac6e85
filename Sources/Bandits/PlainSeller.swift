public import MarketModel
public import Randomness

/// A seller that leaves reserves to the mechanism and the bidder groups.
public struct PlainSeller: Seller {
  public static let card = Card("plain", "Leaves reserves to the mechanism and the bidder groups.", source: "ours")

  public init(_ settings: inout Settings) {}

  public var isActive: Bool { false }
  public var reserves: [Double] { [] }
  public mutating func choose(for opportunity: Opportunity, using stream: inout RandomStream) -> Int { 0 }
}
