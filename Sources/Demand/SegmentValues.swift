public import MarketModel
public import Randomness

/// A value for each segment of opportunities, the same for all bidders of the group: the rows of a table of bidders and
/// goods.
///
/// With segments as goods, sold one at a time at random, it is the market of pacing equilibria.
///
/// **Edge cases**: a value of 0 — the bidder wins nothing of worth there. Without `segments` in the market all
/// opportunities are of the first.
public struct SegmentValues: ValueModel {
  public static let card = Card(
    "by-segment", "A fixed value for each segment of opportunities.", source: "standard",
    example: ["values": [1, 2]],
    surroundings: ["segments": [["name": "one"], ["name": "other"]]])

  let values: [Double]

  public init(_ settings: inout Settings) {
    values =
      settings.numbers(
        "values", in: .nonNegative, unit: .money, otherwise: "1",
        "What an item of each segment is worth, in their order."
      ) ?? [1]
  }

  public var segments: Int? { values.count }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    let value = self.values[Int(opportunity.segment)]
    for i in values.indices { values[i] = value }
  }
}
