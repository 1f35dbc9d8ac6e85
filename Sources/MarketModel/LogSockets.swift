public import Randomness

// The sockets of the log replay.

/// A second-price log, in time order: one row per auction (rows).
public struct AuctionLog: Sendable {
  /// Whether the user clicks when the ad is shown: 0 or 1.
  public var clicks: [Int32]
  /// The highest competing bid, in whole units of the log's price.
  public var prices: [Int32]
  /// Predicted clicks per impression [1].
  public var clickRates: [Double]

  public init(clicks: [Int32], prices: [Int32], clickRates: [Double]) {
    precondition(
      clicks.count == prices.count && prices.count == clickRates.count, "a log's columns have one length")
    self.clicks = clicks
    self.prices = prices
    self.clickRates = clickRates
  }

  public var count: Int { prices.count }
}

/// Makes a log where there is no file.
public protocol LogSource: Component {
  /// How many rows it draws.
  var count: Int { get }
  /// No market price is above it.
  var highestPrice: Int { get }
  /// A log drawn from the stream.
  func draw(using stream: inout RandomStream) -> AuctionLog
}

/// What a bidding rule may know before the first auction.
public struct Campaign: Sendable {
  /// Clicks per impression in training.
  public var clickRate: Double
  /// Cost and clicks of the training log, the former in its price unit.
  public var trainingCost: Double
  public var trainingClicks: Double
  /// Chance of each market price 0, 1, … in training, smoothed.
  public var priceChances: [Double]
  /// Auctions in an episode.
  public var episode: Int
  /// Budget of an episode, in the log's price unit.
  public var budget: Int
  /// What a click is worth, and how much a unit of money counts against it: (1, 0) for clicks, (value, 1) for profit.
  public var clickValue: Double
  public var moneyWeight: Double
  /// Auctions to learn from, which are not replayed — empty where only their histogram is known.
  public var examples: AuctionLog

  public init(
    clickRate: Double, trainingCost: Double, trainingClicks: Double, priceChances: [Double], episode: Int, budget: Int,
    clickValue: Double, moneyWeight: Double,
    examples: AuctionLog = AuctionLog(clicks: [], prices: [], clickRates: [])
  ) {
    self.clickRate = clickRate
    self.trainingCost = trainingCost
    self.trainingClicks = trainingClicks
    self.priceChances = priceChances
    self.episode = episode
    self.budget = budget
    self.clickValue = clickValue
    self.moneyWeight = moneyWeight
    self.examples = examples
  }

  /// The highest market price, and the highest bid that makes sense.
  public var highestPrice: Int { priceChances.count - 1 }
}

/// How one bidder bids in a log of second-price auctions, with a budget for each episode.
public protocol BiddingRule: Component {
  /// Numbers in the tables it makes for an episode of so many auctions and so much money.
  func tableCells(auctions: Double, budget: Double) -> Double
  /// What learns the rule for a campaign before it is used; nil for a rule that is complete as it is.
  func trainer(for campaign: Campaign, using stream: RandomStream) -> (any PolicyTrainer)?
  /// Prepares for a campaign. Called once per replicate.
  mutating func begin(_ campaign: Campaign)
  /// The bid, a whole number of price units: at most the budget left and the highest price.
  /// - Parameters:
  ///   - clickRate: predicted clicks per impression of this auction.
  ///   - auctionsLeft: in this episode, this one included.
  ///   - budgetLeft: of this episode.
  mutating func bid(clickRate: Double, auctionsLeft: Int, budgetLeft: Int) -> Int
}

extension BiddingRule {
  public func tableCells(auctions: Double, budget: Double) -> Double { 0 }
  public func trainer(for campaign: Campaign, using stream: RandomStream) -> (any PolicyTrainer)? { nil }
  public mutating func begin(_ campaign: Campaign) {}
}

extension Family where Product == any LogSource {
  public static let logs = Family("log", "Makes an auction log where there is no file.") { exampleReplay(["log": $0]) }
}
extension Family where Product == any BiddingRule {
  public static let rules = Family("bidding-rule", "How one bidder bids in a replayed log.") {
    exampleReplay(["rule": $0])
  }
}

private func exampleReplay(_ settings: Node) -> Node {
  var world: Node = [
    "kind": "auction-log", "log": ["kind": "synthetic-log", "auctions": 4000], "training": ["auctions": 2000],
    "episode": ["auctions": 100, "budget-fraction": "1/4"], "rule": "mcpc",
  ]
  for entry in settings.entries { world[entry.key] = entry.value }
  return ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
}

extension Registration {
  public static func log<C: LogSource>(_ type: C.Type) -> Registration {
    Registration(.logs, type.card) { type.init(&$0) }
  }
  public static func rule<C: BiddingRule>(_ type: C.Type) -> Registration {
    Registration(.rules, type.card) { type.init(&$0) }
  }
}
