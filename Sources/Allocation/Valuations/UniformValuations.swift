public import MarketModel
public import Randomness

/// Items whose values to all agents are independent: uniform among the multiples of 1/resolution from low to high.
///
/// Source: folklore.
public struct UniformValuations: ValuationSource {
  public static let card = Card("uniform", "Independent values, uniform between bounds.", source: "folklore")

  public let agents: Int
  let items: Int
  let range: ValueRange

  public init(_ settings: inout Settings) {
    (agents, items) = readSize(&settings)
    range = ValueRange(&settings)
  }

  public var expectedCount: Int { items }

  public func draw(using stream: inout RandomStream) -> ItemSequence {
    var sequence = ItemSequence(agents: agents, resolution: range.resolution)
    sequence.reserveCapacity(items)
    for _ in 0..<items { sequence.append { _ in range.draw(&stream) } }
    return sequence
  }
}
