import Outcry
import OutcryCommand
import Testing

@Suite("Help screens, as text 80 columns wide")
struct HelpTests {
  static let screens: [([String], String)] = [
    (
      ["--help"],
      """
      OVERVIEW: Simulates auctions and mechanisms from scenario files and writes
      reports.

      Exit status: 0 done; 1 an expectation or promise failed; 2 wrong input, usage
      included, or output that cannot be written; 70 an internal error; 130
      interrupted.

      Completions for bash, zsh and fish: outcry --generate-completion-script SHELL.

      USAGE: outcry <subcommand>

      OPTIONS:
        --version               Show the version.
        -h, --help              Show help information.

      SUBCOMMANDS:
        run                     Run scenarios and write their reports.
        train                   Train a scenario's learning bidder and write its
                                policy.
        validate                Check scenario files without running them.
        list                    List the components that scenarios can name.
        explain                 Explain a component or a metric: settings, promises,
                                source, an example that runs.
        schema                  Print the JSON Schema of scenario files.
        new                     Print a commented scenario to start from; it runs as
                                it is.
        check                   Test what mechanisms promise and deny.

        See 'outcry help <subcommand>' for detailed help.

      """
    ),
    (
      ["run", "--help"],
      """
      OVERVIEW: Run scenarios and write their reports.

      The headline table and the path of the report go to standard output, progress
      and errors to standard error. All files are checked before the first one runs.

      USAGE: outcry run <file> ... [<options>]

      ARGUMENTS:
        <file>                  Scenario files.

      OPTIONS:
        --output <dir>          Folder for the report; with several files, one
                                subfolder each. Default: Reports/ and the path below
                                Scenarios/.
        --seed <number>         Seed in place of the scenarios' own, 0 to
                                9007199254740991.
        --replicates <number>   Replicates in place of the scenarios' own, 1 to
                                1000000.
        --threads <number>      Replicates run at the same time; results do not
                                depend on it. Default: all cores.
        --set <path=value>      Set a value in the scenario; VALUE is YAML. May be
                                repeated.
        --quiet                 No progress, no table: only warnings and errors.
        --version               Show the version.
        -h, --help              Show help information.

      """
    ),
    (
      ["train", "--help"],
      """
      OVERVIEW: Train a scenario's learning bidder and write its policy.

      The learning curve goes to standard error, the policy's path to standard
      output. A training that was stopped or killed goes on from
      <policy.json>.checkpoint to the same policy. Use the policy by `kind: trained,
      file: policy.json`.

      USAGE: outcry train <file> --output <policy.json> [<options>]

      ARGUMENTS:
        <file>                  Scenario file.

      OPTIONS:
        --output <file>         File for the policy; only a policy file is
                                overwritten.
        --variant <name>        Variant to train. Default: the first one that learns.
        --seed <number>         Seed in place of the scenario's own, 0 to
                                9007199254740991.
        --set <path=value>      Set a value in the scenario; VALUE is YAML. May be
                                repeated.
        --points <number>       Points of the learning curve, a checkpoint at each, 1
                                to 1000. Default: 20.
        --quiet                 No learning curve: only warnings and errors.
        --version               Show the version.
        -h, --help              Show help information.

      """
    ),
    (
      ["validate", "--help"],
      """
      OVERVIEW: Check scenario files without running them.

      USAGE: outcry validate <file> ... [<options>]

      ARGUMENTS:
        <file>                  Scenario files.

      OPTIONS:
        --set <path=value>      Set a value in the scenario; VALUE is YAML. May be
                                repeated.
        --version               Show the version.
        -h, --help              Show help information.

      """
    ),
    (
      ["list", "--help"],
      """
      OVERVIEW: List the components that scenarios can name.

      USAGE: outcry list [<family>]

      ARGUMENTS:
        <family>                Only this family: world, mechanism, strategy …

      OPTIONS:
        --version               Show the version.
        -h, --help              Show help information.

      """
    ),
    (
      ["explain", "--help"],
      """
      OVERVIEW: Explain a component or a metric: settings, promises, source, an
      example that runs.

      USAGE: outcry explain <id>

      ARGUMENTS:
        <id>                    A kind, as `outcry list` prints it, or a metric.

      OPTIONS:
        --version               Show the version.
        -h, --help              Show help information.

      """
    ),
    (
      ["schema", "--help"],
      """
      OVERVIEW: Print the JSON Schema of scenario files.

      USAGE: outcry schema

      OPTIONS:
        --version               Show the version.
        -h, --help              Show help information.

      """
    ),
    (
      ["new", "--help"],
      """
      OVERVIEW: Print a commented scenario to start from; it runs as it is.

      USAGE: outcry new [<world>]

      ARGUMENTS:
        <world>                 The world it is about, as `outcry list world` prints
                                it. (default: repeated-auction)

      OPTIONS:
        --version               Show the version.
        -h, --help              Show help information.

      """
    ),
    (
      ["check", "--help"],
      """
      OVERVIEW: Test what mechanisms promise and deny.

      Each promise of a card is searched for a counterexample, each denial must have
      one. A false promise or an unconfirmed denial ends with status 1.

      USAGE: outcry check [<id> ...] [<options>]

      ARGUMENTS:
        <id>                    Only these components. Default: all that promise
                                something.

      OPTIONS:
        --format <format>       What is printed: text or json. (values: text, json;
                                default: text)
        --output <dir>          Folder for report.md and checks.json.
        --threads <number>      Claims tested at the same time; results do not depend
                                on it. Default: all cores.
        --version               Show the version.
        -h, --help              Show help information.

      """
    ),
  ]

  @Test("each command's screen goes to standard output with status 0", arguments: screens)
  func screen(arguments: [String], text: String) async {
    let said = await Terminal().run(arguments)
    #expect(said.out == text)
    #expect(said.err.isEmpty)
    #expect(said.status == .done)
  }

  @Test("there is a screen for every command, also under `help`", arguments: screens)
  func helpCommand(arguments: [String], text: String) async {
    #expect(Self.screens.count == 9)
    let said = await Terminal().run(["help"] + arguments.dropLast())
    #expect(said == Said(status: .done, out: text, err: ""))
  }

  @Test("without arguments the first screen is shown")
  func nothing() async {
    let said = await outcry()
    #expect(said == Said(status: .done, out: Self.screens[0].1, err: ""))
  }

  @Test("--version prints the release's number")
  func version() async {
    #expect(await outcry("--version") == Said(status: .done, out: "0.1.0\n", err: ""))
    #expect(Release.version == "0.1.0")
  }

  @Test("completions for each shell go to standard output", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) async {
    let said = await outcry("--generate-completion-script", shell)
    #expect(said.status == .done)
    #expect(said.err.isEmpty)
    for command in ["run", "train", "validate", "list", "explain", "schema", "new", "check"] {
      #expect(said.out.contains(command))
    }
    for option in ["output", "seed", "replicates", "threads", "set", "quiet"] { #expect(said.out.contains(option)) }
    let opening = ["bash": "#!/bin/bash\n", "zsh": "#compdef outcry\n", "fish": "function __outcry"][shell] ?? "?"
    #expect(said.out.hasPrefix(opening))
  }

  @Test("the man page's source names every command and goes to standard output")
  func manual() async {
    let said = await outcry("--experimental-dump-help")
    #expect(said.status == .done)
    #expect(said.err.isEmpty)
    #expect(said.out.hasPrefix("{"))
    for command in ["outcry", "run", "train", "validate", "list", "explain", "schema", "new", "check"] {
      #expect(said.out.contains("\"commandName\" : \"\(command)\""))
    }
  }

  @Test("completions for another shell are refused")
  func noCompletions() async {
    let said = await outcry("--generate-completion-script", "tcsh")
    #expect(said.status == .wrongInput)
    #expect(said.out.isEmpty)
    #expect(said.err.hasPrefix("Error: Can't generate completion scripts for 'tcsh'.\n"))
  }
}
