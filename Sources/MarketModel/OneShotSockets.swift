public import Randomness

// The sockets of one-shot mechanisms that scenarios can run: each is a `Mechanism` with given reports and outcomes.

/// Sells several units of one good at once.
///
/// A report is a bidder's bids for its first unit, its second, …; they count highest first, whatever their order. A bid
/// that is negative or not a finite number is no bid.
public protocol MultiUnitAuction: Component, Mechanism where Report == [Double], Outcome == Allotments {
  /// Units for sale.
  var units: Int { get }
}

/// Brings buyers and sellers of single units together.
///
/// An offer that is negative or not a finite number is no offer. Quantities are 1 for a buyer that trades, −1 for a seller;
/// payments are negative for what a seller receives. What payments add up to stays with the broker.
public protocol DoubleAuction: Component, Mechanism where Report == Offer, Outcome == Allotments {}

/// Sells items, each of which there is one, to bidders who name bundles and want at most one of those they name (XOR).
///
/// A bid without items, or with a price that is not positive and finite, is no bid.
public protocol CombinatorialAuction: Component, Mechanism where Report == BundleBids, Outcome == BundleAllotments {}

// `any DoubleAuction` is not converted to `any Mechanism<Offer, Allotments>` by the compiler (Swift 6.3); these do it.

extension MultiUnitAuction {
  /// Itself, for who asks for any mechanism with these reports and outcomes.
  public var asMechanism: any Mechanism<[Double], Allotments> { self }
}
extension DoubleAuction {
  /// Itself, for who asks for any mechanism with these reports and outcomes.
  public var asMechanism: any Mechanism<Offer, Allotments> { self }
}
extension CombinatorialAuction {
  /// Itself, for who asks for any mechanism with these reports and outcomes.
  public var asMechanism: any Mechanism<BundleBids, BundleAllotments> { self }
}

/// Bundles and payments of all bidders, as two columns; shapes (bidders).
public struct BundleAllotments: BundleOutcome, Equatable {
  public var bundles: [Bundle]
  public var payments: [Double]

  public init(bundles: [Bundle], payments: [Double]) {
    precondition(bundles.count == payments.count, "a bidder has one bundle and one payment")
    self.bundles = bundles
    self.payments = payments
  }

  public func bundle(of agent: Int) -> Bundle { bundles.indices.contains(agent) ? bundles[agent] : .none }
  public func payment(of agent: Int) -> Double { payments.indices.contains(agent) ? payments[agent] : 0 }
}

/// What bundles are worth to the bidders of a combinatorial auction.
public protocol BundleModel: Component {
  /// Whose results are told apart, one name per bidder; bidders of one name stand side by side.
  var roles: [String] { get }
  /// What bundles are worth to each bidder (bidders).
  func draw(using stream: inout RandomStream) -> [BundleBids]
  /// What bidders with these values bid (bidders); the same unless the model has strategies.
  func reports(_ types: [BundleBids]) -> [BundleBids]
}

extension BundleModel {
  public func reports(_ types: [BundleBids]) -> [BundleBids] { types }
}

// MARK: - Families

extension Family where Product == any MultiUnitAuction {
  public static let multiUnit = Family("multi-unit", "How several units of one good are sold at once.") {
    exampleSale("multi-unit-sale", ["mechanism": $0, "bidders": [["name": "bidders", "count": 4]]])
  }
}
extension Family where Product == any DoubleAuction {
  public static let doubleAuctions = Family("double-auction", "How buyers and sellers of single units trade.") {
    exampleSale("two-sided-market", ["mechanism": $0])
  }
}
extension Family where Product == any CombinatorialAuction {
  public static let combinatorial = Family("combinatorial", "How items are sold to bidders who name bundles.") {
    exampleSale("package-sale", ["mechanism": $0])
  }
}
extension Family where Product == any BundleModel {
  public static let bundleModels = Family("bundles", "What bundles are worth to the bidders of a package sale.") {
    exampleSale("package-sale", ["mechanism": "vcg", "bundles": $0])
  }
}

private func exampleSale(_ kind: String, _ settings: Node) -> Node {
  var world: Node = ["kind": Node(stringLiteral: kind), "rounds": 100]
  for entry in settings.entries { world[entry.key] = entry.value }
  return ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
}

extension Registration {
  public static func multiUnit<C: MultiUnitAuction>(_ type: C.Type) -> Registration {
    Registration(.multiUnit, type.card) { type.init(&$0) }
  }
  public static func doubleAuction<C: DoubleAuction>(_ type: C.Type) -> Registration {
    Registration(.doubleAuctions, type.card) { type.init(&$0) }
  }
  public static func combinatorial<C: CombinatorialAuction>(_ type: C.Type) -> Registration {
    Registration(.combinatorial, type.card) { type.init(&$0) }
  }
  public static func bundles<C: BundleModel>(_ type: C.Type) -> Registration {
    Registration(.bundleModels, type.card) { type.init(&$0) }
  }
}
