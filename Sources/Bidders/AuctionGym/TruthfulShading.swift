public import MarketModel
public import Randomness

/// Bids what it expects the impression to be worth.
public struct TruthfulShading: BidShading {
  public static let card = Card(
    "truthful", "Bids what it expects the impression to be worth.", source: "Jeunen et al. 2022")

  public init(_ settings: inout Settings) {}

  public mutating func factor(value: Double, estimate: Double, using stream: inout RandomStream) -> Double { 1 }
}
