internal import MarketModel

extension Settings {
  /// Refuses so many bundles that an exact search for the best allocation might never end.
  ///
  /// Where bundles have two items and more, about min(bidders, items/2) bidders get something, each one of its bundles or
  /// none: (bids + 1) to that power is the number of allocations in rough. Up to 10¹⁵ a winner determination took at most
  /// seconds (12 bidders with 10 bids on 64 items: a quarter of a second), from 4 · 10¹⁵ on it did not end in minutes.
  func checkBundles(bidders: Int, items: Int, bids: Int) {
    var allocations = 1.0
    for _ in 0..<min(bidders, (items + 1) / 2) { allocations *= Double(bids + 1) }
    check(
      allocations <= 1e15, "bidders",
      "\(bidders) bidders for \(items) items with \(bids) bundles each have more allocations than can be searched",
      remedy: "write fewer bidders, items or `bids`")
  }
}
