// The socket of a market in which campaigns buy conversions, tick after tick.

/// What an advertiser buys, and for how much.
public struct CampaignTerms: Sendable {
  /// For the whole period [money].
  public var budget: Double
  /// The most a conversion should cost on average [money].
  public var target: Double
  /// Ticks of the period.
  public var ticks: Int
  /// Opportunities of the whole period, expected.
  public var opportunities: Double

  public init(budget: Double, target: Double, ticks: Int, opportunities: Double) {
    self.budget = budget
    self.target = target
    self.ticks = ticks
    self.opportunities = opportunities
  }
}

/// What an advertiser sees of a tick before it bids.
@frozen public struct BiddingTick: ~Escapable, BitwiseCopyable {
  /// From 0.
  public let number: Int
  /// Of the budget [money].
  public let left: Double
  /// Predicted conversions per exposure (opportunities).
  public let values: Span<Double>

  @_lifetime(copy values)
  @inlinable public init(number: Int, left: Double, values: Span<Double>) {
    self.number = number
    self.left = left
    self.values = values
  }
}

/// What an advertiser learns of a tick.
@frozen public struct TickResult: ~Escapable, BitwiseCopyable {
  /// From 0.
  public let number: Int
  /// Of the budget, after the tick [money].
  public let left: Double
  /// Predicted conversions per exposure, and its bids [money] (opportunities).
  public let values: Span<Double>
  public let bids: Span<Double>
  /// The highest bid that won no slot, or the floor: what the last slot costs [money] (opportunities).
  public let leastWinning: Span<Double>
  /// What it paid [money].
  public let cost: Double
  /// Slots won, slots that were seen, and conversions.
  public let won: Int
  public let exposed: Int
  public let conversions: Int

  @_lifetime(copy values, copy bids, copy leastWinning)
  @inlinable public init(
    number: Int, left: Double, values: Span<Double>, bids: Span<Double>, leastWinning: Span<Double>, cost: Double,
    won: Int, exposed: Int, conversions: Int
  ) {
    self.number = number
    self.left = left
    self.values = values
    self.bids = bids
    self.leastWinning = leastWinning
    self.cost = cost
    self.won = won
    self.exposed = exposed
    self.conversions = conversions
  }
}

/// Bids for one advertiser that has a budget and a target cost per conversion.
public protocol Autobidder: Component {
  /// Called once, before the first tick.
  mutating func begin(_ terms: CampaignTerms)
  /// Writes a bid per opportunity of a tick [money] (opportunities); what is not a number above 0 is no bid.
  mutating func bid(on tick: borrowing BiddingTick, into bids: inout MutableSpan<Double>)
  mutating func observe(_ result: borrowing TickResult)
}

extension Autobidder {
  public mutating func observe(_ result: borrowing TickResult) {}
}

extension Family where Product == any Autobidder {
  public static let autobidders = Family(
    "autobidder", "How an advertiser with a budget and a target cost per conversion bids."
  ) { bidder in
    [
      "outcry": 1, "title": "An example", "replicates": 4,
      "world": [
        "kind": "auctionnet", "opportunities": 2000, "advertisers": [["name": "all", "count": 12, "bidder": bidder]],
      ],
    ]
  }
}

extension Registration {
  public static func autobidder<C: Autobidder>(_ type: C.Type) -> Registration {
    Registration(.autobidders, type.card) { type.init(&$0) }
  }
}
