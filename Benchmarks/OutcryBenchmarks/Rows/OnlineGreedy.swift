import Outcry

/// Greedy online matching at degree 10, the whole world on the event engine and the drawing of its graph included: 2 million
/// arrivals a second, and against the bare loops in C.
extension Bench {
  static let onlineGreedy = Bench(
    [Row(name: "online-greedy", target: 1), Row(name: "online-greedy-c", target: 0.5)], unit: "arrivals/s"
  ) { wanted in
    let arrivals = 200_000
    let market = Market(
      try Scenario([
        "outcry": 1, "title": "A benchmark", "seed": 1, "replicates": 1, "metrics": ["welfare", "match-rate"],
        "world": [
          "kind": "online-matching", "policy": "greedy",
          "graph": [
            "kind": "random", "offline": 100_000, "arrivals": .number(arrivals), "degree": 10,
            "weights": ["low": 1e-9, "high": 1],
          ],
        ],
      ]))
    let kernel = try Kernel("online_greedy")
    let rates = try await medians {
      let line = try kernel.run().line("online-greedy")
      let seconds = try cpuTime { _ = try market.play() }
      // Both match nearly every offline vertex: the shares of two random graphs differ by far less.
      try agree("matched share", try market.play().value("match-rate"), line.check ?? 0, within: 0.002)
      return [Double(arrivals) / seconds, line.perSecond]
    }
    let measured: [String: Measurement] = [
      "online-greedy": .rate(rates[0], against: 2_000_000), "online-greedy-c": .rate(rates[0], against: rates[1]),
    ]
    return wanted.compactMap { measured[$0] }
  }
}
