import Outcry

/// The real log replayed under four bidding rules, one pass each: all auctions by all time.
extension Bench {
  static let logReplay = Bench("rlb-replay", target: 0.5, unit: "auctions/s") {
    let folder = try RealLog.folder()
    let kernel = try Kernel("rlb", [folder])
    let rules: [(name: String, settings: Node)] = [
      ("mcpc", ["kind": "mcpc"]), ("linear", ["kind": "linear", "base-bid": 10]), ("ss-mdp", ["kind": "ss-mdp"]),
      ("rlb", ["kind": "rlb"]),
    ]
    let replays = try rules.map { Market(try Scenario(scenario(folder, rule: $0.settings))) }
    let rates = try await medians {
      let lines = try kernel.run()
      var (auctions, ours, baseline) = (0.0, 0.0, 0.0)
      for (rule, replay) in zip(rules, replays) {
        let line = try lines.line(rule.name)
        let start = cpuSeconds()
        let recording = try replay.play()
        ours += cpuSeconds() - start
        let rows = Double(line.auctions ?? 0)
        auctions += rows
        baseline += rows / line.perSecond
        for (name, expected) in [("impressions", line.impressions), ("clicks", line.clicks), ("cost", line.cost)] {
          try agree("\(name) of \(rule.name)", try recording.value(name), expected ?? .nan, within: 0)
        }
      }
      return [auctions / ours, auctions / baseline]
    }
    return .rate(rates[0], against: rates[1])
  }

  private static func scenario(_ folder: String, rule: Node) -> Node {
    let training = RealLog.training
    return [
      "outcry": 1, "title": "A benchmark", "replicates": 1,
      "world": [
        "kind": "auction-log", "log": .text("\(folder)/auctions.csv"),
        "training": [
          "price-histogram": .text("\(folder)/market-prices.csv"), "impressions": .number(training.impressions),
          "cost": .number(training.cost), "clicks": .number(training.clicks),
        ],
        "episode": ["auctions": .number(RealLog.episode.auctions), "budget-fraction": "1/32"], "rule": rule,
      ],
    ]
  }
}
