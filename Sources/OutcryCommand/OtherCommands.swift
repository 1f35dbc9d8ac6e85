internal import ArgumentParser
internal import Outcry

/// `outcry validate FILE…`
struct ValidateCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check scenario files without running them.",
    usage: "outcry validate <file> ... [<options>]")

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
  var files: [String]

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Set a value in the scenario; VALUE is YAML. May be repeated.", valueName: "path=value"))
  var overrides: [String] = []

  func run(in shell: Shell) async throws -> ExitStatus {
    var mistakes: [Diagnostic] = []
    for file in files {
      do {
        let read = try readScenario(file: file, ScenarioRequest(overrides: overrides), catalogs: shell.catalogs)
        shell.complain(read.warnings)
        let scenario = read.scenario
        let variants = scenario.variants.count
        shell.print(
          "\(printable(file)): valid: \(variants) variant\(variants == 1 ? "" : "s"), \(scenario.replicates) replicate\(scenario.replicates == 1 ? "" : "s")\n"
        )
      } catch {
        mistakes += error.all
      }
    }
    if !mistakes.isEmpty { throw Diagnostics(mistakes) }
    return .done
  }
}

/// `outcry list [FAMILY]`
struct ListCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the components that scenarios can name.")

  @Argument(help: ArgumentHelp("Only this family: world, mechanism, strategy …", valueName: "family"))
  var family: String?

  func run(in shell: Shell) async throws -> ExitStatus {
    let families = shell.catalogs.families.map(\.id)
    if let family, !families.contains(family) {
      throw FileProblem("no family is called \(quoted(family))", remedy: suggestion(for: family, among: families))
    }
    shell.print(listing(shell.catalogs, family: family))
    return .done
  }
}

/// `outcry explain ID`
struct ExplainCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a component or a metric: settings, promises, source, an example that runs.")

  @Argument(help: ArgumentHelp("A kind, as `outcry list` prints it, or a metric.", valueName: "id"))
  var id: String

  func run(in shell: Shell) async throws -> ExitStatus {
    guard let text = explanation(of: id, shell.catalogs) else {
      throw FileProblem(
        "nothing is called \(quoted(id))", remedy: suggestion(for: id, among: explainable(shell.catalogs)))
    }
    shell.print(text)
    return .done
  }
}

/// `outcry schema`
struct SchemaCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of scenario files.")

  func run(in shell: Shell) async throws -> ExitStatus {
    shell.print(scenarioSchema(shell.catalogs))
    return .done
  }
}

/// `outcry new [WORLD]`
struct NewCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Print a commented scenario to start from; it runs as it is.")

  @Argument(help: ArgumentHelp("The world it is about, as `outcry list world` prints it.", valueName: "world"))
  var world = "repeated-auction"

  func run(in shell: Shell) async throws -> ExitStatus {
    guard let text = starter(world: world, shell.catalogs) else {
      throw FileProblem(
        "no world is called \(quoted(world))",
        remedy: suggestion(for: world, among: shell.catalogs.members(of: "world").map(\.card.id)))
    }
    shell.print(text)
    return .done
  }
}
