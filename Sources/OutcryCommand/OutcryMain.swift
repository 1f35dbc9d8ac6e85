internal import ArgumentParser
internal import Dispatch
internal import Foundation
public import Outcry

/// The `outcry` command, with components of one's own beside the standard ones.
///
/// ```swift
/// import OutcryCommand
/// await outcryMain(adding: [.mechanism(MyAuction.self), .strategy(MyBidder.self)])
/// ```
/// A family of one's own whose components make promises also says how these are tested, by a `Conformance`.
/// Does not return: the process ends with the command's status.
public func outcryMain(adding extras: [Registration] = [], testing conformances: [Conformance] = []) async -> Never {
  var catalogs = Catalogs.standard
  catalogs.add(extras)
  let shell = Shell.standard(catalogs, Conformance.standard + conformances)
  let interrupt = watchInterrupts(shell.monitor)
  let status = await runCommand(Array(CommandLine.arguments.dropFirst()), shell)
  interrupt.cancel()
  exit(status.rawValue)
}

/// Ctrl-C stops the run after the current replicates' next step; a second one ends the process at once.
private func watchInterrupts(_ monitor: Monitor) -> any DispatchSourceSignal {
  signal(SIGINT, SIG_IGN)
  // A queue of its own has a thread of its own: a global one would wait for a core while replicates hold them all.
  let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "interrupts"))
  source.setEventHandler {
    if monitor.stopped { _exit(ExitStatus.interrupted.rawValue) }
    monitor.stop()
  }
  source.resume()
  return source
}

/// A subcommand: parsed by the argument parser, run with a shell.
protocol Subcommand: ParsableCommand {
  func run(in shell: Shell) async throws -> ExitStatus
}

/// Parses and runs one command line, without the command's name.
package func runCommand(_ arguments: [String], _ shell: Shell) async -> ExitStatus {
  if let mistake = unknownCommand(arguments) {
    shell.complain("outcry: \(mistake)\n")
    return .wrongInput
  }
  do {
    var command = try OutcryCommands.parseAsRoot(arguments)
    if let subcommand = command as? any Subcommand { return try await subcommand.run(in: shell) }
    try command.run()
    return .done
  } catch let diagnostics as Diagnostics {
    shell.complain(diagnostics.all)
    return .wrongInput
  } catch let problem as FileProblem {
    shell.complain("outcry: \(problem)\n")
    return .wrongInput
  } catch is Interruption {
    shell.complain("outcry: interrupted; the report of the scenario that was running is not written\n")
    return .interrupted
  } catch let diverged as TrainingDiverged {
    shell.complain("outcry: \(diverged)\n")
    return .wrongInput
  } catch let broken as LawBroken {
    shell.complain("outcry: \(broken); this is a mistake in the component, not in the scenario\n")
    return .internalError
  } catch {
    return endOfParsing(error, shell)
  }
}

/// What is wrong with the first word, unless it is a command, an option or nothing.
private func unknownCommand(_ arguments: [String]) -> FileProblem? {
  let names = OutcryCommands.configuration.subcommands.compactMap { $0.configuration.commandName }
  let word = arguments.first == "help" ? arguments.dropFirst().first : arguments.first
  guard let word, !word.hasPrefix("-"), !(names + ["help"]).contains(word) else { return nil }
  let isFile = [".yaml", ".yml", ".json"].contains { word.hasSuffix($0) }
  return FileProblem(
    "no command is called \(quoted(word))",
    remedy: isFile ? "to run a scenario, write outcry run FILE" : suggestion(for: word, among: names))
}

/// Help and version end well; everything else the argument parser throws is wrong usage.
private func endOfParsing(_ error: any Error, _ shell: Shell) -> ExitStatus {
  let code = OutcryCommands.exitCode(for: error)
  let message = OutcryCommands.fullMessage(for: error, columns: shell.columns)
  if code.isSuccess {
    shell.print(message.hasSuffix("\n") ? message : message + "\n")
    return .done
  }
  if code == .validationFailure {
    shell.complain(message.hasSuffix("\n") ? message : message + "\n")
    return .wrongInput
  }
  shell.complain("outcry: internal error: \(error); please report it with the scenario\n")
  return .internalError
}

struct OutcryCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcry", abstract: "Simulates auctions and mechanisms from scenario files and writes reports.",
    discussion: """
      Exit status: 0 done; 1 an expectation or promise failed; 2 wrong input, usage included, or output that cannot be \
      written; 70 an internal error; 130 interrupted.

      Completions for bash, zsh and fish: outcry --generate-completion-script SHELL.
      """,
    version: Release.version,
    subcommands: [
      RunCommand.self, TrainCommand.self, ValidateCommand.self, ListCommand.self, ExplainCommand.self,
      SchemaCommand.self, NewCommand.self,
      CheckCommand.self,
    ])
}
