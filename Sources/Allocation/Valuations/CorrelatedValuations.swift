public import MarketModel
public import Randomness

/// Items whose values to any two agents are correlated, each value by itself uniform between bounds.
///
/// An item has a common value; each agent, independently with probability √ρ, sees that, else a value of its own. Two
/// agents then both see the common value with probability ρ, which is the correlation of their values.
///
/// **Edge cases**: ρ = 0 — independent; ρ = 1 — all agents agree.
///
/// Source: ours.
public struct CorrelatedValuations: ValuationSource {
  public static let card = Card(
    "correlated", "Values that two agents agree upon with some probability, uniform between bounds.", source: "ours")

  public let agents: Int
  let items: Int
  let range: ValueRange
  let agreement: Double

  public init(_ settings: inout Settings) {
    (agents, items) = readSize(&settings)
    range = ValueRange(&settings)
    let correlation = settings.number(
      "correlation", in: Bounds(0, 1), default: 0.5, "ρ, the correlation of the values of two agents.")
    agreement = correlation.squareRoot()
  }

  public var expectedCount: Int { items }

  public func draw(using stream: inout RandomStream) -> ItemSequence {
    var sequence = ItemSequence(agents: agents, resolution: range.resolution)
    sequence.reserveCapacity(items)
    for _ in 0..<items {
      let common = range.draw(&stream)
      sequence.append { _ in
        // Both are drawn in any case, so that another correlation keeps the other draws.
        let own = range.draw(&stream)
        return stream.flip(agreement) ? common : own
      }
    }
    return sequence
  }
}
