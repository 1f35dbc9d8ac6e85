/// An outcome that gives each agent a quantity of one good and asks a payment of it.
///
/// Quantities are units, shares or expected clicks [1]; a seller's is negative: what it gives away. Payments [money] are
/// for the whole quantity; negative: the agent is paid. An agent that the outcome does not name has 0 of both.
public protocol PricedOutcome: Sendable {
  func quantity(of agent: Int) -> Double
  func payment(of agent: Int) -> Double
}

/// An outcome that gives each agent a bundle of items and asks a payment of it.
public protocol BundleOutcome: PricedOutcome {
  /// The items it gets; empty: none.
  func bundle(of agent: Int) -> Bundle
}

extension BundleOutcome {
  public func quantity(of agent: Int) -> Double { Double(bundle(of: agent).count) }
}

/// Quantities and payments of all agents, as two columns; shapes (agents).
public struct Allotments: PricedOutcome, Equatable {
  public var quantities: [Double]
  public var payments: [Double]

  public init(quantities: [Double], payments: [Double]) {
    precondition(quantities.count == payments.count, "an agent has one quantity and one payment")
    self.quantities = quantities
    self.payments = payments
  }

  /// Nobody gets or pays anything.
  public init(agents: Int) {
    self.init(quantities: Array(repeating: 0, count: agents), payments: Array(repeating: 0, count: agents))
  }

  public func quantity(of agent: Int) -> Double { quantities.indices.contains(agent) ? quantities[agent] : 0 }
  public func payment(of agent: Int) -> Double { payments.indices.contains(agent) ? payments[agent] : 0 }
}

/// A set of items, numbered from 0, at most 64.
public struct Bundle: Sendable, Hashable, CustomStringConvertible {
  public var bits: UInt64

  public init(bits: UInt64) { self.bits = bits }
  public init(_ items: some Sequence<Int>) { bits = items.reduce(0) { $0 | 1 << UInt64($1) } }

  public static let none = Bundle(bits: 0)

  public var count: Int { bits.nonzeroBitCount }
  public var isEmpty: Bool { bits == 0 }
  public var items: [Int] { (0..<64).filter { bits >> UInt64($0) & 1 == 1 } }
  public func contains(_ other: Bundle) -> Bool { other.bits & ~bits == 0 }
  public func meets(_ other: Bundle) -> Bool { other.bits & bits != 0 }
  public func union(_ other: Bundle) -> Bundle { Bundle(bits: bits | other.bits) }

  /// `AB`, from the 27th item on `{0, 27}`; `∅`.
  public var description: String {
    if isEmpty { return "∅" }
    if bits >> 26 != 0 { return "{\(items.map(String.init).joined(separator: ", "))}" }
    return String(String.UnicodeScalarView(items.compactMap { Unicode.Scalar(65 + $0) }))
  }
}

/// A bid for bundles of which the bidder wants at most one: XOR.
///
/// As a valuation it has free disposal: a bundle is worth the most that any bundle inside it is named for, at least 0.
public struct BundleBids: Sendable, Equatable, CustomStringConvertible {
  public struct Bid: Sendable, Equatable {
    public var bundle: Bundle
    /// [money]
    public var price: Double

    public init(_ bundle: Bundle, _ price: Double) {
      self.bundle = bundle
      self.price = price
    }
  }

  /// Empty: the bidder does not bid.
  public var bids: [Bid]

  public init(_ bids: [Bid]) { self.bids = bids }
  /// One bundle and its price.
  public init(_ bundle: Bundle, _ price: Double) { bids = [Bid(bundle, price)] }

  public func value(of bundle: Bundle) -> Double {
    bids.reduce(0) { bundle.contains($1.bundle) ? max($0, $1.price) : $0 }
  }

  public var description: String {
    bids.isEmpty ? "nothing" : bids.map { "\($0.bundle): \(shortest($0.price))" }.joined(separator: " or ")
  }
}

/// What a trader of one unit reports in a two-sided market.
public struct Offer: Sendable, Equatable, CustomStringConvertible {
  public enum Side: Sendable, Hashable { case buys, sells }
  public var side: Side
  /// A buyer's value or a seller's cost [money].
  public var price: Double

  public init(_ side: Side, _ price: Double) {
    self.side = side
    self.price = price
  }

  public static func buys(at price: Double) -> Offer { Offer(.buys, price) }
  public static func sells(at price: Double) -> Offer { Offer(.sells, price) }

  public var description: String { "\(side == .buys ? "buys at" : "sells at") \(shortest(price))" }
}
