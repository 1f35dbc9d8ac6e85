import Outcry

/// ECT on a million independent items, the whole world on the event engine and the drawing of its items included, against a
/// loop in C that draws, computes the threshold and compares.
extension Bench {
  static let extendedConstant = Bench("ect", target: 0.5, unit: "items/s") {
    let items = 1_000_000
    let market = Market(
      try Scenario([
        "outcry": 1, "title": "A benchmark", "seed": 1, "replicates": 1, "metrics": ["profit", "utilisation"],
        "world": [
          "kind": "online-knapsack", "policy": ["kind": "ect", "alpha": 0.5],
          "items": ["kind": "uniform-items", "count": .number(items), "capacity": 10_000, "low": 1, "high": 100],
        ],
      ]))
    let kernel = try Kernel("ect")
    let rates = try await medians {
      let line = try kernel.run().line("ect")
      let seconds = try cpuTime { _ = try market.play() }
      // Profits of two random sequences of about 3,300 accepted items: a standard deviation of their difference is 0.4.
      try agree("profit", try market.play().value("profit"), line.check ?? 0, within: 3)
      return [Double(items) / seconds, line.perSecond]
    }
    return .rate(rates[0], against: rates[1])
  }
}
