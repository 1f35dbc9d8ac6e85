import Foundation
import Outcry
import OutcryCommand
import Testing

@Suite("outcry train: policies, checkpoints, and what is wrong with them")
struct TrainTests {
  private static func scenario(_ rule: String, more: String = "") -> String {
    """
    outcry: 1
    title: Training
    replicates: 2
    world:
      kind: auction-log
      log: {kind: synthetic-log, auctions: 3000, highest-price: 40}
      training: {auctions: 1000}
      episode: {auctions: 40, budget-fraction: 1/4}
      rule: \(rule)
    \(more)
    """
  }

  private static let rules = [
    "{kind: deep-q, decisions: 1500, hidden: [8], warm-up: 100}",
    "{kind: q-learning, decisions: 5000}",
    "{kind: actor-critic, updates: 12, hidden: [8], episodes: 4}",
    "{kind: rlb-network, updates: 40, hidden: [6]}",
  ]

  @Test("the policy file bids in the log replay what training in place bids", arguments: rules)
  func sameAsInPlace(rule: String) async throws {
    let place = try Workspace([
      "in-place.yaml": Self.scenario(rule), "from-file.yaml": Self.scenario("{kind: trained, file: policy.json}"),
    ])
    let said = await outcry("train", "@/in-place.yaml", "--output", "@/policy.json", in: place)
    #expect(said.status == .done && said.out == "policy.json\n")
    #expect(said.err.split(separator: "\n").count >= 12, "the learning curve: \(said.err)")
    #expect(said.err.contains("an episode"))
    // Replicate 0 of one: the same log, the same policy, the same results to the last digit.
    var results: [Data?] = []
    for name in ["in-place", "from-file"] {
      let run = await outcry(
        "run", "@/\(name).yaml", "--replicates", "1", "--output", "@/\(name)", "--quiet", in: place)
      #expect(run.status == .done, "\(run.err)")
      results.append(try place.contents(of: name)["metrics.csv"])
    }
    #expect(results[0] != nil && results[0] == results[1])
  }

  @Test("a training that was interrupted goes on to the same bytes", arguments: rules)
  func resume(rule: String) async throws {
    let place = try Workspace(["s.yaml": Self.scenario(rule)])
    #expect(await outcry("train", "@/s.yaml", "--output", "@/whole.json", "--quiet", in: place).status == .done)
    // Stops the training once its first point is written.
    let scenario = try Scenario(file: place.path + "/s.yaml")
    var training = try Training(scenario, output: place.path + "/policy.json")
    try training.advance(to: training.trainer.steps / 3)
    try training.keep()
    #expect(place.names() == ["policy.json.checkpoint", "s.yaml", "whole.json"])
    let said = await outcry("train", "@/s.yaml", "--output", "@/policy.json", in: place)
    #expect(said.status == .done)
    #expect(said.err.hasPrefix("base: going on at step \(training.trainer.steps / 3)\n"))
    #expect(place.names() == ["policy.json", "s.yaml", "whole.json"])
    #expect(place.text("policy.json") == place.text("whole.json"))
  }

  @Test("Ctrl-C keeps a checkpoint and ends with status 130")
  func interrupt() async throws {
    let place = try Workspace(["s.yaml": Self.scenario(Self.rules[0])])
    let terminal = Terminal()
    terminal.monitor.stop()
    let said = await terminal.run(["train", "@/s.yaml", "--output", "@/p.json"], in: place)
    #expect(said.status == .interrupted)
    #expect(said.err == "outcry: interrupted at step 0; the same command goes on from there\n")
    #expect(place.names() == ["p.json.checkpoint", "s.yaml"])
  }

  @Test("a checkpoint of another seed, setting or version is refused, and so is half of one")
  func otherCheckpoint() async throws {
    let place = try Workspace(["s.yaml": Self.scenario(Self.rules[0])])
    var training = try Training(try Scenario(file: place.path + "/s.yaml"), output: place.path + "/p.json")
    try training.advance(to: 200)
    try training.keep()
    let kept = try #require(place.text("p.json.checkpoint"))
    let other = await outcry("train", "@/s.yaml", "--output", "@/p.json", "--seed", "2", in: place)
    #expect(other.status == .wrongInput)
    #expect(other.err.hasPrefix("p.json.checkpoint:3:15: scenario: this checkpoint is of another scenario"))
    let set = await outcry(
      "train", "@/s.yaml", "--output", "@/p.json", "--set", "world.rule.batch=16", in: place)
    #expect(set.status == .wrongInput && set.out.isEmpty)
    for length in [40, kept.utf8.count / 2, kept.utf8.count - 4] {
      try place.write(String(decoding: kept.utf8.prefix(length), as: UTF8.self), to: "p.json.checkpoint")
      let said = await outcry("train", "@/s.yaml", "--output", "@/p.json", in: place)
      #expect(said.status == .wrongInput)
      #expect(said.err.hasPrefix("p.json.checkpoint:"), "\(said.err)")
    }
    try place.write(
      kept.replacing("\"outcry-checkpoint\": 1", with: "\"outcry-checkpoint\": 2"), to: "p.json.checkpoint")
    let version = await outcry("train", "@/s.yaml", "--output", "@/p.json", in: place)
    #expect(version.status == .wrongInput)
    #expect(version.err.contains("version 2 is not known"))
  }

  @Test("nothing is overwritten that outcry did not write")
  func foreignFiles() async throws {
    let place = try Workspace(["s.yaml": Self.scenario(Self.rules[1]), "mine.json": "{}", "p.json.checkpoint": "mine"])
    for (output, problem) in [
      ("mine.json", "'mine.json' was not written by outcry"),
      ("p.json", "'p.json.checkpoint' was not written by outcry"),
      ("s.yaml", "'s.yaml' was not written by outcry"), ("no/p.json", "there is no folder 'no'"),
    ] {
      let said = await outcry("train", "@/s.yaml", "--output", "@/\(output)", in: place)
      #expect(said.status == .wrongInput && said.out.isEmpty)
      #expect(said.err.contains(problem), "\(said.err)")
    }
    #expect(place.text("mine.json") == "{}" && place.text("p.json.checkpoint") == "mine")
    #expect(await outcry("train", "@/s.yaml", "--output", "@/q.json", "--quiet", in: place).status == .done)
    // Its own file it may replace.
    #expect(await outcry("train", "@/s.yaml", "--output", "@/q.json", "--quiet", in: place).status == .done)
  }

  @Test("a scenario in which nobody learns, and a variant that is not there, are mistakes")
  func nothingLearns() async throws {
    let place = try Workspace(["s.yaml": Self.scenario("mcpc"), "t.yaml": smallScenario])
    for name in ["s", "t"] {
      let said = await outcry("train", "@/\(name).yaml", "--output", "@/p.json", in: place)
      #expect(said.status == .wrongInput)
      #expect(said.err.hasPrefix("outcry: nothing learns in this scenario; give an auction-log a rule that learns"))
    }
    let said = await outcry("train", "@/s.yaml", "--output", "@/p.json", "--variant", "bas", in: place)
    #expect(said.err == "outcry: the scenario has no variant 'bas'; did you mean 'base'?\n")
  }

  @Test("a training that diverges ends with status 2, says where, and keeps its last checkpoint")
  func divergence() async throws {
    let rule = "{kind: deep-q, decisions: 4000, hidden: [8], warm-up: 1000, learning-rate: 1e4}"
    let place = try Workspace(["s.yaml": Self.scenario(rule)])
    let said = await outcry("train", "@/s.yaml", "--output", "@/p.json", in: place)
    #expect(said.status == .wrongInput && said.out.isEmpty)
    #expect(said.err.contains("outcry: training diverged at step "))
    #expect(said.err.contains("; lower `learning-rate`, which is 10000, to a tenth of that or less"))
    #expect(said.err.hasSuffix("outcry: the last checkpoint is kept: p.json.checkpoint\n"))
    #expect(place.names() == ["p.json.checkpoint", "s.yaml"])
    let run = await outcry("run", "@/s.yaml", "--output", "@/o", "--quiet", in: place)
    #expect(run.status == .wrongInput)
    #expect(run.err.contains("training diverged at step "))
    #expect(place.names(in: "o") == nil)
  }

  @Test("a policy file of another version or shape, or cut short, is told with its line and column")
  func wrongPolicies() async throws {
    let place = try Workspace([
      "s.yaml": Self.scenario(Self.rules[0]), "use.yaml": Self.scenario("{kind: trained, file: p.json}"),
    ])
    #expect(await outcry("train", "@/s.yaml", "--output", "@/p.json", "--quiet", in: place).status == .done)
    let policy = try #require(place.text("p.json"))
    #expect(await outcry("validate", "@/use.yaml", in: place).status == .done)
    for (old, new, expected) in [
      ("\"outcry-policy\": 1", "\"outcry-policy\": 2", "p.json:2:20: outcry-policy: version 2 is not known"),
      (
        "\"shape\": [3, 8, 20]", "\"shape\": [3, 9, 20]",
        "network.weights: there are 212 weights, and the shape has 236"
      ),
      ("\"method\": \"deep-q\"", "\"method\": \"deep\"", "p.json:3:13: method: unknown choice 'deep'"),
      ("\"episode\": 40", "\"episode\": forty", "p.json:4:14: episode: expected a number"),
    ] {
      #expect(policy.contains(old))
      try place.write(policy.replacing(old, with: new), to: "p.json")
      let said = await outcry("validate", "@/use.yaml", in: place)
      #expect(said.status == .wrongInput)
      #expect(said.err.contains(expected), "\(said.err)")
      #expect(said.err.hasPrefix("p.json:"), "\(said.err)")
    }
    for length in [0, 1, 20, policy.utf8.count / 3, policy.utf8.count - 3] {
      try place.write(String(decoding: policy.utf8.prefix(length), as: UTF8.self), to: "p.json")
      let said = await outcry("validate", "@/use.yaml", in: place)
      #expect(said.status == .wrongInput)
      #expect(said.err.hasPrefix("p.json"), "\(length): \(said.err)")
    }
    try FileManager.default.removeItem(atPath: place.path + "/p.json")
    let missing = await outcry("validate", "@/use.yaml", in: place)
    #expect(missing.status == .wrongInput && missing.err.hasPrefix("use.yaml:"))
    #expect(missing.err.contains("world.rule.file: 'p.json' does not exist"))
  }

  @Test("a policy trained for profit paces a bidder in a repeated auction: closed form of adaptive pacing")
  func pacesABidder() async throws {
    // Value and price uniform on [0, 1]: a multiplier s spends s²/6 an auction and gains s/3 − s²/6. With a budget of
    // ρ = 0.8²/6 an auction the best is s = √(6ρ) = 0.8, which gains 0.16. Bidding the value spends the budget on the
    // first 64 % of the auctions and gains 0.64/6 = 0.107; training begins at 0.5, which gains 0.125. In training money
    // is counted in thousandths. 20 × 20,000 auctions: the mean surplus has a standard error below
    // 0.3 / √400,000 = 0.0005; the bound is 5 %, or 0.008.
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    var rows = "click,market_price,predicted_ctr\n"
    for _ in 0..<20_000 {
      let rate = stream.unit()
      rows += "\(stream.flip(rate) ? 1 : 0),\(stream.index(below: 1001)),\(rate)\n"
    }
    let training = """
      outcry: 1
      title: Pacing
      world:
        kind: auction-log
        log: log.csv
        training: {auctions: 19000}
        objective: profit
        click-value: 1000
        episode: {auctions: 500, budget: 53333}
        rule: {kind: actor-critic, updates: 1000, hidden: [16], episodes: 8, learning-rate: 0.001}
      """
    let market = """
      outcry: 1
      title: Pacing
      replicates: 20
      world:
        kind: repeated-auction
        horizon: 20000
        mechanism: second-price
        bidders:
          - {name: rival, count: 1}
          - {name: pacer, count: 1, budget: 2133.33, strategy: {kind: trained, file: policy.json}}
      metrics: [surplus]
      """
    let place = try Workspace(["log.csv": rows, "train.yaml": training, "market.yaml": market])
    let trained = await outcry("train", "@/train.yaml", "--output", "@/policy.json", "--quiet", in: place)
    #expect(trained.status == .done, "\(trained.err)")
    let results = try await Outcry.run(try Scenario(file: place.path + "/market.yaml"))
    let group = try #require(results.variants.first?.groups.last)
    let surplus = try #require(group.first??.mean)
    #expect(abs(surplus - 0.16) < 0.008, "\(surplus)")
  }
}
