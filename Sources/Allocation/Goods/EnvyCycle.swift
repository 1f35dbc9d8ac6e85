public import MarketModel
public import Randomness

/// Each good goes to somebody whom nobody envies; where everybody is envied, bundles are exchanged along a circle of
/// envy first.
///
/// In a circle of envy each agent would rather have the bundle of the next; when all get it nobody is worse off. After
/// each item the division is envy-free but for one good (EF1). The exchanges are recourse: what has been given is
/// handed on, which an online rule proper may not do. With `exchanges: false` it does not, and the promise is gone:
/// then the item goes to whom the fewest envy.
///
/// **Ties**: of those it can go to, the agent to whom the item is worth most; then the lowest number. The circle is
/// found from agent 0 by going, again and again, to the lowest number that envies the present agent.
/// - Complexity: O(*n*²) an item, and O(*n*³) for each circle.
///
/// Source: Lipton, Markakis, Mossel and Saberi 2004.
public struct EnvyCycle: AllotmentPolicy {
  public static let card = Card(
    "envy-cycle", "Gives each good to somebody whom nobody envies, after exchanges along circles of envy.",
    source: "Lipton, Markakis, Mossel and Saberi 2004")

  public let hasRecourse: Bool
  private var scales: [Double] = []

  public init(_ settings: inout Settings) {
    hasRecourse = settings.flag("exchanges", default: true, "Whether bundles are exchanged along circles of envy.")
  }

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    if traits.isChores {
      return ("of chores its division is not fair up to one", "choose another policy, or write `items: goods`")
    }
    return traits.isEqual ? nil : ("it knows equal entitlements only", "leave out `entitlements`")
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) { scales = facts.scales }

  public mutating func exchange(_ holdings: borrowing HoldingsView, into receivers: inout [Int]) -> Bool {
    /// Whose bundle each agent has by now.
    var bundle = Array(receivers.indices)
    var isChanged = false
    while let circle = Self.circle(holdings, bundle) {
      let first = bundle[circle[0]]
      for place in circle.indices.dropLast() { bundle[circle[place]] = bundle[circle[place + 1]] }
      bundle[circle[circle.count - 1]] = first
      isChanged = true
    }
    for agent in bundle.indices { receivers[bundle[agent]] = agent }
    return isChanged
  }

  /// Agents each of whom envies the next, and the last the first; nil when somebody is envied by nobody.
  private static func circle(_ holdings: borrowing HoldingsView, _ bundle: [Int]) -> [Int]? {
    /// Who envies each agent, the lowest number (agents).
    var envier: [Int] = []
    for agent in bundle.indices {
      var found: Int?
      for other in bundle.indices where found == nil {
        if holdings.worth(of: bundle[agent], to: other) > holdings.worth(of: bundle[other], to: other) { found = other }
      }
      guard let found else { return nil }
      envier.append(found)
    }
    var place = [Int?](repeating: nil, count: bundle.count)
    var path: [Int] = []
    var agent = 0
    while place[agent] == nil {
      place[agent] = path.count
      path.append(agent)
      agent = envier[agent]
    }
    return Array(path[(place[agent] ?? 0)...].reversed())
  }

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    var best = 0
    var least = Int.max
    var most = -1.0
    for agent in scales.indices {
      var enviers = 0
      for other in scales.indices where item.holdings.envies(other, agent, isChores: false) {
        enviers += 1
        if enviers > least { break }
      }
      let worth = Double(item.values[agent]) * scales[agent]
      if enviers < least || (enviers == least && worth > most) { (best, least, most) = (agent, enviers, worth) }
    }
    return best
  }
}
