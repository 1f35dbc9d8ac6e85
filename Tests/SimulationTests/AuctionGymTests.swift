import Foundation
import Outcry
import Testing

/// AuctionGym's market as a scenario.
private func gym(
  _ world: Node, replicates: Int = 1, variants: Node = [], metrics: Node = []
) throws(Diagnostics) -> Scenario {
  var world = world
  world["kind"] = "auctiongym"
  return try Scenario([
    "title": "A test", "seed": 1, "replicates": Node(integerLiteral: replicates), "world": world, "variants": variants,
    "metrics": metrics,
  ])
}

private let everything: Node = [
  "revenue", "welfare", "surplus", "expected-welfare", "click-rate", "win-rate", "allocation-regret",
  "estimation-regret", "overbid-regret", "underbid-regret", "click-rate-rmse", "click-rate-bias", "shading",
]

@Suite struct AuctionGymTests {
  private static func sigma(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// A catalogue with one ad per agent and one number per user, as a file of its own.
  private static func file(_ rows: [(value: Double, theta: Double, constant: Double)]) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "outcry-ads-\(UUID().uuidString).csv").path
    let lines = rows.enumerated().map { "\($0 + 1),\($1.value),\($1.theta),\($1.constant)" }
    try ("agent,value,theta1,constant\n" + lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  // Users do not matter (deviation 0): every ad has the rate p = σ(−1). Three agents with values 1, 2, 4, two of them asked:
  // pairs 12, 14, 24. Welfare p (2 + 4 + 4)/3, revenue p (1 + 1 + 2)/3.
  @Test("three agents with one ad each: welfare and revenue of the pairs")
  func pairs() async throws {
    let path = try Self.file([(1, 0.5, -1), (2, -0.5, -1), (4, 1, -1)])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let results = try await run(
      gym(
        [
          "rounds": 2000, "iterations": 2, "users": ["numbers": 1, "observed": 1, "deviation": 0],
          "catalogue": ["file": .init(stringLiteral: path)], "agents": [["name": "all", "count": 3, "ads": 1]],
        ], replicates: 32, metrics: everything), threads: 2)
    let rate = Self.sigma(-1)
    expect(results["expected-welfare"], toBe: rate * 10 / 3, within: 0.01)
    expect(results["revenue"], toBe: rate * 4 / 3, within: 0.01)
    expect(results["welfare"], toBe: rate * 10 / 3, within: 0.03)
    expect(results["surplus"], toBe: rate * 6 / 3, within: 0.03)
    expect(results["click-rate"], toBe: rate, within: 0.02)
  }

  // Two ads with coefficients ±1 and constants −3, values 1, one number x ~ N(0, 1) that the oracle sees: rates σ(x − 3) and
  // σ(−x − 3). Welfare E max = 2 ∫₀^∞ σ(x − 3) φ(x) dx, revenue E min likewise; midpoint sums.
  @Test("two opposite ads: welfare and revenue by integration")
  func opposite() async throws {
    let path = try Self.file([(1, 1, -3), (1, -1, -3)])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let results = try await run(
      gym(
        [
          "rounds": 5000, "iterations": 2, "users": ["numbers": 1, "observed": 0],
          "catalogue": ["file": .init(stringLiteral: path)], "agents": [["name": "all", "count": 2, "ads": 1]],
        ], replicates: 32, metrics: everything), threads: 2)
    var (best, least) = (0.0, 0.0)
    for k in 0..<100_000 {
      let x = (Double(k) + 0.5) * 1e-4
      let weight = 2 * 1e-4 * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      best += weight * Self.sigma(x - 3)
      least += weight * Self.sigma(-x - 3)
    }
    expect(results["expected-welfare"], toBe: best, within: 0.001)
    expect(results["revenue"], toBe: least, within: 0.0005)
  }

  @Test("the oracle regrets nothing; welfare = revenue + surplus", arguments: 1...3)
  func oracle(seed: Int) throws {
    let recording = try play(
      gym(["rounds": 1000, "iterations": 3, "agents": [["name": "all", "count": 6]]], metrics: everything),
      replicate: seed)
    for measure in ["allocation-regret", "estimation-regret", "overbid-regret", "underbid-regret", "click-rate-rmse"] {
      #expect(recording[measure] == 0, "\(measure)")
    }
    #expect(recording["click-rate-bias"] == 1)
    #expect(recording["shading"] == 1)
    #expect(recording.identities.contains { $0.statement == "welfare = revenue + surplus" })
    #expect(recording.identities.allSatisfy { $0.holds })
    #expect(
      abs(try #require(recording["welfare"]) - #require(recording["revenue"]) - #require(recording["surplus"])) < 1e-12)
  }

  // With first prices and a common factor g nobody else wins: revenue is g times expected welfare, exactly but for rounding.
  @Test(
    "first price with a common factor g: revenue = g · expected welfare, the same ads win",
    arguments: [1.0, 0.5, 0.125])
  func commonFactor(factor: Double) throws {
    let recording = try play(
      gym(
        [
          "rounds": 2000, "iterations": 2, "mechanism": "first-price",
          "agents": [
            ["name": "all", "count": 6, "bidder": ["kind": "constant", "factor": .init(floatLiteral: factor)]]
          ],
        ], metrics: everything))
    let truthful = try play(
      gym(["rounds": 2000, "iterations": 2, "agents": [["name": "all", "count": 6]]], metrics: everything))
    let welfare = try #require(recording["expected-welfare"])
    #expect(recording["welfare"] == truthful["welfare"])
    #expect(abs(try #require(recording["revenue"]) - factor * welfare) < 1e-12 * welfare)
    // It overpays by the difference of first and second bid.
    #expect(try #require(recording["overbid-regret"]) > 0)
  }

  // A user is drawn before anything a variant may change, and every agent has streams of its own.
  @Test("changing one group's bidder changes neither users nor another's ads")
  func commonRandomNumbers() throws {
    func best(_ bidder: Node) throws -> Double {
      let recording = try play(
        gym(
          [
            "rounds": 500, "iterations": 2, "participants": 3,
            "agents": [["name": "a", "count": 2, "bidder": bidder], ["name": "b", "count": 1]],
          ], metrics: everything))
      // The oracle's group b, which is asked every time: what its best ads are worth whether it wins or not.
      return try #require(recording["estimation-regret", group: 1]) + #require(recording["win-rate", group: 1])
    }
    #expect(try best("truthful") != best(["kind": "constant", "factor": 0.1]))
    let shaded = try play(
      gym(
        [
          "rounds": 500, "iterations": 2, "participants": 3,
          "agents": [["name": "a", "count": 2, "bidder": ["kind": "constant", "factor": 0]], ["name": "b"]],
        ], metrics: everything))
    let alone = try play(
      gym(
        ["rounds": 500, "iterations": 2, "participants": 1, "agents": [["name": "b"]]], metrics: everything))
    // Rivals that bid nothing leave b what it has alone: the same users and the same ads.
    #expect(shaded["expected-welfare", group: 1] == alone["expected-welfare"])
  }

  // Everything is seen, so that the model is the truth: estimates become better with every iteration's clicks. The order of
  // the errors is the claim; that a learner improves fourfold from a click rate of ½ believed in to a few percent is far
  // beyond chance.
  @Test("Thompson sampling learns click rates when all of a user is seen")
  func learns() throws {
    let scenario = try gym(
      [
        "rounds": 4000, "iterations": 8, "users": ["observed": 5],
        "agents": [["name": "all", "count": 4, "ads": 4, "allocator": "thompson"]],
      ], metrics: everything)
    let recording = try play(scenario)
    for name in ["allocation-regret", "click-rate-rmse"] {
      let series = try #require(recording.series.first { $0.measure.name == name })
      let readings = series.readings.compactMap(\.number)
      #expect(readings.count == 8)
      #expect(readings[7] < readings[0] / 4, "\(name): \(readings)")
    }
    let again = try play(scenario)
    #expect(recording["welfare"] == again["welfare"] && recording["shading"] == again["shading"])
  }

  // Two like bidders in first-price auctions do better by shading than by bidding what they expect to get.
  @Test(
    "bidders that learn to shade earn more than truth in first-price auctions",
    arguments: [
      "empirical-shaded", "value-learning",
    ])
  func shading(kind: String) throws {
    let recording = try play(
      gym(
        [
          "rounds": 4000, "iterations": 6, "mechanism": "first-price",
          "agents": [["name": "all", "count": 6, "bidder": .init(stringLiteral: kind)]],
        ], metrics: everything))
    let surplus = try #require(recording.series.first { $0.measure.name == "surplus" }).readings.compactMap(\.number)
    let factors = try #require(recording.series.first { $0.measure.name == "shading" }).readings.compactMap(\.number)
    #expect(factors.allSatisfy { $0 <= 1.01 })
    #expect(factors[5] < 0.98)
    #expect(surplus[5] > surplus[0] + 0.01)
  }

  @Test("wrong settings are named, all at once")
  func wrong() {
    #expect {
      _ = try gym([
        "participants": 5, "users": ["numbers": 3, "observed": 4], "mechanism": "myerson",
        "catalogue": ["constant-low": 1, "constant-high": 0],
        "agents": [["name": "a", "count": 2], ["name": "a", "allocator": "oracel"]],
      ])
    } throws: { error in
      let paths = (error as? Diagnostics)?.all.map(\.path) ?? []
      return [
        "world.participants", "world.users.observed", "world.mechanism", "world.catalogue.constant-high",
        "world.agents", "world.agents.a.allocator",
      ].allSatisfy { paths.contains($0) }
    }
  }

  @Test(
    "a catalogue must have each agent's ads, in order",
    arguments: [
      ("1,1,0,0\n3,1,0,0\n", 3), ("1,1,0,0\n", 2), ("1,1,0,0\n2,1,0,0\n2,1,0,0\n", 4),
    ])
  func wrongCatalogue(rows: String, line: Int) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "outcry-ads-\(UUID().uuidString).csv").path
    try ("agent,value,theta1,constant\n" + rows).write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect {
      _ = try gym([
        "users": ["numbers": 1, "observed": 1], "catalogue": ["file": .init(stringLiteral: path)],
        "agents": [["name": "all", "count": 2, "ads": 1]],
      ])
    } throws: { error in
      (error as? Diagnostics)?.all.contains { $0.path == "world.catalogue.file" && $0.place.line == line } == true
    }
  }
}
