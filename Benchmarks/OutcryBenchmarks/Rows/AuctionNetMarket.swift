import Outcry

/// AuctionNet's market, one whole period of 500,000 opportunities for 48 advertisers and 3 slots: five times the 79,000
/// auctions a second that the original reaches with NumPy on our machine.
extension Bench {
  static let auctionNet = Bench("auctionnet", target: 1, unit: "auctions/s") {
    let market = Market(
      try Scenario([
        "outcry": 1, "title": "A benchmark", "seed": 1, "replicates": 1,
        "metrics": ["score", "conversions", "cost", "budget-use", "opportunities"],
        "world": ["kind": "auctionnet", "advertisers": [["name": "controllers", "count": 48, "bidder": "pid"]]],
      ]))
    let rates = try await medians {
      let start = cpuSeconds()
      let opportunities = try market.play().value("opportunities")
      return [opportunities / (cpuSeconds() - start)]
    }
    return .rate(rates[0], against: 5 * 79_000)
  }
}
