public import MarketModel

/// What a scenario is read from, and what is changed on the way.
public struct ScenarioRequest: Sendable {
  /// `--set` arguments, in order.
  public var overrides: [String]
  /// In place of what the file says.
  public var seed: UInt64?
  public var replicates: Int?

  public init(overrides: [String] = [], seed: UInt64? = nil, replicates: Int? = nil) {
    self.overrides = overrides
    self.seed = seed
    self.replicates = replicates
  }

  /// Whether the result differs from the file alone.
  public var changesAnything: Bool { !overrides.isEmpty || seed != nil || replicates != nil }
}

/// A scenario that can be run, and what its author might want to hear.
public struct ReadScenario: Sendable {
  public var scenario: Scenario
  public var warnings: [Diagnostic]
  /// Eight hexadecimal digits that tell these overrides from others; empty without overrides.
  public var overrideDigest: String
}

/// Reads a scenario file of version 1.
/// - Throws: `Diagnostics` with everything that is wrong — a syntax error alone.
public func readScenario(
  file path: String, _ request: ScenarioRequest = ScenarioRequest(), catalogs: Catalogs
) throws(Diagnostics) -> ReadScenario {
  let bytes: [UInt8]
  let origin = path.isEmpty ? Place.Origin.code : .file(path)
  do {
    bytes = try readFile(path, limit: largestScenario)
  } catch {
    throw Diagnostics([Diagnostic(at: Place(origin), path: "", error.problem, remedy: error.remedy)])
  }
  let root: Node
  do {
    root = try readYAML(bytes, file: origin)
  } catch {
    throw Diagnostics([error])
  }
  return try readScenario(root, request, scenarioPath: pathBelowScenarios(path), catalogs: catalogs)
}

/// Reads a scenario from nodes, as one defined in code.
public func readScenario(
  _ root: Node, _ request: ScenarioRequest = ScenarioRequest(), scenarioPath: String = "", catalogs: Catalogs
) throws(Diagnostics) -> ReadScenario {
  var reader = ScenarioReader(root, request, scenarioPath: scenarioPath, catalogs: catalogs)
  return try reader.read()
}

/// The path below the last folder called `Scenarios`, else the file's name.
public func pathBelowScenarios(_ path: String) -> String {
  let parts = path.split(separator: "/")
  if let folder = parts.dropLast().lastIndex(of: "Scenarios") { return parts[(folder + 1)...].joined(separator: "/") }
  return parts.last.map(String.init) ?? path
}

private let largestScenario = 4 * 1024 * 1024

/// Reads one scenario: overrides, the root's settings, then every variant's world, collecting all mistakes.
struct ScenarioReader {
  private var root: Node
  private let request: ScenarioRequest
  private let scenarioPath: String
  private let catalogs: Catalogs
  private let files = DiskFiles()
  private var found: [Diagnostic] = []
  private var inputs: [InputFile] = []

  init(_ root: Node, _ request: ScenarioRequest, scenarioPath: String, catalogs: Catalogs) {
    self.root = root
    self.request = request
    self.scenarioPath = scenarioPath
    self.catalogs = catalogs
  }

  mutating func read() throws(Diagnostics) -> ReadScenario {
    let overrides = applyOverrides()
    var settings = Settings(root: root, catalogs: catalogs, files: files)
    let base = ScenarioRoot(&settings)
    settings.finish(accepting: ["world"], ignoring: ScenarioRoot.reserved)
    collect(settings)
    let variants = base.variants.map { readVariant($0, overrides) }
    let names = chosenMeasures(base, variants)
    let expectations = readExpectations(base, variants)
    if found.contains(where: { $0.severity == .error }) { throw Diagnostics(ordered(found)) }
    var measures = names
    // What is drawn or expected is measured, named under `metrics` or not.
    let reported = base.report
    let drawn =
      (reported.figures ?? []) + reported.compare + (reported.over?.measures ?? [])
      + reported.pareto.flatMap { [$0.x, $0.y] }
    for name in drawn + expectations.map(\.measure) where !measures.contains(name) {
      measures.append(name)
    }
    let scenario = Scenario(
      title: base.title, description: base.description, source: base.source, claim: base.claim, tags: base.tags,
      seed: request.seed ?? UInt64(base.seed), replicates: request.replicates ?? base.replicates, variants: variants,
      measures: measures, report: base.report, expectations: expectations, inputs: inputs,
      provenance: Provenance(
        scenarioPath: scenarioPath, overrides: request.overrides, digest: digest(base),
        hasOwnSeed: request.seed != nil, hasOwnReplicates: request.replicates != nil))
    return ReadScenario(scenario: scenario, warnings: ordered(found), overrideDigest: overrideDigest())
  }

  private mutating func collect(_ settings: Settings) {
    // A mistake in the base shows up in every variant: it is told once.
    for diagnostic in settings.diagnostics where !found.contains(diagnostic) { found.append(diagnostic) }
    for input in settings.inputFiles where !inputs.contains(input) { inputs.append(input) }
  }

  /// By file, then line and column; those without a line first.
  private func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { a, b in
      let (p, q) = (a.element.place, b.element.place)
      return p.origin == q.origin
        ? (p.line, p.column, a.offset) < (q.line, q.column, b.offset) : a.offset < b.offset
    }.map(\.element)
  }
}

// MARK: - Overrides and variants

extension ScenarioReader {
  private mutating func applyOverrides() -> [Override] {
    var overrides: [Override] = []
    for argument in request.overrides {
      do {
        overrides.append(try Override.parse(argument: argument))
      } catch {
        found.append(error)
      }
    }
    let (changed, mistakes) = applying(all: overrides, to: root)
    root = changed
    found += mistakes
    return overrides
  }

  private mutating func readVariant(_ variant: ScenarioRoot.VariantText, _ arguments: [Override]) -> Variant {
    var overrides: [Override] = []
    for entry in variant.set?.entries ?? [] {
      if entry.key == "world", entry.value.isTable, entry.value["kind"] == nil {
        found.append(
          Diagnostic(
            at: entry.place, path: "variants.\(variant.name).set.world", "this would replace the whole world",
            remedy: "write a path for each setting, like `world.horizon: 1000`"))
        continue
      }
      do {
        overrides.append(try Override(path: entry.key, value: entry.value, place: entry.place))
      } catch {
        found.append(error)
      }
      if entry.key != "world" && !entry.key.hasPrefix("world.") {
        found.append(
          Diagnostic(
            at: entry.place, path: entry.key, "a variant sets only what is below `world`",
            remedy: "set it for the whole scenario, or write another scenario"))
      }
    }
    let (changed, mistakes) = applying(all: overrides, to: root)
    found += mistakes
    for (own, argument) in touching(overrides, arguments) {
      let warning = Diagnostic(
        .warning, at: own.place, path: own.path,
        "the variant \(quoted(variant.name)) sets this on top of --set \(argument.path)",
        remedy: "")
      if !found.contains(warning) { found.append(warning) }
    }
    var settings = Settings(root: changed, catalogs: catalogs, files: files)
    let world = settings.component("world", .worlds, ScenarioRoot.worldHelp)
    collect(settings)
    var fields: [Field] = []
    if case .component(_, _, _, let inner)? = settings.fields.first?.value { fields = inner }
    return Variant(
      name: variant.name, overrides: overrides.map { ($0.path, $0.value.brief) }, world: world, fields: fields)
  }
}

// MARK: - Measures and expectations

extension ScenarioReader {
  private mutating func chosenMeasures(_ base: ScenarioRoot, _ variants: [Variant]) -> [String] {
    let known = variants.map { Set($0.world.measures.map(\.name)) }
    for (index, name) in base.report.compare.enumerated() {
      checkMeasure(name, "report.compare", at: root["report"]?["compare"]?.elements[index].place, variants)
    }
    for (index, name) in (base.report.figures ?? []).enumerated() {
      checkMeasure(name, "report.figures", at: root["report"]?["figures"]?.elements[index].place, variants)
    }
    checkAxis(base, variants)
    for (index, tradeOff) in base.report.pareto.enumerated() {
      let (path, node) = ("report.pareto[\(index)]", root["report"]?["pareto"]?.elements[index])
      checkMeasure(tradeOff.x, path + ".x", at: node?["x"]?.place, variants)
      checkMeasure(tradeOff.y, path + ".y", at: node?["y"]?.place, variants)
      if tradeOff.x == tradeOff.y && tradeOff.x != Settings.missingText {
        fail(path + ".y", at: node?["y"]?.place, "it is the metric of `x`", remedy: "name another metric")
      }
    }
    if base.metrics.isEmpty {
      return variants.first.map { first in
        first.world.headline.filter { name in known.allSatisfy { $0.contains(name) } }
      } ?? []
    }
    for (index, name) in base.metrics.enumerated() {
      let place = root["metrics"]?.elements[index].place
      if base.metrics[..<index].contains(name) {
        fail("metrics", at: place, "\(quoted(name)) is named twice", remedy: "name it once")
      } else {
        checkMeasure(name, "metrics", at: place, variants)
      }
    }
    return base.metrics
  }

  /// Figures over a setting need measures, and variants that set it to numbers.
  private mutating func checkAxis(_ base: ScenarioRoot, _ variants: [Variant]) {
    let node = root["report"]?["over"]
    guard let axis = base.report.over else {
      if let metrics = node?["metrics"] {
        fail(
          "report.over", at: metrics.place, "no setting is named", remedy: "give `setting`, a path that variants set")
      }
      return
    }
    for (index, name) in axis.measures.enumerated() {
      checkMeasure(name, "report.over.metrics", at: node?["metrics"]?.elements[index].place, variants)
    }
    if axis.measures.isEmpty {
      fail("report.over.metrics", at: node?.place, "there is nothing to draw", remedy: "name at least one metric")
    }
    if !variants.contains(where: { $0.value(of: axis) != nil }) {
      fail(
        "report.over.setting", at: node?["setting"]?.place, "no variant sets \(quoted(axis.path)) to a number",
        remedy: "name a path under `set` of the variants")
    }
  }

  private mutating func checkMeasure(_ name: String, _ path: String, at place: Place?, _ variants: [Variant]) {
    if name == Settings.missingText { return }
    for variant in variants {
      let names = variant.world.measures.map(\.name)
      if names.contains(name) { continue }
      fail(
        path, at: place, "the world \(quoted(variant.worldLabel)) has no metric \(quoted(name))",
        remedy: suggestion(for: name, among: names))
      return
    }
  }

  private mutating func fail(_ path: String, at place: Place?, _ problem: String, remedy: String) {
    found.append(Diagnostic(at: place ?? root.place, path: path, problem, remedy: remedy))
  }

  private mutating func readExpectations(_ base: ScenarioRoot, _ variants: [Variant]) -> [Expectation] {
    var expectations: [Expectation] = []
    for (index, text) in base.expectations.enumerated() {
      let path = "expect[\(index)]"
      let node = root["expect"]?.elements[index]
      let chosen = text.variant.map { name in variants.filter { $0.name == name } } ?? variants
      if let name = text.variant, chosen.isEmpty {
        fail(
          "\(path).variant", at: node?["variant"]?.place, "no variant is called \(quoted(name))",
          remedy: suggestion(for: name, among: variants.map(\.name)))
      }
      checkMeasure(text.metric, "\(path).metric", at: node?["metric"]?.place, chosen)
      for variant in chosen {
        if let group = text.group, !variant.world.groups.contains(group) {
          fail(
            "\(path).group", at: node?["group"]?.place, "no group is called \(quoted(group))",
            remedy: suggestion(for: group, among: variant.world.groups))
          break
        }
        expectations.append(
          Expectation(measure: text.metric, variant: variant.name, group: text.group, claim: text.claim))
      }
    }
    return expectations
  }
}

// MARK: - Digests

extension ScenarioReader {
  /// Of everything that decides the results: the resolved tree, seed and replicates, and the inputs' contents.
  private func digest(_ base: ScenarioRoot) -> String {
    let seed = request.seed.map { "\($0)" } ?? "\(base.seed)"
    let replicates = request.replicates ?? base.replicates
    return short("\(withoutFolders().canonical)\nseed \(seed)\nreplicates \(replicates)\n\(inputText)")
  }

  /// The resolved tree with input files by their base names: where they lie decides nothing, their contents count apart.
  private func withoutFolders() -> Node {
    var tree = root
    for input in inputs {
      let name = Node(.text(input.baseName))
      guard let override = try? Override(path: input.path, value: name, place: .code) else { continue }
      tree = (try? applying(override, to: tree)) ?? tree
    }
    return tree
  }

  private func overrideDigest() -> String {
    if !request.changesAnything { return "" }
    let numbers = "seed \(request.seed.map { "\($0)" } ?? "-")\nreplicates \(request.replicates.map { "\($0)" } ?? "-")"
    return short("\(request.overrides.joined(separator: "\n"))\n\(numbers)\n\(inputText)")
  }

  private var inputText: String { inputs.map { "\($0.path) \($0.digest)" }.joined(separator: "\n") }

  private func short(_ text: String) -> String { String(Digest(sha256: Array(text.utf8)).hex.prefix(8)) }
}

extension Node {
  /// One text for one meaning: what digests are taken of.
  var canonical: String {
    switch content {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): shortest(number)
    case .text(let text): "\"\(text.map { "\"\\\n".contains($0) ? "\\\($0)" : "\($0)" }.joined())\""
    case .list(let elements): "[\(elements.map(\.canonical).joined(separator: ","))]"
    case .table(let entries): "{\(entries.map { "\($0.key):\($0.value.canonical)" }.joined(separator: ","))}"
    }
  }

  /// For a report's table of overrides.
  var brief: String {
    switch content {
    case .null: "nothing"
    case .text(let text): text
    case .table(let entries): "{\(entries.map { "\($0.key): \($0.value.brief)" }.joined(separator: ", "))}"
    case .list(let elements): "[\(elements.map(\.brief).joined(separator: ", "))]"
    default: canonical
    }
  }
}
