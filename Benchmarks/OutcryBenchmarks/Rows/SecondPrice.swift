/// The whole simulator against a bare loop in C: second-price auctions.
extension Bench {
  static let secondPrice = Bench(
    [Row(name: "second-price-10", target: 0.5), Row(name: "second-price-100", target: 0.7)], unit: "auctions/s"
  ) { wanted in
    // As many auctions as the C program plays.
    let sizes = [("second-price-10", 10, 12_000_000), ("second-price-100", 100, 1_600_000)].filter {
      wanted.contains($0.0)
    }
    return try await WholeSimulator(
      kernel: Kernel("second_price"),
      sizes: sizes.map { row, bidders, auctions in
        // (n − 1)/(n + 1) an auction; 1e-3 is more than ten standard errors.
        WholeSimulator.Size(
          row: row, market: try Market(groups: [bidders], auctions: auctions), auctions: auctions,
          baseline: "second-price", bidders: bidders, revenue: Double(bidders - 1) / Double(bidders + 1),
          tolerance: 1e-3)
      }
    ).measure()
  }
}
