public import MarketModel
public import Randomness

/// Items that all agents value alike, uniform between bounds: covering machines (goods) or loading them (chores).
///
/// Source: folklore.
public struct IdenticalValuations: ValuationSource {
  public static let card = Card(
    "identical", "Values that all agents agree upon, uniform between bounds.", source: "folklore")

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
    for _ in 0..<items {
      let value = range.draw(&stream)
      sequence.append { _ in value }
    }
    return sequence
  }
}
