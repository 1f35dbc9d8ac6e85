/// The whole simulator against a bare loop in C that plays as many auctions: the best of three medians.
struct WholeSimulator {
  struct Size {
    var row: String
    var market: Market
    var auctions: Int
    /// The line that the C program prints for it.
    var baseline: String
    var bidders: Int
    /// Expected revenue per auction, and how far off ours may be.
    var revenue: Double
    var tolerance: Double
  }

  let kernel: Kernel
  let sizes: [Size]

  func measure() async throws -> [Measurement] {
    for size in sizes {
      try agree(size.row, size.market.play().value("revenue"), size.revenue, within: size.tolerance)
    }
    var best = [Double](repeating: 0, count: 2 * sizes.count)
    for _ in 1...3 {
      let rates = try await medians {
        let lines = try kernel.run()
        return try sizes.flatMap { size in
          [
            Double(size.auctions) / (try size.market.cpuTime()),
            try lines.line(size.baseline, size: size.bidders).perSecond,
          ]
        }
      }
      for index in best.indices { best[index] = max(best[index], rates[index]) }
    }
    return sizes.indices.map { .rate(best[2 * $0], against: best[2 * $0 + 1]) }
  }
}
