public import Experiments
internal import Foundation
public import MarketModel
public import Reporting
internal import ScenarioFiles

extension Scenario {
  /// A scenario from a file, with its relative file names resolved against it.
  /// - Throws: `Diagnostics` with everything that is wrong.
  public init(file path: String, catalogs: Catalogs = .standard) throws(Diagnostics) {
    self = try readScenario(file: path, catalogs: catalogs).scenario
  }

  /// A scenario defined in code, with the same keys as a file.
  /// - Throws: `Diagnostics` with everything that is wrong.
  public init(_ root: Node, catalogs: Catalogs = .standard) throws(Diagnostics) {
    self = try readScenario(root, catalogs: catalogs).scenario
  }
}

/// Runs every replicate of every variant of a scenario.
/// - Parameters:
///   - scenario: what to run.
///   - threads: replicates played at the same time — all cores by default; the results do not depend on it.
///   - monitor: counts steps and stops the run.
/// - Throws: `Interruption` when the monitor stops the run; `LawBroken` when a component breaks its socket's law.
public func run(
  _ scenario: Scenario, threads: Int? = nil, monitor: Monitor = Monitor()
) async throws -> Results {
  try await run(Experiment(scenario), threads: threads, monitor: monitor)
}

/// The same for an experiment that is prepared already.
public func run(
  _ experiment: Experiment, threads: Int? = nil, monitor: Monitor = Monitor()
) async throws -> Results {
  try await experiment.run(
    threads: max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount), monitor: monitor)
}

/// The report of a run: Markdown, figures, JSON and CSV, by file name.
public func report(_ results: Results) -> [ReportFile] { renderReport(results, release: Release.version) }

/// Writes a report into a folder, whole or not at all.
/// - Throws: `FileProblem` when the folder holds something outcry did not write, or cannot be written.
public func write(_ files: [ReportFile], to folder: String) throws {
  try OutputFolder.write(files.map { ($0.name, Array($0.text.utf8)) }, to: folder)
}
