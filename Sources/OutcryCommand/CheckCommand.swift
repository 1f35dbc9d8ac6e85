internal import ArgumentParser
internal import Outcry

/// `outcry check [ID…]`
struct CheckCommand: Subcommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Test what mechanisms promise and deny.",
    usage: "outcry check [<id> ...] [<options>]",
    discussion: """
      Each promise of a card is searched for a counterexample, each denial must have one. A false promise or an \
      unconfirmed denial ends with status 1.
      """)

  @Argument(help: ArgumentHelp("Only these components. Default: all that promise something.", valueName: "id"))
  var ids: [String] = []

  @Option(help: ArgumentHelp("What is printed: text or json.", valueName: "format"))
  var format: Format = .text

  @Option(help: ArgumentHelp("Folder for report.md and checks.json.", valueName: "dir"))
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Claims tested at the same time; results do not depend on it. Default: all cores.", valueName: "number"))
  var threads: String?

  func validate() throws { _ = try threadCount }

  private var threadCount: Int? { get throws { try wholeNumber(threads, "--threads", in: 1...1024) } }

  func run(in shell: Shell) async throws -> ExitStatus {
    try checkNames(shell)
    if let output { try OutputFolder.check(output) }
    let untested = Claim.untested(in: shell.catalogs, shell.conformances).map(\.card.id)
      .filter { ids.isEmpty || ids.contains($0) }
    let claims = Claim.all(in: shell.catalogs, shell.conformances, components: ids)
    let checks: [ClaimCheck]
    do {
      checks = try await check(claims, in: shell.catalogs, threads: threadCount, monitor: shell.monitor)
    } catch let problem as CannotJudge {
      shell.complain("outcry: \(problem)\n")
      return .failed
    }
    if let output {
      try write(
        [
          ReportFile(name: "report.md", text: conformanceReport(checks, release: Release.version)),
          ReportFile(name: "checks.json", text: conformanceJSON(checks)),
        ], to: output)
    }
    shell.print(format == .json ? conformanceJSON(checks) : conformanceText(checks))
    for id in untested {
      shell.complain("outcry: \(id): nothing tests what its card claims; add a Conformance for its family\n")
    }
    for wrong in checks where !wrong.isConfirmed {
      let problem =
        wrong.claimed == .holds
        ? "promises \(wrong.property), which fails: \(wrong.witness.map(\.description) ?? "")"
        : "denies \(wrong.property), and no counterexample was found: \(wrong.strength)"
      shell.complain("outcry: \(wrong.component) \(problem)\n")
    }
    return checks.allSatisfy(\.isConfirmed) && untested.isEmpty ? .done : .failed
  }

  private func checkNames(_ shell: Shell) throws {
    var claiming: [String] = []
    for card in shell.catalogs.registrations.map(\.card) where !(card.holds + card.fails).isEmpty {
      if !claiming.contains(card.id) { claiming.append(card.id) }
    }
    for id in ids where !claiming.contains(id) {
      let isKnown = shell.catalogs.registrations.contains { $0.card.id == id }
      throw FileProblem(
        isKnown ? "\(quoted(id)) promises nothing that could be tested" : "no component is called \(quoted(id))",
        remedy: isKnown
          ? "leave it out; outcry explain \(id) says what it does" : suggestion(for: id, among: claiming))
    }
  }
}
