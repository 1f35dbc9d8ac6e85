import OutcryCommand
import Testing

@Suite("Wrong usage: status 2, and a message that says what to write")
struct UsageTests {
  static let runUsage = "Usage: outcry run <file> ... [<options>]\n  See 'outcry run --help' for more information.\n"

  static let wrongNumbers: [([String], String)] = [
    (["--seed", "1.5"], "--seed: '1.5' is not a whole number; write a whole number from 0 to 9007199254740991"),
    (["--seed", "-3"], "--seed: '-3' is out of bounds; write a whole number from 0 to 9007199254740991"),
    (["--seed=-3"], "--seed: '-3' is out of bounds; write a whole number from 0 to 9007199254740991"),
    (
      ["--seed", "9007199254740992"],
      "--seed: '9007199254740992' is out of bounds; write a whole number from 0 to 9007199254740991"
    ),
    (
      ["--seed", "99999999999999999999"],
      "--seed: '99999999999999999999' is out of bounds; write a whole number from 0 to 9007199254740991"
    ),
    (["--seed", "abc"], "--seed: 'abc' is not a whole number; write a whole number from 0 to 9007199254740991"),
    (
      ["--seed", "--quiet"], "--seed: '--quiet' is not a whole number; write a whole number from 0 to 9007199254740991"
    ),
    (
      ["--seed", "\u{1B}[31m"],
      "--seed: '\\u{1B}[31m' is not a whole number; write a whole number from 0 to 9007199254740991"
    ),
    (["--replicates", "0"], "--replicates: '0' is out of bounds; write a whole number from 1 to 1000000"),
    (["--replicates", "1e3"], "--replicates: '1e3' is not a whole number; write a whole number from 1 to 1000000"),
    (["--threads", "0"], "--threads: '0' is out of bounds; write a whole number from 1 to 1024"),
    (["--threads", "1025"], "--threads: '1025' is out of bounds; write a whole number from 1 to 1024"),
  ]

  @Test("numbers of options", arguments: wrongNumbers)
  func numbers(options: [String], message: String) async {
    let said = await Terminal().run(["run", "x.yaml"] + options)
    #expect(said == Said(status: .wrongInput, out: "", err: "Error: \(message)\n\(Self.runUsage)"))
  }

  static let others: [([String], String)] = [
    (["run"], "Error: Missing expected argument '<file> ...'\nHelp:  <file>  Scenario files.\n\(runUsage)"),
    (["run", "x.yaml", "--sed", "3"], "Error: Unknown option '--sed'. Did you mean '--seed'?\n\(runUsage)"),
    (
      ["run", "x.yaml", "--set"],
      "Error: Missing value for '--set <path=value>'\n"
        + "Help:  --set <path=value>  Set a value in the scenario; VALUE is YAML. May be repeated.\n\(runUsage)"
    ),
    (["rum", "x.yaml"], "outcry: no command is called 'rum'; did you mean 'run'?\n"),
    (["help", "valdate"], "outcry: no command is called 'valdate'; did you mean 'validate'?\n"),
    (["x.yaml"], "outcry: no command is called 'x.yaml'; to run a scenario, write outcry run FILE\n"),
    (
      ["tournament"],
      "outcry: no command is called 'tournament'; known: run, train, validate, list, explain, schema, new, check\n"
    ),
    (["explain", "secnd-price"], "outcry: nothing is called 'secnd-price'; did you mean 'second-price'?\n"),
    (["explain", "revenu"], "outcry: nothing is called 'revenu'; did you mean 'revenue'?\n"),
    (["list", "mechanisms"], "outcry: no family is called 'mechanisms'; did you mean 'mechanism'?\n"),
    (["new", "auction-logs"], "outcry: no world is called 'auction-logs'; did you mean 'auction-log'?\n"),
    (["new", "\u{202E}x"], "outcry: no world is called '\\u{202E}x'; known: \(worlds)\n"),
  ]

  @Test("commands, options and names", arguments: others)
  func commands(arguments: [String], message: String) async {
    #expect(await Terminal().run(arguments) == Said(status: .wrongInput, out: "", err: message))
  }
}
