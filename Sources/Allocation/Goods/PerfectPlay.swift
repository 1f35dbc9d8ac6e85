public import MarketModel
public import Randomness

/// Plays perfectly against an adversary on a grid: no online rule promises more of the maximin share there.
///
/// On items worth 0, 1, 2, … units to each agent, together n · `units`, of which at most `items` come, it always takes
/// the answer that is best against the worst that can follow (`OnlineDivisionGame`). Against `worst-case` on the same
/// grid its ratio is the value of the game: a certified bound on what any deterministic rule can promise.
///
/// **Ties**: the agent with the lowest number. **Edge cases**: items off the grid — other totals, or more items — go to
/// whoever is worst off, as with `least-loaded`.
/// - Complexity: the whole game is solved before the first item; a grid beyond a million sequences is refused.
///
/// Source: ours.
public struct PerfectPlay: AllotmentPolicy {
  public static let card = Card(
    "perfect-play", "Plays perfectly against an adversary on a grid.", source: "ours",
    surroundings: ["valuations": ["kind": "worst-case"]])

  let units: Int
  let items: Int
  let isIdentical: Bool
  private var fallback: LeastLoaded
  private var solver: GameSolver?
  private var position = GamePosition(agents: 0)

  public init(_ settings: inout Settings) {
    units = settings.integer("units", in: 1...20, default: 2, "How many units make 1.")
    items = settings.integer("items", in: 1...12, default: 4, "How many items come at most.")
    isIdentical = settings.flag("identical", default: false, "Whether all agents value an item alike.")
    fallback = LeastLoaded()
  }

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    if let objection = objectionOfShares(to: traits, kind: traits.kind) { return objection }
    let size = WorstCaseSearch(traits, units: units, items: items, isIdentical: isIdentical).size
    return size <= 1e6
      ? nil
      : (
        "about \(shortest(size.rounded())) sequences would have to be tried",
        "write fewer `units`, or a smaller `items`: at most 1000000 sequences"
      )
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {
    fallback.begin(facts, using: &stream)
    let total = facts.agents * units
    guard let totals = facts.totals, totals.allSatisfy({ $0 == total }) else {
      solver = nil
      return
    }
    position = GamePosition(agents: facts.agents)
    let game = OnlineDivisionGame(
      facts.traits.kind, agents: facts.agents, units: units, items: items, isIdentical: isIdentical)
    if solver?.game != game {
      solver = GameSolver(game, isComplete: true)
      _ = solver?.value(position, count: items)
    }
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    let move = item.values.indices.map { Int(item.values[$0]) }
    let count = items - item.number
    let isLast = count == 1 && position.rest(ofTotal: move.count * units) != move
    guard count >= 1, !isLast, !isIdentical || move.allSatisfy({ $0 == move[0] }), move.contains(where: { $0 > 0 }),
      let agent = solver?.reply(to: move, at: position, count: count, atMost: nil)?.owner
    else {
      solver = nil
      return fallback.give(item, using: &stream)
    }
    position = position.giving(move, to: agent)
    return agent
  }
}
