import Outcry

/// 64 replicates on two threads against one, by the clock on the wall.
extension Bench {
  static let threads = Bench("threads-2", target: 1.8, unit: "replicates/s") {
    let replicates = 64
    let scenario = try Scenario(Market.scenario(groups: [10], auctions: 200_000, replicates: replicates))
    let experiment = Experiment(scenario)
    func rate(threads: Int) async throws -> Double {
      let start = wallSeconds()
      _ = try await experiment.run(threads: threads)
      return Double(replicates) / (wallSeconds() - start)
    }
    let rates = try await medians { [try await rate(threads: 2), try await rate(threads: 1)] }
    return .rate(rates[0], against: rates[1])
  }
}
