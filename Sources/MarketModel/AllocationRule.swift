public import FairDivision
public import Randomness

/// Divides items among agents with additive valuations, all of them known at once.
///
/// The rule is handed what agents report, and knows nothing else; nobody pays.
public protocol AllocationRule: Component {
  /// The kinds of items it can divide; not empty.
  var kinds: [ItemKind] { get }
  /// Among how many agents it can.
  var agents: ClosedRange<Int> { get }
  /// Every division that can come, with its probability; one with probability 1 where nothing is left to chance.
  ///
  /// Law: every item goes to an agent.
  /// - Precondition: `objection(to:agents:)` has none.
  func divisions(_ valuations: Valuations) -> [Chance<Bundles>]
  /// Whether it draws lots.
  var isRandom: Bool { get }
}

extension AllocationRule {
  public var kinds: [ItemKind] { ItemKind.allCases }
  public var agents: ClosedRange<Int> { 1...Int.max }
  public var isRandom: Bool { false }

  /// Why it cannot divide such items among so many, and what to do; nil when it can.
  public func objection(to kind: ItemKind, agents count: Int) -> (problem: String, remedy: String)? {
    if !kinds.contains(kind) {
      return ("'\(Self.card.id)' divides no \(kind.rawValue)", "choose another rule, or divide \(kinds[0].rawValue)")
    }
    if !agents.contains(count) {
      let (low, high) = (agents.lowerBound, agents.upperBound)
      let among = low == high ? "\(low) agents" : high == .max ? "\(low) agents or more" : "\(low) to \(high) agents"
      return ("'\(Self.card.id)' divides among \(among), and there are \(count)", "choose another rule")
    }
    return nil
  }

  /// One division: the only one, or drawn.
  public func divide(_ valuations: Valuations, using stream: inout RandomStream) -> Bundles {
    let divisions = divisions(valuations)
    guard let last = divisions.last else { preconditionFailure("'\(Self.card.id)' must name a division.") }
    if divisions.count == 1 { return last.outcome }
    var rest = stream.unit()
    for chance in divisions {
      rest -= chance.probability
      if rest < 0 { return chance.outcome }
    }
    return last.outcome
  }
}

extension Family where Product == any AllocationRule {
  public static let allocationRules = Family("allocation-rule", "How items that are all known are divided at once.") {
    [
      "outcry": 1, "title": "An example", "replicates": 4,
      "world": [
        "kind": "online-goods", "valuations": ["kind": "uniform", "agents": 2, "items": 6],
        "policy": ["kind": "hindsight", "rule": $0],
      ],
    ]
  }
}

extension Registration {
  public static func allocationRule<C: AllocationRule>(_ type: C.Type) -> Registration {
    Registration(.allocationRules, type.card) { type.init(&$0) }
  }
}
