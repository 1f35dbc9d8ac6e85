/// The whole simulator against a bare loop in C: the best of three medians.
extension Bench {
  static let secondPrice = Bench(
    [Row(name: "second-price-10", target: 0.5), Row(name: "second-price-100", target: 0.7)], unit: "auctions/s"
  ) { wanted in
    // As many auctions as the C program plays.
    let sizes = [("second-price-10", 10, 12_000_000), ("second-price-100", 100, 1_600_000)].filter {
      wanted.contains($0.0)
    }
    let kernel = try Kernel("second_price")
    let markets = try sizes.map { try Market(groups: [$0.1], auctions: $0.2) }
    for (size, market) in zip(sizes, markets) {
      // (n − 1)/(n + 1) an auction; 1e-3 is more than ten standard errors.
      let revenue = try market.play().value("revenue")
      try agree(size.0, revenue, Double(size.1 - 1) / Double(size.1 + 1), within: 1e-3)
    }
    var best = [Double](repeating: 0, count: 2 * sizes.count)
    for _ in 1...3 {
      let rates = try await medians {
        let lines = try kernel.run()
        return try zip(sizes, markets).flatMap { size, market in
          [Double(size.2) / (try market.cpuTime()), try lines.line("second-price", size: size.1).perSecond]
        }
      }
      for index in best.indices { best[index] = max(best[index], rates[index]) }
    }
    return sizes.indices.map { .rate(best[2 * $0], against: best[2 * $0 + 1]) }
  }
}
