import Outcry

/// A million items a second for a hundred agents by the greedy rule, the drawing of all values included: the whole
/// world, with what every bundle is worth to every agent kept up to date.
extension Bench {
  static let onlineGoods = Bench(
    [Row(name: "goods-100", target: 1), Row(name: "goods-100-c", target: 0.5)], unit: "items/s"
  ) { wanted in
    let items = 100_000
    let market = Market(
      try Scenario([
        "outcry": 1, "title": "A benchmark", "seed": 1, "replicates": 1, "metrics": ["welfare", "items"],
        "report": ["buckets": 10],
        "world": [
          "kind": "online-goods", "policy": "greedy-welfare",
          "valuations": ["kind": "uniform", "agents": 100, "items": .number(items)],
        ],
      ]))
    let kernel = try Kernel("online_goods")
    let rates = try await medians {
      let line = try kernel.run().line("online-goods")
      let seconds = try cpuTime { _ = try market.play() }
      // The mean of the highest of 100 uniform values: both are 100/101 but for 3e-5.
      try agree(
        "mean highest value", try market.play().value("welfare") / 200, line.check ?? 0, within: 0.002)
      return [Double(items) / seconds, line.perSecond]
    }
    let measured: [String: Measurement] = [
      "goods-100": .rate(rates[0], against: 1_000_000), "goods-100-c": .rate(rates[0], against: rates[1]),
    ]
    return wanted.compactMap { measured[$0] }
  }
}
