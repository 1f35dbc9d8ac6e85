public import FairDivision

/// What any online policy can promise at most: the value of the game between an adversary and the divider, on a grid.
///
/// The adversary gives up to `items` items, each worth 0, 1, 2, … units to every agent, together n · `units` for all of
/// them; the divider, who knows that total and sees each item's values, gives it to an agent. At the end the divider
/// has the least vᵢ(Xᵢ)/MMSᵢ (goods; the adversary wants little) or the greatest (chores; it wants much), 1 for an
/// agent whose share is 0. Both play perfectly, so no deterministic policy, whatever its rule, guarantees more (goods)
/// or less (chores) than the value: a certified bound, exact, since all comparisons are of whole numbers. A finer grid
/// and more items can only sharpen it.
///
/// **Ties**: the divider's lowest agent; the adversary's first item, agent 0's value first.
/// - Complexity: positions × items × agents; positions that differ by the order of items, or the names of agents, are
///   one.
///
/// Source: ours; the method is minimax.
public struct OnlineDivisionGame: Sendable, Equatable {
  public let kind: ItemKind
  public let agents: Int
  /// How many units make 1.
  public let units: Int
  /// The most items.
  public let items: Int
  /// Whether all agents value an item alike.
  public let isIdentical: Bool

  /// - Precondition: there are an agent, a unit and an item.
  public init(_ kind: ItemKind, agents: Int, units: Int, items: Int, isIdentical: Bool = false) {
    precondition(agents >= 1 && units >= 1 && items >= 1, "The game needs agents, a unit and an item.")
    self.kind = kind
    self.agents = agents
    self.units = units
    self.items = items
    self.isIdentical = isIdentical
  }

  /// What perfect play comes to.
  public struct Value: Sendable {
    /// The worst-off agent's part of its share: `got` / `share`.
    public let got: Int
    public let share: Int
    /// One line of perfect play: what each item is worth to each agent, and who gets it.
    public let line: [(values: [Int], owner: Int)]
    /// Positions that were valued.
    public let positions: Int

    public var ratio: Double { Double(got) / Double(share) }
  }

  public func solve() -> Value {
    var solver = GameSolver(self)
    let start = GamePosition(agents: agents)
    let value = solver.value(start, count: items)
    return Value(got: value.above, share: value.below, line: solver.line(from: start), positions: solver.known.count)
  }
}

/// A quotient of whole numbers, compared without rounding.
struct GameQuotient: Hashable, Sendable {
  var above: Int
  var below: Int

  static func < (a: GameQuotient, b: GameQuotient) -> Bool { a.above * b.below < b.above * a.below }
}

/// What each agent has and what has come, whatever the order in which it came.
struct GamePosition: Hashable, Sendable {
  struct Agent: Hashable, Sendable {
    var own: Int
    /// Ascending.
    var values: [UInt8]

    static func < (a: Agent, b: Agent) -> Bool {
      a.own != b.own ? a.own < b.own : a.values.lexicographicallyPrecedes(b.values)
    }

    mutating func add(_ value: Int, isOwn: Bool) {
      if isOwn { own += value }
      let value = UInt8(value)
      values.insert(value, at: values.firstIndex { $0 > value } ?? values.count)
    }
  }

  var agents: [Agent]

  /// Nothing has come.
  init(agents: Int) { self.agents = [Agent](repeating: Agent(own: 0, values: []), count: agents) }
  init(_ agents: [Agent]) { self.agents = agents }

  /// The item given to `owner`; agents keep their places.
  func giving(_ move: [Int], to owner: Int) -> GamePosition {
    var next = self
    for agent in agents.indices { next.agents[agent].add(move[agent], isOwn: agent == owner) }
    return next
  }

  /// What is still to come for each agent, of `total` units.
  func rest(ofTotal total: Int) -> [Int] {
    agents.map { agent in total - agent.values.reduce(0) { $0 + Int($1) } }
  }

  /// The same with the agents in a fixed order: names do not matter.
  var anonymous: GamePosition { GamePosition(agents.sorted { $0 < $1 }) }
}

struct GameSolver: Sendable {
  let game: OnlineDivisionGame
  /// Whether every position is valued, also those that good play never meets.
  let isComplete: Bool
  /// Values of anonymous positions; what is left of items follows from the number of values.
  var known: [GamePosition: GameQuotient] = [:]
  private var shares: [[UInt8]: Int] = [:]

  init(_ game: OnlineDivisionGame, isComplete: Bool = false) {
    self.game = game
    self.isComplete = isComplete
  }

  private func left(_ position: GamePosition) -> [Int] { position.rest(ofTotal: game.agents * game.units) }

  /// Whether the divider would rather have `a` than `b`.
  private func isBetter(_ a: GameQuotient, than b: GameQuotient) -> Bool { game.kind == .goods ? b < a : a < b }

  /// - Parameter count: how many items may still come.
  mutating func value(_ position: GamePosition, count: Int) -> GameQuotient {
    let anonymous = position.anonymous
    let left = left(anonymous)
    if left.allSatisfy({ $0 == 0 }) { return end(anonymous) }
    if let value = known[anonymous] { return value }
    var worst: GameQuotient?
    for move in moves(left, isLast: count == 1) {
      let reply = reply(to: move, at: anonymous, count: count, atMost: worst)
      if let reply, worst.map({ isBetter($0, than: reply.value) }) ?? true { worst = reply.value }
    }
    let value = worst ?? GameQuotient(above: 1, below: 1)
    known[anonymous] = value
    return value
  }

  /// The divider's best answer; nil as soon as it has one that is no worse for it than `bound`, which the adversary can
  /// already reach.
  mutating func reply(
    to move: [Int], at position: GamePosition, count: Int, atMost bound: GameQuotient?
  ) -> (owner: Int, value: GameQuotient)? {
    var best: (owner: Int, value: GameQuotient)?
    for owner in move.indices {
      let value = value(position.giving(move, to: owner), count: count - 1)
      if let bound, !isComplete, !isBetter(bound, than: value) { return nil }
      if best.map({ isBetter(value, than: $0.value) }) ?? true { best = (owner, value) }
    }
    return best
  }

  private func moves(_ left: [Int], isLast: Bool) -> [[Int]] {
    if isLast { return [left] }
    if game.isIdentical { return (1...left[0]).map { [Int](repeating: $0, count: left.count) } }
    var moves: [[Int]] = [[]]
    for rest in left { moves = moves.flatMap { move in (0...rest).map { move + [$0] } } }
    return moves.filter { $0.contains { $0 > 0 } }
  }

  private mutating func end(_ position: GamePosition) -> GameQuotient {
    var worst = GameQuotient(above: 1, below: 1)
    var isFirst = true
    for agent in position.agents {
      let share = share(agent.values)
      let part = share == 0 ? GameQuotient(above: 1, below: 1) : GameQuotient(above: agent.own, below: share)
      if isFirst || isBetter(worst, than: part) { worst = part }
      isFirst = false
    }
    return worst
  }

  private mutating func share(_ values: [UInt8]) -> Int {
    if let share = shares[values] { return share }
    let share = maximinShare(game.kind, of: values.map { Int($0) }, among: game.agents).value
    shares[values] = share
    return share
  }

  /// One line of perfect play.
  mutating func line(from start: GamePosition) -> [(values: [Int], owner: Int)] {
    var line: [(values: [Int], owner: Int)] = []
    var position = start
    while left(position).contains(where: { $0 > 0 }) {
      let count = game.items - line.count
      let aim = value(position, count: count)
      var next: (move: [Int], owner: Int)?
      for move in moves(left(position), isLast: count == 1) where next == nil {
        guard let reply = reply(to: move, at: position, count: count, atMost: nil) else { continue }
        if !isBetter(reply.value, than: aim) { next = (move, reply.owner) }
      }
      guard let next else { break }
      line.append((next.move, next.owner))
      position = position.giving(next.move, to: next.owner)
    }
    return line
  }
}
