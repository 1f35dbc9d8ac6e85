import Outcry

/// AuctionGym's market against required rates: a hundred times what the original reaches in its loop on our machine,
/// which is 15,687 auctions a second with an oracle and 3,185 with Thompson sampling.
///
/// A C loop of the same market is timed in the same run, and its rate named beside.
extension Bench {
  static let auctionGym = Bench(
    [Row(name: "auctiongym-oracle", target: 1), Row(name: "auctiongym-thompson", target: 1)], unit: "auctions/s"
  ) { wanted in
    let kernel = try Kernel("auctiongym")
    let rows = [("oracle", 1_568_700.0), ("thompson", 318_500.0)].filter { wanted.contains("auctiongym-\($0.0)") }
    let markets = try rows.map { Market(try Scenario(scenario(allocator: $0.0))) }
    let auctions = 200_000.0
    let rates = try await medians {
      let lines = try kernel.run()
      return try rows.indices.flatMap { index in
        let line = try lines.line("auctiongym-\(rows[index].0)")
        let start = cpuSeconds()
        let recording = try markets[index].play()
        let seconds = cpuSeconds() - start
        // Catalogues differ: expected welfare has a deviation of about 0.05 between them.
        try agree("expected welfare", try recording.value("expected-welfare"), line.check ?? .nan, within: 0.3)
        return [auctions / seconds, line.perSecond]
      }
    }
    return rows.indices.map { index in
      var measurement = Measurement.rate(rates[2 * index], against: rows[index].1)
      measurement.cRate = rates[2 * index + 1]
      return measurement
    }
  }

  private static func scenario(allocator: String) -> Node {
    [
      "outcry": 1, "title": "A benchmark", "seed": 1, "replicates": 1,
      "metrics": [
        "revenue", "welfare", "surplus", "expected-welfare", "allocation-regret", "estimation-regret", "overbid-regret",
        "underbid-regret", "click-rate-rmse", "click-rate-bias", "shading",
      ],
      "world": [
        "kind": "auctiongym", "agents": [["name": "agents", "count": 6, "allocator": .text(allocator)]],
      ],
    ]
  }
}
