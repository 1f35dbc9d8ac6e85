internal import MarketModel

extension Conformance {
  /// Auctions of several units: up to three bidders who want two units each, at values 0 … 3, falling.
  public static let multiUnitAuctions = Conformance(.multiUnit) { auction -> [Setup<[Double], Allotments>] in
    [Setup("", auction.asMechanism, over: .units(bidders: 0...3, values: 0...3, wanted: 2, supply: auction.units))]
  }

  /// Double auctions: up to four traders, each on either side, at prices 0 … 4; then three buyers and three sellers.
  public static let doubleAuctions = Conformance(.doubleAuctions) { auction -> [Setup<Offer, Allotments>] in
    [
      Setup("", auction.asMechanism, over: .trade(agents: 0...4, prices: 0...4)),
      Setup("three buyers and three sellers", auction.asMechanism, over: .trade(buyers: 3, sellers: 3, prices: 0...3)),
    ]
  }

  /// Package auctions: up to three bidders who name one bundle of two items each, at values 1 … 3; bidders who name two;
  /// local, local and global; and four bidders for three items.
  public static let combinatorialAuctions = Conformance(.combinatorial) {
    auction -> [Setup<BundleBids, BundleAllotments>] in
    [
      Setup("", auction.asMechanism, over: .bundles(bidders: 0...3, items: 2, values: 0...3)),
      Setup(
        "two alternatives", auction.asMechanism,
        over: .bundles(bidders: 0...2, items: 2, values: 0...3, alternatives: 2)),
      Setup("local, local, global", auction.asMechanism, over: .localLocalGlobal(values: 0...4, global: 0...8)),
      Setup("four bidders, three items", auction.asMechanism, over: .bundles(bidders: 4...4, items: 3, values: 0...3)),
    ]
  }
}
