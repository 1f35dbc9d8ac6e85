public import MarketModel

/// A scenario ready to run: every variant's world prepared.
///
/// Replicates and variants are independent jobs; recordings are joined in the order of replicates, so that the results
/// are the same at any number of tasks.
public struct Experiment: Sendable {
  public let scenario: Scenario
  private let worlds: [any PreparedWorld]

  public init(_ scenario: Scenario) {
    self.scenario = scenario
    let request = RecordingRequest(
      measures: scenario.measures, bidders: scenario.report.bidders, buckets: scenario.report.buckets)
    worlds = scenario.variants.map { $0.world.prepare(request) }
  }

  /// The monitor's steps for the whole run; nil when not known beforehand.
  public var totalSteps: Int? {
    var total = 0
    for world in worlds {
      guard let steps = world.stepsPerReplicate else { return nil }
      let (product, overflows) = steps.multipliedReportingOverflow(by: scenario.replicates)
      if overflows { return nil }
      total = total.addingReportingOverflow(product).partialValue
    }
    return total
  }

  /// Plays every replicate of every variant.
  /// - Parameters:
  ///   - threads: replicates played at the same time; the results do not depend on it.
  ///   - monitor: counts steps, and can stop the run.
  /// - Throws: `Interruption` when stopped; `LawBroken` when a component breaks its socket's law.
  public func run(threads: Int, monitor: Monitor = Monitor()) async throws -> Results {
    var fold = Fold(scenario, worlds.map(\.plan))
    let units = scenario.replicates * worlds.count
    let chunk = max(1, min(64, units / (threads * 16)))
    var waiting: [Int: [Recording]] = [:]
    var nextUnit = 0
    var nextToFold = 0
    var row: [Recording] = []
    try await withThrowingTaskGroup(of: (Int, [Recording]).self) { group in
      func start() {
        let range = nextUnit..<min(nextUnit + chunk, units)
        nextUnit = range.upperBound
        group.addTask { (range.lowerBound, try range.map { try play($0, monitor) }) }
      }
      var running = 0
      while nextToFold < units {
        // A slow replicate may hold up the fold: do not run far ahead of it.
        while running < threads && nextUnit < units && waiting.count < 256 + threads {
          start()
          running += 1
        }
        guard let (first, recordings) = try await group.next() else { break }
        running -= 1
        waiting[first] = recordings
        while let ready = waiting.removeValue(forKey: nextToFold) {
          nextToFold += ready.count
          for recording in ready {
            row.append(recording)
            if row.count == worlds.count {
              fold.add(row)
              row.removeAll(keepingCapacity: true)
            }
          }
        }
      }
    }
    return fold.results()
  }

  /// Unit `u` is replicate ⌊u / variants⌋ of variant u mod variants.
  private func play(_ unit: Int, _ monitor: Monitor) throws -> Recording {
    let (replicate, variant) = unit.quotientAndRemainder(dividingBy: worlds.count)
    return try worlds[variant].play(Replicate(seed: scenario.seed, number: replicate, monitor: monitor))
  }
}
