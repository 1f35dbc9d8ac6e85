public import MarketModel
internal import ScenarioFiles
internal import Tables

/// A policy in training: its trainer, the file the policy goes to, and the checkpoint beside that file.
///
/// A training that was stopped or killed goes on from its checkpoint to the same bytes. The checkpoint is removed
/// when the policy is written.
public struct Training: Sendable {
  public private(set) var trainer: any PolicyTrainer
  /// Of the variant that is trained.
  public let variant: String
  private let identity: String
  private let output: OutputFile
  private let checkpoint: OutputFile

  /// Prepares the training of a scenario's first variant that learns, or of the one named; goes back to its
  /// checkpoint if there is one.
  /// - Throws: `FileProblem` when nothing learns or a file may not be written; `Diagnostics` when a checkpoint is of
  ///   something else, or damaged.
  public init(_ scenario: Scenario, variant name: String? = nil, output path: String) throws {
    output = OutputFile(path, startingWith: "{\n  \"outcry-policy\":")
    checkpoint = OutputFile(path + ".checkpoint", startingWith: "{\n  \"outcry-checkpoint\":")
    try output.check()
    let replicate = Replicate(seed: scenario.seed, number: 0)
    if let name, !scenario.variants.contains(where: { $0.name == name }) {
      throw FileProblem(
        "the scenario has no variant \(quoted(name))",
        remedy: suggestion(for: name, among: scenario.variants.map(\.name)))
    }
    var found: (name: String, trainer: any PolicyTrainer)?
    for variant in scenario.variants where name == nil || variant.name == name {
      if let trainer = variant.world.trainer(replicate) {
        found = (variant.name, trainer)
        break
      }
    }
    guard let found else {
      throw FileProblem(
        name.map { "nothing learns in the variant \(quoted($0))" } ?? "nothing learns in this scenario",
        remedy: "give an auction-log a rule that learns, such as `rule: {kind: deep-q}`")
    }
    (variant, trainer) = found
    identity = "\(scenario.provenance.digest) \(variant)"
    if try checkpoint.exists() { try restore() }
  }

  /// Whether it goes on from a checkpoint.
  public private(set) var wasRestored = false
  public var isDone: Bool { trainer.stepsDone >= trainer.steps }
  public var checkpointPath: String { checkpoint.path }

  /// - Throws: `TrainingDiverged`; then only a checkpoint is worth going back to.
  public mutating func advance(to step: Int) throws { try trainer.advance(to: step) }

  /// Writes the checkpoint, in place of the last one.
  public func keep() throws {
    let document: Node = [
      "outcry-checkpoint": 1, "scenario": Node(.text(identity)), "state": trainer.checkpoint,
    ]
    try checkpoint.write(jsonText(of: document))
  }

  /// Writes the policy, and removes the checkpoint.
  public func finish() throws {
    try output.write(jsonText(of: trainer.policy))
    try checkpoint.remove()
  }

  private mutating func restore() throws {
    let root = try document(at: checkpoint.path)
    var settings = Settings(root: root, catalogs: Catalogs(), files: NoFiles())
    settings.version("outcry-checkpoint", known: 1, "Version of the format.")
    let found = settings.text("scenario", "What is trained.")
    settings.check(
      found == identity, "scenario", "this checkpoint is of another scenario, variant, seed or setting",
      remedy: "remove it to train from the start, or choose another --output")
    if found == identity {
      var restored = trainer
      settings.section("state", "The training.") { restored.restore(&$0) }
      trainer = restored
      settings.finish()
    }
    if !settings.diagnostics.isEmpty { throw Diagnostics(settings.diagnostics) }
    wasRestored = true
  }
}

private func document(at path: String) throws -> Node {
  let bytes = try readFile(path, limit: 64 << 20)
  do {
    return try readDocument(bytes, file: .file(path))
  } catch {
    throw Diagnostics([error])
  }
}

/// A checkpoint names no files.
private struct NoFiles: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}
