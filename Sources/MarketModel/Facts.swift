/// What metrics are told of one auction.
public struct AuctionFact: BitwiseCopyable, Sendable {
  /// [s].
  public var time: Double
  /// The highest welfare any allocation could have had [money].
  public var best: Double
  /// Bidders that were eligible.
  public var eligible: Int32
  /// Time bucket of the auction, 0..<buckets.
  public var bucket: Int32
  /// Whether a reserve changed the result.
  public var reserveBound: Bool

  @inlinable public init(time: Double, best: Double, eligible: Int32, bucket: Int32, reserveBound: Bool) {
    self.time = time
    self.best = best
    self.eligible = eligible
    self.bucket = bucket
    self.reserveBound = reserveBound
  }
}

/// What metrics are told of one line of an outcome, once it is settled.
public struct AwardFact: BitwiseCopyable, Sendable {
  /// Counted over the whole market.
  public var bidder: Int32
  public var group: Int32
  /// Time bucket of the auction it comes from.
  public var bucket: Int32
  /// What one item was worth to the bidder [money].
  public var value: Double
  public var quantity: Double
  /// [money].
  public var payment: Double

  @inlinable public init(
    bidder: Int32, group: Int32, bucket: Int32, value: Double, quantity: Double, payment: Double
  ) {
    self.bidder = bidder
    self.group = group
    self.bucket = bucket
    self.value = value
    self.quantity = quantity
    self.payment = payment
  }
}

/// What metrics that ask for it are told of one seat in one auction.
public struct BidFact: BitwiseCopyable, Sendable {
  /// Counted over the whole market.
  public var bidder: Int32
  /// Time bucket of the auction.
  public var bucket: Int32
  /// What one item was worth to the bidder [money].
  public var value: Double
  /// As the mechanism saw it; negative: did not bid.
  public var bid: Double
  /// The least bid that could have won [money]: the highest bid of another seat, its own reserve, or the seller's.
  public var threshold: Double

  @inlinable public init(bidder: Int32, bucket: Int32, value: Double, bid: Double, threshold: Double) {
    self.bidder = bidder
    self.bucket = bucket
    self.value = value
    self.bid = bid
    self.threshold = threshold
  }
}

/// What stays the same through a run.
public struct MarketFacts: Sendable {
  public struct Group: Sendable {
    public var name: String
    /// Its bidders' numbers in the market.
    public var bidders: Range<Int>
    /// Per bidder and period [money]; nil without a budget.
    public var budget: Double?
    /// Whether the budget is filled again in the course of a run.
    public var isRefilled: Bool
    /// What they want, by their strategy.
    public var goal: Goal
    /// What one action (a conversion) is worth to them [money].
    public var valuePerAction: Double

    public init(
      name: String, bidders: Range<Int>, budget: Double?, isRefilled: Bool = false, goal: Goal = Goal(),
      valuePerAction: Double = 1
    ) {
      self.name = name
      self.bidders = bidders
      self.budget = budget
      self.isRefilled = isRefilled
      self.goal = goal
      self.valuePerAction = valuePerAction
    }
  }

  public var groups: [Group]
  public var buckets: Int
  /// Items for sale per auction.
  public var supply: Double
  /// What the winner of one item pays; nil: nothing that has a name, or there is more than one item.
  public var paymentRule: PaymentRule?

  public init(groups: [Group], buckets: Int, supply: Double, paymentRule: PaymentRule? = nil) {
    self.groups = groups
    self.buckets = buckets
    self.supply = supply
    self.paymentRule = paymentRule
  }

  public var bidders: Int { groups.last?.bidders.upperBound ?? 0 }
}

/// What one bidder got and paid in a whole run.
public struct BidderTotal: BitwiseCopyable, Sendable {
  /// Items, or expected clicks.
  public var won = 0.0
  /// What they were worth to it [money].
  public var value = 0.0
  /// [money].
  public var paid = 0.0

  @inlinable public init(won: Double = 0, value: Double = 0, paid: Double = 0) {
    self.won = won
    self.value = value
    self.paid = paid
  }

  public var surplus: Double { value - paid }

  public static func + (a: BidderTotal, b: BidderTotal) -> BidderTotal {
    BidderTotal(won: a.won + b.won, value: a.value + b.value, paid: a.paid + b.paid)
  }
}

/// What the engine knows at the end of a run, so that metrics which need only totals fold nothing.
public struct MarketClose: Sendable {
  /// All money granted to each group's bidders together, refills included [money]; nil without budgets.
  public var granted: [Double?]
  /// (bidders).
  public var totals: [BidderTotal]

  public init(granted: [Double?], totals: [BidderTotal]) {
    self.granted = granted
    self.totals = totals
  }
}
