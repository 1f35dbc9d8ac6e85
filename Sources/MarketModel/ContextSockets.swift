public import Randomness

// The sockets of a market in which agents choose an ad for a user whom they see only in part.

/// What an agent knows of its ads before the first round.
public struct AgentFacts: Sendable {
  /// What a click on each ad is worth [money] (ads).
  public var values: [Double]
  /// Numbers that it sees of a user, the last of which is the constant 1.
  public var features: Int

  public init(values: [Double], features: Int) {
    self.values = values
    self.features = features
  }
}

/// What one agent went through in one auction, to learn from.
public struct AdRecord: BitwiseCopyable, Sendable {
  /// Which of its ads it bid for.
  public var ad: Int32
  public var hasWon: Bool
  public var isClicked: Bool
  /// What a click on it is worth [money].
  public var value: Double
  /// The click rate it believed in when it bid.
  public var estimate: Double
  /// Bid = shading · value · estimate.
  public var shading: Double
  /// The winner's payment [money]; 0 when nothing was sold.
  public var price: Double

  public init(
    ad: Int32, hasWon: Bool, isClicked: Bool, value: Double, estimate: Double, shading: Double, price: Double
  ) {
    self.ad = ad
    self.hasWon = hasWon
    self.isClicked = isClicked
    self.value = value
    self.estimate = estimate
    self.shading = shading
    self.price = price
  }
}

/// What one agent went through since it last learnt; in the order of the auctions.
@frozen public struct AdLog: ~Escapable, BitwiseCopyable {
  public let records: Span<AdRecord>
  /// What it saw of each user (records × features).
  public let users: Span<Double>
  public let features: Int

  @_lifetime(copy records, copy users)
  @inlinable public init(records: Span<AdRecord>, users: Span<Double>, features: Int) {
    self.records = records
    self.users = users
    self.features = features
  }
}

/// Which of its ads an agent bids for, and the click rate it believes that ad to have.
public protocol AdAllocator: Component {
  /// With `.complete` it is told the true click rates of its ads.
  var foresight: Foresight { get }
  /// Whether `learn` is to be called after each iteration.
  var learns: Bool { get }
  mutating func begin(_ facts: AgentFacts)
  /// Chooses an ad for a user.
  /// - Parameters:
  ///   - user: what it sees of the user (features).
  ///   - rates: the true click rates (ads) — empty unless its foresight is complete.
  ///   - stream: of this agent.
  mutating func choose(
    for user: Span<Double>, rates: Span<Double>, using stream: inout RandomStream
  ) -> (ad: Int, estimate: Double)
  /// Learns from the auctions of an iteration: clicks are known of those it won.
  mutating func learn(_ log: borrowing AdLog)
}

extension AdAllocator {
  public var foresight: Foresight { .own }
  public var learns: Bool { false }
  public mutating func learn(_ log: borrowing AdLog) {}
}

/// How much of its expected value an agent bids.
public protocol BidShading: Component {
  /// Whether `learn` is to be called after each iteration.
  var learns: Bool { get }
  mutating func begin()
  /// The bid as a multiple of value · estimate, not negative.
  mutating func factor(value: Double, estimate: Double, using stream: inout RandomStream) -> Double
  /// Learns from the auctions of an iteration.
  mutating func learn(_ log: borrowing AdLog)
}

extension BidShading {
  public var learns: Bool { false }
  public mutating func begin() {}
  public mutating func learn(_ log: borrowing AdLog) {}
}

extension Family where Product == any AdAllocator {
  public static let allocators = Family("allocator", "Which of its ads an agent bids for.") {
    exampleContexts(["allocator": $0])
  }
}
extension Family where Product == any BidShading {
  public static let shadings = Family("shading", "How much of its expected value an agent bids.") {
    exampleContexts(["bidder": $0])
  }
}

private func exampleContexts(_ settings: Node) -> Node {
  var agent: Node = ["name": "agents", "count": 3, "ads": 4]
  for entry in settings.entries { agent[entry.key] = entry.value }
  return [
    "outcry": 1, "title": "An example", "replicates": 4,
    "world": ["kind": "auctiongym", "rounds": 500, "iterations": 3, "agents": Node(.list([agent]))],
  ]
}

extension Registration {
  public static func allocator<C: AdAllocator>(_ type: C.Type) -> Registration {
    Registration(.allocators, type.card) { type.init(&$0) }
  }
  public static func shading<C: BidShading>(_ type: C.Type) -> Registration {
    Registration(.shadings, type.card) { type.init(&$0) }
  }
}
