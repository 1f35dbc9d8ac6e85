public import FairDivision
public import Randomness

// The sockets of the online division of goods and chores.

/// Where items come from, and what agents think of them.
public protocol ValuationSource: Component {
  /// n ≥ 1.
  var agents: Int { get }
  /// What they are called (agents); empty where they have numbers only.
  var names: [String] { get }
  /// About how many items a draw has.
  var expectedCount: Int { get }
  /// Whether every draw gives the same items.
  var isFixed: Bool { get }
  /// Whether it makes up its items to do harm to the policy, which it may try out: then `attack` is called.
  var isAdversary: Bool { get }
  /// Why it cannot make its items for this division, and what to do; nil when it can.
  func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)?
  /// The items of one replicate, in the order of arrival: at least one, and no agent's total above
  /// `ItemSequence.largestTotal`.
  func draw(using stream: inout RandomStream) -> ItemSequence
  /// The items that do most harm to this policy.
  func attack(_ policy: any AllotmentPolicy, _ traits: DivisionTraits) throws -> ItemSequence
}

extension ValuationSource {
  public var names: [String] { [] }
  public var isFixed: Bool { false }
  public var isAdversary: Bool { false }
  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? { nil }
  public func attack(_ policy: any AllotmentPolicy, _ traits: DivisionTraits) throws -> ItemSequence {
    preconditionFailure("'\(Self.card.id)' is an adversary and does not say how: write `attack`")
  }
}

/// What is known of a division before its items are drawn.
public struct DivisionTraits: Sendable {
  public var kind: ItemKind
  public var agents: Int
  /// Whether policies are told what everything together will be worth to each agent, which is then worth n to all.
  public var isNormalised: Bool
  /// Whether agents are entitled to equal parts.
  public var isEqual: Bool

  public init(kind: ItemKind, agents: Int, isNormalised: Bool = true, isEqual: Bool = true) {
    self.kind = kind
    self.agents = agents
    self.isNormalised = isNormalised
    self.isEqual = isEqual
  }

  public var isChores: Bool { kind == .chores }
}

/// What a policy may know before the first item.
public struct DivisionFacts: Sendable {
  public var traits: DivisionTraits
  /// What everything together will be worth to each agent [units] (agents); nil where that is not known.
  public var totals: [Int]?
  /// What a unit counts for each agent (agents): n / total where totals are known, so that everything is worth n to
  /// all, else alike. 0 for an agent that values nothing.
  public var scales: [Double]
  /// The part that each agent is entitled to, together 1 (agents).
  public var entitlements: [Double]

  public init(traits: DivisionTraits, totals: [Int]?, scales: [Double], entitlements: [Double]) {
    self.traits = traits
    self.totals = totals
    self.scales = scales
    self.entitlements = entitlements
  }

  /// What `sequence` lets a policy know.
  /// - Parameter sequence: the items to come.
  /// - Parameter traits: what kind of division it is.
  /// - Parameter entitlements: together 1 (agents); nil: equal parts.
  public init(_ sequence: ItemSequence, _ traits: DivisionTraits, entitlements: [Double]? = nil) {
    let agents = sequence.agents
    self.init(
      traits: traits, totals: traits.isNormalised ? sequence.totals : nil,
      scales: sequence.totals.map {
        traits.isNormalised ? ($0 > 0 ? Double(agents) / Double($0) : 0) : 1 / Double(sequence.resolution)
      },
      entitlements: entitlements ?? [Double](repeating: 1 / Double(agents), count: agents))
  }

  public var agents: Int { traits.agents }
}

/// When a policy decides, and by which of its methods.
public enum AllotmentPace: Sendable, Equatable {
  /// On arrival, the whole item to one agent: `give`.
  case atOnce
  /// On arrival, an item being divisible: `divide`.
  case inShares
  /// Items are held back, and handed out when there are so many, or no more: `allot`. With `Int.max` that is hindsight.
  case inBatches(of: Int)
  /// The same, items being divisible: `apportion`.
  case inDividedBatches(of: Int)

  /// Whether items are divided.
  public var divides: Bool {
    switch self {
    case .atOnce, .inBatches: false
    case .inShares, .inDividedBatches: true
    }
  }
}

/// An agent's account with a policy that charges prices in money of its own.
public struct PacingAccount: Sendable, Equatable {
  /// What the agent has paid, in parts of everybody's money for one item.
  public var spent: Double
  /// What it bids for one unit of utility.
  public var multiplier: Double

  public init(spent: Double, multiplier: Double) {
    self.spent = spent
    self.multiplier = multiplier
  }
}

/// Who gets the items as they arrive.
///
/// A policy sees what an item is worth to everybody, and what everybody has; it never sees what is to come, but for the
/// totals where values are normalised. It throws only where a solver fails.
public protocol AllotmentPolicy: Component {
  var pace: AllotmentPace { get }
  /// Whether it hands on what has been given, by `exchange`: recourse, which a report shows.
  var hasRecourse: Bool { get }
  /// Whether it goes by chance.
  var isRandom: Bool { get }
  /// Why it cannot divide such items, and what to do; nil when it can.
  func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)?
  /// What part of its maximin share every agent provably gets; nil where nothing is proven.
  func guarantee(_ traits: DivisionTraits) -> ShareGuarantee?
  /// Called once, before the first item.
  mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) throws
  /// The agent that gets the item.
  mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) throws -> Int
  /// Writes what share of the item each agent gets; `shares` holds zeros (agents).
  ///
  /// Laws: no share is negative, and they add up to 1.
  mutating func divide(
    _ item: borrowing ArrivingItem, into shares: inout MutableSpan<Double>, using stream: inout RandomStream) throws
  /// Called before each item where there is recourse: writes to whom the bundle of each agent goes, and says whether
  /// any goes anywhere; `receivers` holds 0, 1, 2, … (agents).
  ///
  /// Law: a permutation.
  mutating func exchange(_ holdings: borrowing HoldingsView, into receivers: inout [Int]) -> Bool
  /// Writes the agent that gets each item; `owners` holds −1 (held).
  ///
  /// Law: every item goes to an agent.
  mutating func allot(
    _ batch: borrowing HeldItems, into owners: inout MutableSpan<Int>, using stream: inout RandomStream) throws
  /// Writes what share of each item each agent gets, item by item; `shares` holds zeros (held × agents).
  ///
  /// Laws: no share is negative, and those of an item add up to 1.
  mutating func apportion(
    _ batch: borrowing HeldItems, into shares: inout MutableSpan<Double>, using stream: inout RandomStream) throws
  /// What agents have paid (agents), where it charges prices; read at the end.
  var accounts: [PacingAccount]? { get }
}

extension AllotmentPolicy {
  public var pace: AllotmentPace { .atOnce }
  public var hasRecourse: Bool { false }
  public var isRandom: Bool { false }
  public var accounts: [PacingAccount]? { nil }
  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? { nil }
  public func guarantee(_ traits: DivisionTraits) -> ShareGuarantee? { nil }
  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) {}

  public mutating func give(_ item: borrowing ArrivingItem, using stream: inout RandomStream) -> Int {
    preconditionFailure("'\(Self.card.id)' decides at once and does not say how: write `give`")
  }
  public mutating func divide(
    _ item: borrowing ArrivingItem, into shares: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    preconditionFailure("'\(Self.card.id)' divides items and does not say how: write `divide`")
  }
  public mutating func exchange(_ holdings: borrowing HoldingsView, into receivers: inout [Int]) -> Bool { false }
  public mutating func allot(
    _ batch: borrowing HeldItems, into owners: inout MutableSpan<Int>, using stream: inout RandomStream
  ) {
    preconditionFailure("'\(Self.card.id)' holds items back and does not say who gets them: write `allot`")
  }
  public mutating func apportion(
    _ batch: borrowing HeldItems, into shares: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    preconditionFailure("'\(Self.card.id)' divides items in batches and does not say how: write `apportion`")
  }
}

extension Family where Product == any ValuationSource {
  public static let valuations = Family("valuations", "Which items arrive, and what agents think of them.") {
    exampleDivision(["valuations": $0])
  }
}
extension Family where Product == any AllotmentPolicy {
  public static let allotment = Family("allotment", "Which agent gets an item that arrives.") {
    exampleDivision(["policy": $0])
  }
}

private func exampleDivision(_ settings: Node) -> Node {
  var world: Node = ["kind": "online-goods"]
  for entry in settings.entries { world[entry.key] = entry.value }
  return ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
}

extension Registration {
  public static func valuations<C: ValuationSource>(_ type: C.Type) -> Registration {
    Registration(.valuations, type.card) { type.init(&$0) }
  }
  public static func allotment<C: AllotmentPolicy>(_ type: C.Type) -> Registration {
    Registration(.allotment, type.card) { type.init(&$0) }
  }
}
