public import MarketModel
public import Randomness

/// Small items that add up exactly: none is worth more than ε to anybody, and everything together is worth n to all.
///
/// Each value is uniform among 1, 2, … ε · resolution units until an agent's total would be exceeded; then it is what
/// is left, and 0 after that. Items come until all totals are reached.
///
/// Source: ours; the class is that of Zhou, Bai and Wu 2023.
public struct SmallItems: ValuationSource {
  public static let card = Card(
    "small-items", "Items that are worth at most ε to anybody, together exactly n to all.",
    source: "ours; the class is that of Zhou, Bai and Wu 2023")

  public let agents: Int
  let resolution: Int
  let largest: Int

  public init(_ settings: inout Settings) {
    agents = settings.integer("agents", in: 1...1000, default: 3, "How many agents divide the items.")
    resolution = settings.integer(
      "resolution", in: 1...10_000, default: 1000, "Values are whole multiples of 1/resolution.")
    let most = settings.number(
      "largest", in: Bounds(0, 1, includesLower: false), default: 0.1, "ε, the most an item is worth to anybody.")
    let units = most * Double(resolution)
    settings.check(
      units >= 1, "largest", "\(shortest(most)) is less than a unit, 1/\(resolution)", remedy: "raise `resolution`")
    largest = max(1, Int(units + 1e-9))
    // Every item but the last ones is worth a unit or more: at most n · resolution of them.
    settings.check(
      agents * agents * resolution <= ItemSequence.largestSize, "agents",
      "there could be more than \(ItemSequence.largestSize) values (agents × items)", remedy: "lower `resolution`")
  }

  public var expectedCount: Int { max(1, 2 * agents * resolution / (largest + 1)) }

  public func draw(using stream: inout RandomStream) -> ItemSequence {
    var sequence = ItemSequence(agents: agents, resolution: resolution)
    var left = [Int](repeating: agents * resolution, count: agents)
    while left.contains(where: { $0 > 0 }) {
      sequence.append { agent in
        let value = min(1 + stream.index(below: largest), left[agent])
        left[agent] -= value
        return Int32(value)
      }
    }
    return sequence
  }
}
