internal import ArgumentParser
internal import Outcry

/// `outcry train SCENARIO --output FILE`
struct TrainCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a scenario's learning bidder and write its policy.",
    usage: "outcry train <file> --output <policy.json> [<options>]",
    discussion: """
      The learning curve goes to standard error, the policy's path to standard output. A training that was stopped or \
      killed goes on from <policy.json>.checkpoint to the same policy. Use the policy by `kind: trained, file: policy.json`.
      """)

  @Argument(help: ArgumentHelp("Scenario file.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("File for the policy; only a policy file is overwritten.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Variant to train. Default: the first one that learns.", valueName: "name"))
  var variant: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed in place of the scenario's own, 0 to 9007199254740991.", valueName: "number"))
  var seed: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Set a value in the scenario; VALUE is YAML. May be repeated.", valueName: "path=value"))
  var overrides: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Points of the learning curve, a checkpoint at each, 1 to 1000. Default: 20.", valueName: "number"))
  var points: String?

  @Flag(help: "No learning curve: only warnings and errors.")
  var quiet = false

  func validate() throws { _ = try (seedNumber, pointCount) }

  private var seedNumber: Int? { get throws { try wholeNumber(seed, "--seed", in: 0...Settings.largestInteger) } }
  private var pointCount: Int { get throws { try wholeNumber(points, "--points", in: 1...1000) ?? 20 } }

  func run(in shell: Shell) async throws -> ExitStatus {
    let request = ScenarioRequest(overrides: overrides, seed: try seedNumber.map(UInt64.init))
    let read = try readScenario(file: file, request, catalogs: shell.catalogs)
    shell.complain(read.warnings)
    var training = try Training(read.scenario, variant: variant, output: output)
    if training.wasRestored { say("going on at step \(training.trainer.stepsDone)", training, shell) }
    do {
      try train(&training, points: try pointCount, shell)
    } catch let diverged as TrainingDiverged {
      shell.complain("outcry: \(diverged)\n")
      if training.trainer.stepsDone > 0, (try? readFile(training.checkpointPath, limit: 1 << 30)) != nil {
        shell.complain("outcry: the last checkpoint is kept: \(printable(training.checkpointPath))\n")
      }
      return .wrongInput
    } catch is Interruption {
      try training.keep()
      shell.complain(
        "outcry: interrupted at step \(training.trainer.stepsDone); the same command goes on from there\n")
      return .interrupted
    }
    try training.finish()
    shell.print("\(printable(output))\n")
    return .done
  }

  /// To the end, with a point of the curve and a checkpoint at even distances.
  private func train(_ training: inout Training, points: Int, _ shell: Shell) throws {
    let steps = training.trainer.steps
    let stride = max(1, steps / points)
    while !training.isDone {
      let next = min(steps, (training.trainer.stepsDone / stride + 1) * stride)
      while training.trainer.stepsDone < next {
        if shell.monitor.stopped { throw Interruption() }
        try training.advance(to: min(next, training.trainer.stepsDone + max(1, stride / 50)))
      }
      let progress = training.trainer.progress()
      let loss = progress.loss.map { ", loss \(brief($0))" } ?? ""
      say("step \(training.trainer.stepsDone) of \(steps)\(loss), \(brief(progress.value)) an episode", training, shell)
      if !training.isDone { try training.keep() }
    }
  }

  private func say(_ text: String, _ training: Training, _ shell: Shell) {
    if !quiet { shell.complain("\(printable(training.variant)): \(text)\n") }
  }

  /// Four significant digits, for the eye.
  private func brief(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return shortest(number) }
    var (scale, size) = (1.0, abs(number))
    while size < 1000 { (scale, size) = (scale * 10, size * 10) }
    while size >= 10_000 { (scale, size) = (scale / 10, size / 10) }
    return shortest((number * scale).rounded() / scale)
  }
}
