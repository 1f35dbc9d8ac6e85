public import Randomness
public import Statistics

// The sockets of the auction worlds. Each is a struct that changes in place: `mutating`, no classes, called once per
// auction for a whole group of like bidders.

/// When opportunities come.
public protocol ArrivalProcess: Component {
  /// The time of the next opportunity [s], not before `time`; infinite when there are no more.
  mutating func next(after time: Double, using stream: inout RandomStream) -> Double
  /// How many opportunities are expected from 0 to `time` [s].
  func expectedCount(until time: Double) -> Double
}

/// What an item is worth to each bidder of a group.
public protocol ValueModel: Component {
  /// Whether bidders see a signal rather than their value: then `drawSignals` is called, else `draw`.
  var hasSignals: Bool { get }
  /// Whether it uses `Opportunity.common`.
  var needsCommonDraw: Bool { get }
  /// Whether a draw depends on which members are drawn together, so that bidders cannot have streams of their own.
  var isJoint: Bool { get }
  /// How many segments of opportunities it has values for; nil: for any number of them.
  var segments: Int? { get }
  /// What one bidder's value is distributed like, where values are private, independent and alike; nil where they are not.
  var distribution: Distribution? { get }
  /// Draws the values of `members` [money], finite and not negative; shapes (members).
  mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, into values: inout MutableSpan<Double>,
    using stream: inout RandomStream)
  /// Draws what bidders see, and what the item will turn out to be worth; shapes (members).
  mutating func drawSignals(
    for opportunity: Opportunity, members: Span<Int32>, into signals: inout MutableSpan<Double>,
    values: inout MutableSpan<Double>, using stream: inout RandomStream)
}

extension ValueModel {
  public var hasSignals: Bool { false }
  public var needsCommonDraw: Bool { false }
  public var isJoint: Bool { false }
  public var segments: Int? { nil }
  public var distribution: Distribution? { nil }
  public mutating func drawSignals(
    for opportunity: Opportunity, members: Span<Int32>, into signals: inout MutableSpan<Double>,
    values: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    draw(for: opportunity, members: members, into: &values, using: &stream)
    for i in values.indices { signals[i] = values[i] }
  }
}

/// What a strategy may know of its group and market before the first auction.
public struct GroupFacts: Sendable {
  /// Bidders in the group.
  public var count: Int
  /// Per bidder and period [money]; nil without a budget.
  public var budget: Double?
  /// Auctions of the whole run, expected where the horizon is a time.
  public var auctions: Double
  /// Bidders in the whole market that an auction can have at once.
  public var rivals: Int
  /// Whether the same bidders meet in every auction.
  public var isFixed: Bool
  /// Whether budgets are filled again in the course of a run.
  public var isRefilled: Bool
  /// Auctions one bidder is expected to take part in before its budget is filled again, or the run ends.
  public var auctionsPerBudget: Double
  /// What one bidder's value is distributed like, where values are private, independent and alike; nil where not.
  public var values: Distribution?
  /// What one action (a conversion) is worth to them [money]: an item of value v brings v/`valuePerAction` actions.
  public var valuePerAction: Double

  /// What strategies are told of their group; `auctionsPerBudget` nil: all of them.
  public init(
    count: Int, budget: Double?, auctions: Double, rivals: Int, isFixed: Bool = true, isRefilled: Bool = false,
    auctionsPerBudget: Double? = nil, values: Distribution? = nil, valuePerAction: Double = 1
  ) {
    self.count = count
    self.budget = budget
    self.auctions = auctions
    self.rivals = rivals
    self.isFixed = isFixed
    self.isRefilled = isRefilled
    self.auctionsPerBudget = auctionsPerBudget ?? auctions
    self.values = values
    self.valuePerAction = valuePerAction
  }
}

extension GroupFacts {
  /// What one bidder can spend per auction it takes part in, if its budget is to last [money]; nil without a budget.
  public var spendRate: Double? { budget.map { $0 / max(auctionsPerBudget, 1) } }
  /// The least value a bidder can have [money]; 0 where nothing is known.
  public var lowestValue: Double { values?.support.low ?? 0 }
  /// The highest value a bidder can have [money]; infinite where there is none, or nothing is known.
  public var highestValue: Double { values?.support.high ?? .infinity }
}

/// How a group of like bidders bids, with columns of state for its members.
public protocol BidderStrategy: Component {
  /// What it must learn to work; `.nothing` skips `observe`.
  var needs: Information { get }
  /// What it must know before it bids: with `.complete` the other `bid` is called.
  var foresight: Foresight { get }
  /// What it wants, for those who measure whether it gets it.
  var goal: Goal { get }
  /// Why it cannot play in this group and market, and what to do; nil when it can.
  func objection(to group: GroupFacts) -> (problem: String, remedy: String)?
  /// Sizes its columns. Called once, before the first auction.
  mutating func begin(_ group: GroupFacts)
  /// Writes one bid per member [money]; a negative bid, or one that is not a number, is no bid.
  mutating func bid(in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream)
  /// Writes one bid per member, with everybody's values in view.
  mutating func bid(
    in page: borrowing CompleteRound, into bids: inout MutableSpan<Double>, using stream: inout RandomStream)
  mutating func observe(_ feedback: borrowing Feedback)
}

extension BidderStrategy {
  public var needs: Information { .nothing }
  public var foresight: Foresight { .own }
  public var goal: Goal { Goal() }
  public mutating func bid(
    in page: borrowing CompleteRound, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    bid(in: page.round, into: &bids, using: &stream)
  }
  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? { nil }
  public mutating func begin(_ group: GroupFacts) {}
  public mutating func observe(_ feedback: borrowing Feedback) {}
}

/// How bids become winners and payments.
///
/// A pure function of the ballot. Laws, checked in every auction: a payment is at most bid × quantity (at most the bid
/// for a quantity of 0) and not negative, only seats that bid get lines, one each, and quantities add up to at most the
/// supply. Ties go to the lower seat.
public protocol AuctionMechanism: Component {
  /// Quantities for sale, best first: [1] for one item, click rates for slots.
  var supply: [Double] { get }
  /// The least it sells the whole supply to anybody for: the reserve for all [money], by which promises are judged.
  var lowestPrice: Double { get }
  /// Whether its ballots must tell the group of each seat.
  var needsGroups: Bool { get }
  /// What the winner of one item pays, where the highest bid wins it; nil: neither of those that have a name.
  var paymentRule: PaymentRule? { get }
  /// Why it cannot sell to bidders of these groups, and what to do; nil when it can.
  func objection(to groups: [BidderPrior]) -> (problem: String, remedy: String)?
  /// Learns what the seller may know of the bidder groups. Called once, before the first auction.
  mutating func begin(_ groups: [BidderPrior])
  func run(_ ballot: borrowing Ballot, into outcome: inout Outcome)
}

extension AuctionMechanism {
  public var supply: [Double] { [1] }
  public var lowestPrice: Double { 0 }
  public var needsGroups: Bool { false }
  public var paymentRule: PaymentRule? { nil }
  public func objection(to groups: [BidderPrior]) -> (problem: String, remedy: String)? { nil }
  public mutating func begin(_ groups: [BidderPrior]) {}
}

/// What a seller may know of a group of like bidders before the first auction.
public struct BidderPrior: Sendable {
  public var name: String
  /// Of one bidder's value; nil where values are not private, independent and alike.
  public var values: Distribution?

  public init(name: String, values: Distribution?) {
    self.name = name
    self.values = values
  }
}

/// Something that is measured while auctions run: it folds facts, 256 auctions a call, in memory that does not grow.
public protocol Metric: Component {
  /// What it can put on record.
  static var measures: [Measure] { get }
  /// Those of them that are reported when a scenario does not choose; by default all.
  static var headline: [String] { get }
  /// Whether it is told every bid: that costs a fact per seat and auction, written only where somebody asks for it.
  static var needsBids: Bool { get }
  mutating func begin(_ market: MarketFacts)
  mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>)
  /// Called before the auctions and awards that the bids belong to are folded; an auction's bids come together.
  mutating func fold(_ bids: Span<BidFact>)
  func finish(_ close: MarketClose, into recording: inout Recording)
}

extension Metric {
  public static var headline: [String] { measures.map(\.name) }
  public static var needsBids: Bool { false }
  public mutating func fold(_ bids: Span<BidFact>) {}
}

// MARK: - Families

extension Family where Product == any ArrivalProcess {
  public static let arrivals = Family("arrivals", "When opportunities come.") {
    exampleMarket(["arrivals": $0])
  }
}
extension Family where Product == any ValueModel {
  public static let values = Family("values", "What an item is worth to the bidders of a group.") {
    exampleMarket(["bidders": [["name": "rivals", "count": 3, "values": $0]]])
  }
}
extension Family where Product == any BidderStrategy {
  public static let strategies = Family("strategy", "How the bidders of a group bid.") {
    exampleMarket(["bidders": [["name": "group", "count": 3, "strategy": $0]]])
  }
}
extension Family where Product == any AuctionMechanism {
  public static let mechanisms = Family("mechanism", "How bids become a winner and payments.") {
    exampleMarket(["mechanism": $0])
  }
}
extension Family where Product == any Metric {
  public static let metrics = Family("metric", "What is measured while auctions run.") { _ in exampleMarket([:]) }
}

/// The smallest repeated auction, with some settings of its own.
private func exampleMarket(_ settings: Node) -> Node {
  var world: Node = ["kind": "repeated-auction", "horizon": 1000, "bidders": [["name": "rivals", "count": 3]]]
  for entry in settings.entries { world[entry.key] = entry.value }
  return ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
}

extension Registration {
  public static func arrivals<C: ArrivalProcess>(_ type: C.Type) -> Registration {
    Registration(.arrivals, type.card) { type.init(&$0) }
  }
  public static func values<C: ValueModel>(_ type: C.Type) -> Registration {
    Registration(.values, type.card) { type.init(&$0) }
  }
  public static func strategy<C: BidderStrategy>(_ type: C.Type) -> Registration {
    Registration(.strategies, type.card) { type.init(&$0) }
  }
  public static func mechanism<C: AuctionMechanism>(_ type: C.Type) -> Registration {
    Registration(.mechanisms, type.card) { type.init(&$0) }
  }
  public static func metric<C: Metric>(_ type: C.Type) -> Registration {
    Registration(.metrics, type.card) { type.init(&$0) }
  }
}
