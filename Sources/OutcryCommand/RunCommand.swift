internal import ArgumentParser
internal import Outcry

/// `outcry run FILE…`
struct RunCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run scenarios and write their reports.", usage: "outcry run <file> ... [<options>]",
    discussion: """
      The headline table and the path of the report go to standard output, progress and errors to standard error. All \
      files are checked before the first one runs.
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Folder for the report; with several files, one subfolder each. Default: Reports/ and the path below Scenarios/.",
      valueName: "dir"))
  var output: String?

  // Numbers are taken as text, and whatever follows the option, so that our own message says what to write.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed in place of the scenarios' own, 0 to 9007199254740991.", valueName: "number"))
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Replicates in place of the scenarios' own, 1 to 1000000.", valueName: "number"))
  var replicates: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Replicates run at the same time; results do not depend on it. Default: all cores.", valueName: "number"))
  var threads: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Set a value in the scenario; VALUE is YAML. May be repeated.", valueName: "path=value"))
  var overrides: [String] = []

  @Flag(help: "No progress, no table: only warnings and errors.")
  var quiet = false

  func validate() throws {
    _ = try (request, threadCount)
  }

  private var request: ScenarioRequest {
    get throws {
      let seed = try wholeNumber(seed, "--seed", in: 0...Settings.largestInteger)
      let replicates = try wholeNumber(replicates, "--replicates", in: 1...1_000_000)
      return ScenarioRequest(overrides: overrides, seed: seed.map(UInt64.init), replicates: replicates)
    }
  }

  private var threadCount: Int? { get throws { try wholeNumber(threads, "--threads", in: 1...1024) } }

  private struct Job {
    var read: ReadScenario
    var folder: String
  }

  func run(in shell: Shell) async throws -> ExitStatus {
    let jobs = try prepare(shell)
    var status = ExitStatus.done
    for job in jobs {
      let results = try await run(job.read.scenario, shell)
      try write(report(results), to: job.folder)
      if !quiet { shell.print(summary(results, job.folder)) }
      for failure in results.expectations where !failure.passed {
        shell.complain(
          "outcry: \(printable(job.read.scenario.provenance.scenarioPath)): expectation failed: \(sentence(failure))\n")
        status = .failed
      }
    }
    return status
  }

  /// Reads all scenarios and checks all output folders, so that nothing runs when anything is wrong.
  private func prepare(_ shell: Shell) throws -> [Job] {
    let request = try request
    var jobs: [Job] = []
    var mistakes: [Diagnostic] = []
    for file in files {
      do {
        let read = try readScenario(file: file, request, catalogs: shell.catalogs)
        shell.complain(read.warnings)
        jobs.append(Job(read: read, folder: folder(for: read)))
      } catch {
        mistakes += error.all.filter { !mistakes.contains($0) }
      }
    }
    if !mistakes.isEmpty { throw Diagnostics(mistakes) }
    for (index, job) in jobs.enumerated() {
      if jobs[..<index].contains(where: { $0.folder == job.folder }) {
        throw FileProblem(
          "two scenarios would write \(quoted(job.folder))", remedy: "run them one by one, with --output")
      }
      if let outer = jobs.first(where: { job.folder.hasPrefix($0.folder + "/") }) {
        throw FileProblem(
          "\(quoted(job.folder)) would lie inside of another report, \(quoted(outer.folder))",
          remedy: "run them one by one, with --output")
      }
      try OutputFolder.check(job.folder)
    }
    return jobs
  }

  private func folder(for read: ReadScenario) -> String {
    var name = read.scenario.provenance.scenarioPath
    for suffix in [".yaml", ".yml", ".json"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    if !read.overrideDigest.isEmpty { name += "~\(read.overrideDigest)" }
    guard let output else { return "Reports/\(name)" }
    return files.count == 1 ? output : "\(output)/\(name)"
  }

  private func run(_ scenario: Scenario, _ shell: Shell) async throws -> Results {
    let experiment = Experiment(scenario)
    let period = quiet ? nil : shell.progressPeriod
    let progress = period.map { Progress(scenario, totalSteps: experiment.totalSteps, period: $0, shell) }
    progress?.start()
    defer { progress?.finish() }
    return try await Outcry.run(experiment, threads: threadCount, monitor: shell.monitor)
  }

  private func summary(_ results: Results, _ folder: String) -> String {
    let path = folder.hasSuffix("/") ? "\(folder)report.md" : "\(folder)/report.md"
    let table = headlineTable(results)
    return
      "\(printable(results.scenario.title, limit: 100))\n\n\(table)\(table.hasSuffix("\n") ? "" : "\n")\n\(printable(path))\n"
  }

  private func sentence(_ failure: ExpectationResult) -> String {
    let found = failure.value.map { "found \(shortest($0))" } ?? "nothing to compare (\(failure.reason ?? "undefined"))"
    return "\(printable(failure.text)); \(found)"
  }
}
