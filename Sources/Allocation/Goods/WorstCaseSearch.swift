public import FairDivision
public import MarketModel
internal import Randomness

/// The items on a grid that do most harm to a policy, found by trying all of them.
///
/// The adversary gives up to `items` items, each worth 0, 1, 2, … units to every agent, which add up to n · `units` for
/// all of them: everything together is worth n. It sees whom the policy gives each item to, and may end at any item by
/// giving everything that is left. All such sequences are tried, so the ratio found is the policy's exact worst case on
/// the grid, and a bound on what it can promise at all. The policy is tried out on copies; of a random one the draws
/// are known beforehand.
///
/// **Ties**: the first found; items ascend, agent 0's value first.
/// - Complexity: about C(n·u + d − 1, d − 1)ⁿ sequences for u units and d items: 245,025 for 2, 4 and 5.
///
/// Source: ours.
public struct WorstCaseSearch: Sendable {
  public let traits: DivisionTraits
  /// How many units make 1.
  public let units: Int
  /// The most items of a sequence.
  public let items: Int
  /// Whether all agents value an item alike.
  public let isIdentical: Bool

  /// - Precondition: there are a unit and an item.
  public init(_ traits: DivisionTraits, units: Int, items: Int, isIdentical: Bool = false) {
    precondition(units >= 1 && items >= 1, "A grid has units, and a sequence items.")
    self.traits = traits
    self.units = units
    self.items = items
    self.isIdentical = isIdentical
  }

  /// The worst that was found.
  public struct Found: Sendable {
    public let sequence: ItemSequence
    /// Who got each item (items).
    public let owners: [Int]
    /// What the worst-off agent has of its maximin share.
    public let ratio: MaximinRatio
    /// How many sequences were tried: all there are.
    public let tried: Int
  }

  /// About how many sequences there are.
  public var size: Double {
    let total = traits.agents * units
    var one = 1.0
    for i in 0..<(items - 1) { one = one * Double(total + items - 1 - i) / Double(i + 1) }
    return isIdentical ? one : (0..<traits.agents).reduce(1.0) { product, _ in product * one }
  }

  /// - Parameter policy: decides at once; a copy plays each sequence.
  /// - Parameter visit: is shown every sequence, with its owners and the ratio.
  public func run(
    _ policy: any AllotmentPolicy, visit: (_ ratio: MaximinRatio) -> Void = { _ in }
  ) throws -> Found {
    precondition(policy.pace == .atOnce, "The adversary needs a policy that decides at once.")
    let total = traits.agents * units
    var stream = RandomStream(.allotment, in: Replicate(seed: 1, number: 0))
    var policy = policy
    try policy.begin(
      DivisionFacts(
        traits: traits, totals: traits.isNormalised ? [Int](repeating: total, count: traits.agents) : nil,
        scales: [Double](repeating: 1 / Double(units), count: traits.agents),
        entitlements: [Double](repeating: 1 / Double(traits.agents), count: traits.agents)), using: &stream)
    var search = Line(self, left: [Int](repeating: total, count: traits.agents))
    try search.explore(policy, stream, Holdings(agents: traits.agents), visit)
    guard let found = search.found else { preconditionFailure("a grid has at least one sequence") }
    return found
  }

  /// All item values from 0 to what is left; the forced item when no other may follow.
  func moves(left: [Int], isLast: Bool) -> [[Int]] {
    if isLast { return [left] }
    var moves: [[Int]] = [[]]
    if isIdentical {
      return left[0] == 0 ? [] : (1...left[0]).map { [Int](repeating: $0, count: left.count) }
    }
    for rest in left { moves = moves.flatMap { move in (0...rest).map { move + [$0] } } }
    return moves.filter { $0.contains { $0 > 0 } }
  }
}

/// The search's present line of items.
private struct Line {
  private let search: WorstCaseSearch
  private var left: [Int]
  private var rows: [[Int]] = []
  private var owners: [Int] = []
  private var tried = 0
  /// Maximin shares by sorted values.
  private var shares: [[Int]: Int] = [:]
  private(set) var found: WorstCaseSearch.Found?

  init(_ search: WorstCaseSearch, left: [Int]) {
    self.search = search
    self.left = left
  }

  mutating func explore(
    _ policy: any AllotmentPolicy, _ stream: RandomStream, _ holdings: borrowing Holdings,
    _ visit: (MaximinRatio) -> Void
  ) throws {
    if left.allSatisfy({ $0 == 0 }) { return judge(visit) }
    for move in search.moves(left: left, isLast: rows.count + 1 == search.items) {
      var policy = policy
      var stream = stream
      var holdings = holdings.copy()
      let values = move.map { Int32($0) }
      let before = owners
      if policy.hasRecourse {
        var receivers = Array(values.indices)
        if policy.exchange(holdings.view, into: &receivers) {
          holdings.hand(to: receivers)
          owners = owners.map { receivers[$0] }
        }
      }
      let agent = try policy.give(
        ArrivingItem(number: rows.count, values: values.span, holdings: holdings.view), using: &stream)
      guard agent >= 0 && agent < values.count else {
        throw LawBroken("the policy '\(type(of: policy).card.id)' gave an item to agent \(agent)")
      }
      holdings.give(values.span, to: agent)
      rows.append(move)
      owners.append(agent)
      for i in left.indices { left[i] -= move[i] }
      try explore(policy, stream, holdings, visit)
      for i in left.indices { left[i] += move[i] }
      rows.removeLast()
      owners = before
    }
  }

  private mutating func judge(_ visit: (MaximinRatio) -> Void) {
    tried += 1
    let kind = search.traits.kind
    let agents = left.count
    var worst: MaximinRatio?
    for agent in 0..<agents {
      var own = 0
      for (row, owner) in zip(rows, owners) where owner == agent { own += row[agent] }
      let share = share(of: rows.map { $0[agent] }.sorted(), kind, agents)
      let ratio = MaximinRatio(kind: kind, agent: agent, value: share == 0 ? 0 : own, share: share)
      if worst.map({ ratio.isWorseOff(than: $0) }) ?? true { worst = ratio }
    }
    guard let worst else { return }
    visit(worst)
    let isNew = found.map { worst.isWorseOff(than: $0.ratio) } ?? true
    let best = isNew ? nil : found
    found = WorstCaseSearch.Found(
      sequence: best?.sequence
        ?? ItemSequence((0..<agents).map { agent in rows.map { $0[agent] } }, resolution: search.units),
      owners: best?.owners ?? owners, ratio: best?.ratio ?? worst, tried: tried)
  }

  private mutating func share(of values: [Int], _ kind: ItemKind, _ agents: Int) -> Int {
    if let known = shares[values] { return known }
    let share = maximinShare(kind, of: values, among: agents).value
    shares[values] = share
    return share
  }
}

extension MaximinRatio {
  /// Whether the part of its share that this agent has is below (goods), or above (chores), another's; exact.
  func isWorseOff(than other: MaximinRatio) -> Bool {
    !(other.share == 0 ? attains(1) : attains(other.value, over: other.share))
  }
}
