internal import MarketModel

/// Rows of facts, folded into the metrics whenever full; and the books against which they are checked.
struct Recorder: ~Copyable, Sendable {
  static let capacity = 256

  private var auctionFacts: Column<AuctionFact>
  private var awardFacts: Column<AwardFact>
  /// Empty unless some metric asks for bids.
  private var bidFacts: Column<BidFact>
  private var bids = 0
  /// Whether each metric does (metrics).
  private let readsBids: [Bool]
  private var metrics: [any Metric]
  private var auctions = 0
  private var awards = 0
  private var books: Books
  private let monitor: Monitor

  /// - Parameter lines: how many awards can be recorded between two records of auctions.
  init(_ market: PreparedMarket, lines: Int, monitor: Monitor) {
    auctionFacts = Column(
      repeating: AuctionFact(time: 0, best: 0, eligible: 0, bucket: 0, reserveBound: false), count: Self.capacity)
    awardFacts = Column(
      repeating: AwardFact(bidder: 0, group: 0, bucket: 0, value: 0, quantity: 0, payment: 0),
      count: Self.capacity + lines)
    metrics = market.metrics
    readsBids = metrics.map { type(of: $0).needsBids }
    bidFacts = Column(
      repeating: BidFact(bidder: 0, bucket: 0, value: 0, bid: 0, threshold: 0),
      count: readsBids.contains(true) ? Self.capacity + market.terms.seats : 0)
    for index in metrics.indices { metrics[index].begin(market.facts) }
    books = Books(market.facts)
    self.monitor = monitor
  }

  /// Whether bids are to be recorded.
  @inline(__always) var wantsBids: Bool { bidFacts.count > 0 }

  /// Records the bids of an auction, before the auction itself.
  ///
  /// A seat's threshold is the highest bid of the others, or `lowestPrice`.
  /// - Complexity: O(seats).
  @inline(never) mutating func record(
    _ entrants: borrowing Entrants, values: borrowing Column<Double>, bids: borrowing Column<Double>, bucket: Int,
    lowestPrice: Double
  ) {
    var first = lowestPrice
    var second = lowestPrice
    var top = -1
    for seat in 0..<entrants.seats {
      let bid = bids[seat]
      if bid > first || (bid == first && top < 0) {
        (second, first, top) = (max(first, second), bid, seat)
      } else if bid > second {
        second = bid
      }
    }
    for seat in 0..<entrants.seats {
      bidFacts[self.bids] = BidFact(
        bidder: entrants.bidderAt[seat], bucket: Int32(truncatingIfNeeded: bucket), value: values[seat],
        bid: bids[seat], threshold: seat == top ? second : first)
      self.bids &+= 1
    }
  }

  /// Records an auction.
  @inline(__always) mutating func record(
    _ opportunity: Opportunity, seats: Int, bucket: Int32, reserveBound: Bool, best: Double
  ) throws(Interruption) {
    auctionFacts[auctions] = AuctionFact(
      time: opportunity.time, best: best, eligible: Int32(truncatingIfNeeded: seats), bucket: bucket,
      reserveBound: reserveBound)
    auctions &+= 1
    if auctions == Self.capacity || awards >= Self.capacity || bids >= Self.capacity { try flush() }
  }

  /// Records a settled award; no more than `lines` between two records of auctions.
  @inline(__always) mutating func record(
    bidder: Int32, group: Int, bucket: Int, value: Double, quantity: Double, payment: Double
  ) {
    awardFacts[awards] = AwardFact(
      bidder: bidder, group: Int32(truncatingIfNeeded: group), bucket: Int32(truncatingIfNeeded: bucket), value: value,
      quantity: quantity, payment: payment)
    awards &+= 1
  }

  mutating func record(_ award: AwardFact) {
    awardFacts[awards] = award
    awards &+= 1
  }

  /// Records a settled award outside an auction.
  mutating func recordLate(_ award: AwardFact) throws(Interruption) {
    record(award)
    if awards >= Self.capacity { try flush() }
  }

  mutating func flush() throws(Interruption) {
    if bids > 0 {
      for index in metrics.indices where readsBids[index] { Self.fold(&metrics[index], bidFacts, bids) }
      bids = 0
    }
    for index in metrics.indices { Self.fold(&metrics[index], auctionFacts, auctions, awardFacts, awards) }
    Self.fold(&books, awardFacts, awards)
    let count = auctions
    auctions = 0
    awards = 0
    try monitor.advance(by: count)
  }

  /// Lets the run be stopped where nothing is recorded for long.
  func pause() throws(Interruption) { try monitor.advance(by: 0) }

  private static func fold(
    _ metric: inout any Metric, _ auctions: borrowing Column<AuctionFact>, _ auctionCount: Int,
    _ awards: borrowing Column<AwardFact>, _ awardCount: Int
  ) {
    metric.fold(auctions.span.extracting(first: auctionCount), awards.span.extracting(first: awardCount))
  }

  private static func fold(_ metric: inout any Metric, _ bids: borrowing Column<BidFact>, _ count: Int) {
    metric.fold(bids.span.extracting(first: count))
  }

  private static func fold(_ books: inout Books, _ awards: borrowing Column<AwardFact>, _ count: Int) {
    books.fold(awards.span.extracting(first: count))
  }

  /// What each bidder got and paid (bidders).
  mutating func closeBooks() throws(Interruption) -> [BidderTotal] {
    try flush()
    return books.totals
  }

  mutating func finish(_ ledger: borrowing Ledger, into recording: inout Recording) throws(Interruption) {
    try flush()
    let close = MarketClose(granted: ledger.granted, totals: books.totals)
    for metric in metrics { metric.finish(close, into: &recording) }
    books.check(drops: ledger.drops, in: &recording)
  }
}
