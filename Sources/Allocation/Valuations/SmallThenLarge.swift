public import MarketModel
public import Randomness

/// The trap for rules that must decide early: many equal small items, then a large one, the same for all agents.
///
/// Small items together are worth n − large, the large one `large`, so that everything is worth n. With large = 1 the
/// maximin share is 1 if the small ones can be divided equally. Two agents and goods: once a rule has let one agent
/// reach 1/2 the rest goes to the other, and that half is all it gets. Chores: once all agents carry 1 − 1/n the large
/// one makes 2 − 1/n. The same items in every replicate.
///
/// Source: ours.
public struct SmallThenLarge: ValuationSource {
  public static let card = Card(
    "small-then-large", "Many equal small items, then a large one, the same for all agents.", source: "ours")

  public let agents: Int
  let pieces: Int
  let large: Int

  public init(_ settings: inout Settings) {
    agents = settings.integer("agents", in: 2...1000, default: 2, "How many agents divide the items.")
    pieces = settings.integer("pieces", in: 1...10_000, default: 20, "How many small items come.")
    large = settings.integer("large", in: 1...999, default: 1, "What the large item is worth; everything is worth n.")
    settings.check(
      large < agents, "large", "the large item would be worth everything", remedy: "write less than `agents`")
    settings.check(
      agents * (pieces + 1) <= ItemSequence.largestSize, "pieces",
      "there would be more than \(ItemSequence.largestSize) values (agents × items)", remedy: "write fewer")
  }

  public var expectedCount: Int { pieces + 1 }
  public var isFixed: Bool { true }

  public func draw(using stream: inout RandomStream) -> ItemSequence {
    var sequence = ItemSequence(agents: agents, resolution: pieces)
    for _ in 0..<pieces { sequence.append { _ in Int32(max(agents - large, 1)) } }
    sequence.append { _ in Int32(large * pieces) }
    return sequence
  }
}
