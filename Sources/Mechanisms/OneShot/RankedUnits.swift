internal import MarketModel

/// All bids of a multi-unit auction in order, and who wins.
///
/// **Ties**: the lower bidder comes first. A bid that is negative or not a finite number is no bid.
/// - Complexity: O(*b* log *b*) for *b* bids.
struct RankedUnits {
  struct UnitBid {
    var bidder: Int
    var price: Double
  }

  /// Highest first.
  let bids: [UnitBid]
  /// How many of them win.
  let sold: Int
  private let bidders: Int

  init(_ reports: [[Double]], units: Int) {
    bids = reports.indices.flatMap { bidder in
      reports[bidder].filter { $0 >= 0 && $0 < .infinity }.map { UnitBid(bidder: bidder, price: $0) }
    }.sorted { ($1.price, $0.bidder) < ($0.price, $1.bidder) }
    sold = min(units, bids.count)
    bidders = reports.count
  }

  var winning: ArraySlice<UnitBid> { bids[..<sold] }
  var losing: ArraySlice<UnitBid> { bids[sold...] }

  /// Winners pay what `price` says of each winning bid, counted from 0.
  func outcome(price: (Int) -> Double) -> Allotments {
    var outcome = Allotments(agents: bidders)
    for (rank, bid) in winning.enumerated() {
      outcome.quantities[bid.bidder] += 1
      outcome.payments[bid.bidder] += price(rank)
    }
    return outcome
  }
}

extension Settings {
  /// The units that a multi-unit auction sells.
  mutating func units() -> Int {
    integer("units", in: 1...1_000_000, default: 2, "How many units are for sale.")
  }
}
