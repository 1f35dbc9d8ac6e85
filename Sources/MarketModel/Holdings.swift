/// What the agents of a division have while it runs: how much every bundle is worth to every agent.
public struct Holdings: ~Copyable, Sendable {
  public let agents: Int
  /// vᵢ(Xⱼ) [units] at j · n + i (agents × agents), bundle by bundle.
  public private(set) var worth: Column<Double>
  /// vᵢ(Xᵢ) [units] (agents).
  public private(set) var own: Column<Double>
  /// Items of each agent; shares of items are added up (agents).
  public private(set) var counts: Column<Double>

  /// Nobody has anything.
  public init(agents: Int) {
    self.agents = agents
    worth = Column(repeating: 0, count: agents * agents)
    own = Column(repeating: 0, count: agents)
    counts = Column(repeating: 0, count: agents)
  }

  @inlinable public var view: HoldingsView {
    @inline(__always) @_lifetime(borrow self) get {
      HoldingsView(worth: worth.span, own: own.span, counts: counts.span)
    }
  }

  public func copy() -> Holdings {
    var copy = Holdings(agents: agents)
    for i in worth.indices { copy.worth[i] = worth[i] }
    for i in own.indices {
      copy.own[i] = own[i]
      copy.counts[i] = counts[i]
    }
    return copy
  }

  /// Gives a whole item to an agent: sums of whole numbers, exact.
  public mutating func give(_ values: Span<Int32>, to agent: Int) {
    Self.add(values, to: &worth, from: agent * agents)
    add(Double(values[agent]), count: 1, to: agent)
  }

  /// Gives a part of an item to an agent.
  public mutating func give(_ values: Span<Int32>, share: Double, to agent: Int) {
    let start = agent * agents
    for i in values.indices { worth[start + i] += share * Double(values[i]) }
    add(share * Double(values[agent]), count: share, to: agent)
  }

  /// Hands every bundle on: what agent i has goes to `receivers[i]`.
  /// - Precondition: `receivers` is a permutation of the agents.
  public mutating func hand(to receivers: [Int]) {
    let old = copy()
    for (giver, receiver) in receivers.enumerated() {
      for i in 0..<agents { worth[receiver * agents + i] = old.worth[giver * agents + i] }
      counts[receiver] = old.counts[giver]
    }
    for i in 0..<agents { own[i] = worth[i * agents + i] }
  }

  private mutating func add(_ value: Double, count: Double, to agent: Int) {
    own[agent] += value
    counts[agent] += count
  }

  private static func add(_ values: Span<Int32>, to worth: inout Column<Double>, from start: Int) {
    var span = worth.mutableSpan
    precondition(start >= 0 && start + values.count <= span.count, "There is no such agent.")
    for i in values.indices { unsafe span[unchecked: start + i] += Double(values[unchecked: i]) }
  }
}

/// What a policy may know of what the agents have; in units of the values.
@frozen public struct HoldingsView: ~Escapable, BitwiseCopyable {
  /// vᵢ(Xⱼ) at j · n + i (agents × agents).
  public let worth: Span<Double>
  /// vᵢ(Xᵢ) (agents).
  public let own: Span<Double>
  /// Items of each agent (agents).
  public let counts: Span<Double>

  @_lifetime(copy worth, copy own, copy counts)
  @inlinable public init(worth: Span<Double>, own: Span<Double>, counts: Span<Double>) {
    self.worth = worth
    self.own = own
    self.counts = counts
  }

  /// What the bundle of agent `other` is worth to `agent`.
  @inlinable @inline(__always) public func worth(of other: Int, to agent: Int) -> Double {
    worth[other * own.count + agent]
  }

  /// Whether `agent` would rather have the bundle of `other`: it is worth more, or costs less.
  @inlinable public func envies(_ agent: Int, _ other: Int, isChores: Bool) -> Bool {
    isChores ? worth(of: other, to: agent) < own[agent] : worth(of: other, to: agent) > own[agent]
  }
}

/// What a policy sees of an item that arrives.
@frozen public struct ArrivingItem: ~Escapable, BitwiseCopyable {
  /// Counted from 0.
  public let number: Int
  /// What it is worth to each agent, or costs it [units] (agents).
  public let values: Span<Int32>
  public let holdings: HoldingsView

  @_lifetime(copy values, copy holdings)
  @inlinable public init(number: Int, values: Span<Int32>, holdings: HoldingsView) {
    self.number = number
    self.values = values
    self.holdings = holdings
  }
}

/// What a policy sees of the items held back so far, at the end of a batch.
@frozen public struct HeldItems: ~Escapable, BitwiseCopyable {
  /// The number of the first.
  public let first: Int
  /// What they are worth [units], item by item (held × agents).
  public let values: Span<Int32>
  public let holdings: HoldingsView

  @_lifetime(copy values, copy holdings)
  @inlinable public init(first: Int, values: Span<Int32>, holdings: HoldingsView) {
    self.first = first
    self.values = values
    self.holdings = holdings
  }

  @inlinable public var agents: Int { holdings.own.count }
  @inlinable public var count: Int { values.count / agents }
  @inlinable public subscript(item item: Int, agent agent: Int) -> Int { Int(values[item * agents + agent]) }
}
