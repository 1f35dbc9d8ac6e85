import Outcry
import Testing

@Suite struct ThreadTests {
  /// Every number of the results, as text: equal texts are equal bits.
  static func text(_ results: Results) -> String {
    results.variants.map {
      "\($0.overall)\($0.groups)\($0.bidders)\($0.series)\($0.distributions)\($0.identities.map(\.worstGap))"
    }.joined() + "\(results.comparisons.map(\.difference))"
  }

  @Test("Results are the same at 1, 2 and 7 threads")
  func sameResults() async throws {
    let scenario = try market(
      [
        "horizon": 500,
        "bidders": [
          ["name": "A", "count": 3, "budget": 20, "values": "exponential"],
          ["name": "B", "count": 2, "participation": 0.5, "strategy": "random"],
        ],
      ], replicates: 37, variants: [["name": "x"], ["name": "y", "set": ["world.mechanism": "all-pay"]]])
    let one = Self.text(try await run(scenario, threads: 1))
    #expect(one.count > 10_000)
    #expect(Self.text(try await run(scenario, threads: 2)) == one)
    #expect(Self.text(try await run(scenario, threads: 7)) == one)
  }

  @Test("A run that is told to stop stops")
  func interruption() async throws {
    let scenario = try market(["horizon": 100_000, "bidders": [["name": "A"]]], replicates: 1000)
    let monitor = Monitor()
    monitor.stop()
    await #expect(throws: Interruption.self) { try await run(scenario, threads: 2, monitor: monitor) }
  }

  @Test("Steps done add up to the steps announced, where the horizon is a number of auctions")
  func steps() async throws {
    let scenario = try market(
      ["horizon": 1000, "bidders": [["name": "A"]]], replicates: 3, variants: [["name": "x"], ["name": "y"]])
    let experiment = Experiment(scenario)
    let monitor = Monitor()
    _ = try await run(experiment, threads: 2, monitor: monitor)
    #expect(experiment.totalSteps == 6000)
    #expect(monitor.stepsDone == 6000)
  }
}
