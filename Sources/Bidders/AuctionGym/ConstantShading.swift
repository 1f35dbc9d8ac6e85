public import MarketModel
public import Randomness

/// Bids a constant fraction, or multiple, of what it expects the impression to be worth.
public struct ConstantShading: BidShading {
  public static let card = Card(
    "constant", label: "constant shading", "Bids a constant multiple of what it expects the impression to be worth.",
    source: "standard")

  private let factor: Double

  public init(_ settings: inout Settings) {
    factor = settings.number("factor", in: .nonNegative, default: 0.5, "Bid per unit of expected value.")
  }

  public mutating func factor(value: Double, estimate: Double, using stream: inout RandomStream) -> Double { factor }
}
