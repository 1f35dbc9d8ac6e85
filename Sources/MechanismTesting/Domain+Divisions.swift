public import FairDivision
internal import Randomness

extension Domain where Report == [Int], Outcome == Bundles {
  /// Agents with additive valuations of indivisible items, who pay nothing.
  ///
  /// A type (items) lists what each good is worth to the agent, or what each chore costs it. Utilities of chores are
  /// negative.
  /// - Parameters:
  ///   - kind: goods or chores.
  ///   - agents: how many take part in a world.
  ///   - items: how many are divided in small worlds.
  ///   - values: that an item may have in small worlds, which are all tried.
  ///   - drawn: values in large worlds, drawn uniformly; nil: there are small ones only.
  public static func division(
    _ kind: ItemKind, agents: ClosedRange<Int>, items: Int, values: ClosedRange<Int>, drawn: ClosedRange<Int>? = nil
  ) -> Domain {
    precondition((0...6).contains(items) && values.lowerBound >= 0, "small worlds have up to six items")
    var types: [[Int]] = [[]]
    for _ in 0..<items { types = types.flatMap { row in values.map { row + [$0] } } }
    let rows = types.map { ($0.reduce(0, +), $0) }.enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    var domain = division(kind, agents: agents) { _ in rows }
    if let drawn {
      domain.draw = { _, stream in (0..<items).map { _ in drawn.lowerBound + stream.index(below: drawn.count) } }
    }
    return domain
  }

  /// One world only: agents with these rows of values.
  public static func division(_ kind: ItemKind, _ rows: [[Int]]) -> Domain {
    division(kind, agents: rows.count...rows.count) { agent in [rows[min(agent, rows.count - 1)]] }
  }

  private static func division(
    _ kind: ItemKind, agents: ClosedRange<Int>, types: @escaping @Sendable (Int) -> [[Int]]
  ) -> Domain {
    precondition(agents.lowerBound >= 1, "something is divided among one agent or more")
    let sign = kind == .goods ? 1 : -1
    var domain = Domain(agents: agents, types: types) { type, place, bundles in
      Double(sign * bundles.items(of: place).reduce(0) { $0 + type[$1] })
    }
    domain.text = { "[\($0.map(String.init).joined(separator: ", "))]" }
    domain.simpler = { type in
      // One value made 0, or halved, or less by one.
      type.indices.flatMap { item in
        Set([0, type[item] / 2, type[item] - 1]).filter { $0 >= 0 && $0 < type[item] }.sorted().map { value in
          var row = type
          row[item] = value
          return row
        }
      }
    }
    domain.payment = { _, _ in 0 }
    domain.holding = { agent, bundles in bundles.owners.map { $0 == agent ? 1 : 0 } }
    domain.bestWelfare = { Double(sign * valuations($0, kind).bestSum) }
    domain.division = { profile, bundles in (valuations(profile, kind), bundles) }
    domain.alternatives = { profile in divisions(agents: profile.count, items: profile.first?.count ?? 0) }
    return domain
  }

  /// Every way to give all items to the agents.
  private static func divisions(agents: Int, items: Int) -> [Bundles] {
    var all = [Bundles(agents: agents, items: items)]
    for item in 0..<items {
      all = all.flatMap { bundles in
        (0..<agents).map { agent in
          var more = bundles
          more.give(item, to: agent)
          return more
        }
      }
    }
    return all
  }
}
