// The sockets of the one-shot matching market.

/// Two sides that meet once: buyers who each want one item, and items that are each sold once.
public struct MatchingMarket: Sendable, Equatable {
  /// Names, each once; at least one.
  public let buyers: [String]
  /// Names, each once; at least one.
  public let items: [String]
  /// What an item is worth to a buyer [money], row by row (buyers × items): finite, negative for a loss, −∞ for a pair
  /// that is forbidden.
  public let utilities: [Double]

  /// - Precondition: one utility per pair, none of them NaN or +∞.
  public init(buyers: [String], items: [String], utilities: [Double]) {
    precondition(utilities.count == buyers.count * items.count, "a market has one utility per pair")
    precondition(utilities.allSatisfy { $0 < .infinity }, "a utility is a number, or −∞ where the pair is forbidden")
    self.buyers = buyers
    self.items = items
    self.utilities = utilities
  }

  /// −∞ when the pair is forbidden.
  @inlinable public subscript(buyer: Int, item: Int) -> Double { utilities[buyer * items.count + item] }

  /// The largest utility; 0 when no pair gains anything.
  public var largestUtility: Double { max(0, utilities.max() ?? 0) }

  /// Utilities nearer than this are told apart by rounding alone [money].
  public var resolution: Double { 1e-9 * largestUtility }
}

/// Where a market's utilities come from.
public protocol UtilitySource: Component {
  /// Whether every replicate has the same market.
  var isFixed: Bool { get }
  /// The market of a replicate; the same for the same replicate, whatever the rule.
  func market(in replicate: Replicate) -> MatchingMarket
}

/// Who gets what, and for how much.
public struct MatchingOutcome: Sendable {
  /// Each buyer's item, nil for a buyer that stays alone, with the chance of it; a single one where nothing is left to
  /// chance.
  public var lottery: [Chance<[Int?]>]
  /// What each buyer pays [money], in expectation (buyers).
  public var payments: [Double]
  /// The lowest and the highest competitive price of each item [money]; nil for a rule without prices.
  public var prices: (lowest: [Double], highest: [Double])?
  /// What the rule says that each buyer gets at least [money], in expectation (buyers): its claim of fairness; nil without.
  public var guarantees: [Double]?
  /// A proven bound: no matching, and no lottery over matchings, of this market has more welfare [money].
  public var welfareBound: Double

  public init(
    lottery: [Chance<[Int?]>], payments: [Double], prices: (lowest: [Double], highest: [Double])? = nil,
    guarantees: [Double]? = nil, welfareBound: Double
  ) {
    self.lottery = lottery
    self.payments = payments
    self.prices = prices
    self.guarantees = guarantees
    self.welfareBound = welfareBound
  }
}

/// How a one-shot market is matched.
///
/// A pure function of the market. Laws, checked in every replicate: chances are positive and add up to 1; in each
/// matching an item has one buyer at most; a pair that is forbidden or gains nothing (utility ≤ 0) is never formed; a
/// payment is not negative, and in expectation not above what the buyer gets.
public protocol MatchingRule: Component {
  /// - Throws: when a program it solves cannot be certified; a market without any gain is no error.
  func match(_ market: MatchingMarket) throws -> MatchingOutcome
}

extension Family where Product == any UtilitySource {
  public static let utilities = Family("utilities", "What each item is worth to each buyer of a matching market.") {
    exampleMatching(["utilities": $0])
  }
}
extension Family where Product == any MatchingRule {
  public static let matchingRules = Family("matching-rule", "Who gets which item of a matching market, for how much.") {
    exampleMatching(["rule": $0])
  }
}

private func exampleMatching(_ settings: Node) -> Node {
  var world: Node = ["kind": "matching-market", "utilities": ["kind": "uniform", "buyers": 5, "items": 4]]
  for entry in settings.entries { world[entry.key] = entry.value }
  return ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
}

extension Registration {
  public static func utilities<C: UtilitySource>(_ type: C.Type) -> Registration {
    Registration(.utilities, type.card) { type.init(&$0) }
  }
  public static func matchingRule<C: MatchingRule>(_ type: C.Type) -> Registration {
    Registration(.matchingRules, type.card) { type.init(&$0) }
  }
}
