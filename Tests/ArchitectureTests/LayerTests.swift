import Testing

/// The layers, lowest first: a target imports only what stands below it. `docs/Design.md` has the picture.
private let layers: [[String]] = [
  // Tools that know nothing of markets.
  ["Randomness", "Statistics", "EventEngine", "Tables", "Matching", "CGLPK"],
  // The interface to the solver, fair division by matchings, and networks.
  ["LinearPrograms", "FairDivision", "Learning"],
  // Nouns and sockets.
  ["MarketModel"],
  // Components and machinery: strangers to one another.
  [
    "Demand", "ClickModels", "Mechanisms", "Bidders", "Bandits", "MarketMetrics", "Matchmaking", "Allocation",
    "Simulation", "ScenarioFiles",
    "Experiments", "MechanismTesting",
  ],
  // Second routes by linear programs, and what puts results in words.
  ["MechanismPrograms", "Reporting"],
  // The library.
  ["Outcry"],
  // The shell.
  ["OutcryCommand"],
  ["OutcryMain"],
]

/// What only some targets may know: a module, and who.
private let knownOnlyTo: [(module: String, targets: [String], reason: String)] = [
  ("EventEngine", ["Simulation", "Outcry"], "only Simulation knows the clock; Outcry re-exports it"),
  ("Yams", ["ScenarioFiles"], "only ScenarioFiles knows YAML"),
  ("CYaml", ["ScenarioFiles"], "only ScenarioFiles knows YAML"),
  ("ArgumentParser", ["OutcryCommand"], "only OutcryCommand parses a command line"),
  ("CGLPK", ["LinearPrograms"], "only LinearPrograms knows GLPK"),
  (
    "LinearPrograms", ["Matchmaking", "Allocation", "MechanismPrograms", "Outcry"],
    "components that solve programs live in targets of their own"
  ),
  ("Foundation", ["OutcryCommand", "Outcry"], "it is slow to load, differs between systems and is not needed"),
  ("Dispatch", ["OutcryCommand"], "tasks are enough everywhere else"),
]

/// Modules of the toolchain that any target may import.
private let systemModules = ["Synchronization", "Glibc", "Musl", "Darwin"]

/// Modules that come with a declared product of another name.
private let partOf = ["CYaml": "Yams"]

/// A target, everything it imports, and where.
private func imports() -> [(file: SourceTree.File, module: String)] {
  SourceTree.sources.flatMap { file in file.imports.map { (file, $0) } }
}

@Suite("Layers: arrows point down")
struct LayerTests {
  @Test("the sources and the table of targets were found")
  func somethingIsTested() {
    #expect(SourceTree.sources.count > 100)
    #expect(SourceTree.targets.count > 20)
    #expect(imports().count > 200)
  }

  @Test("every target of Sources has a layer")
  func everyTargetHasALayer() {
    for folder in SourceTree.folders(below: "Sources") {
      #expect(
        layers.filter { $0.contains(folder) }.count == 1,
        "give the target \(folder) one place in `layers` of Tests/ArchitectureTests/LayerTests.swift")
    }
  }

  @Test("no target imports one beside it or above it")
  func arrowsPointDown() {
    let rank = Dictionary(
      uniqueKeysWithValues: layers.enumerated().flatMap { rank, names in names.map { ($0, rank) } })
    for (file, module) in imports() {
      guard let own = rank[file.target], let other = rank[module] else { continue }
      #expect(
        other < own,
        "\(file.path) imports \(module), which is not below \(file.target): move what both need into a lower target")
    }
  }

  @Test("no target depends on one beside it or above it in Package.swift")
  func declaredArrowsPointDown() {
    let rank = Dictionary(
      uniqueKeysWithValues: layers.enumerated().flatMap { rank, names in names.map { ($0, rank) } })
    for target in SourceTree.targets where !target.isTest {
      for dependency in target.dependencies {
        guard let own = rank[target.name], let other = rank[dependency] else { continue }
        #expect(other < own, "Package.swift: remove \(dependency) from the dependencies of \(target.name)")
      }
    }
  }

  @Test("the clock, YAML, the argument parser and Foundation are known to those who need them")
  func secretsAreKept() {
    for (file, module) in imports() {
      for secret in knownOnlyTo where secret.module == module {
        #expect(secret.targets.contains(file.target), "\(file.path): do not import \(module): \(secret.reason)")
      }
    }
  }

  @Test("every import is a declared dependency: an undeclared one fails a clean build and passes an incremental one")
  func importsAreDeclared() {
    let declared = Dictionary(
      SourceTree.targets.map { ($0.name, $0.dependencies) }, uniquingKeysWith: { first, _ in first })
    for (file, module) in imports() {
      let isSystem = systemModules.contains(module) || ["Foundation", "Dispatch"].contains(module)
      if isSystem { continue }
      #expect(
        declared[file.target]?.contains(partOf[module] ?? module) == true,
        "\(file.path) imports \(module): add it to the dependencies of \(file.target) in Package.swift")
    }
  }

  @Test("every import of a test is a declared dependency, or re-exported by Outcry")
  func importsOfTestsAreDeclared() {
    let declared = Dictionary(
      SourceTree.targets.map { ($0.name, $0.dependencies) }, uniquingKeysWith: { first, _ in first })
    let own = layers.flatMap { $0 }
    for file in SourceTree.tests {
      for module in file.imports where own.contains(module) {
        let dependencies = declared[file.target] ?? []
        #expect(
          dependencies.contains(module) || dependencies.contains("Outcry"),
          "\(file.path) imports \(module): add it to the dependencies of \(file.target) in Package.swift")
      }
    }
  }

  @Test("folder = target = module")
  func foldersAreTargets() {
    let names = SourceTree.targets.map(\.name)
    #expect(Set(names).count == names.count, "a target is declared twice in Package.swift")
    #expect(
      SourceTree.folders(below: "Sources")
        == SourceTree.targets.filter { !$0.isTest && $0.path == nil }.map(\.name).sorted(),
      "each folder in Sources is one target of the same name in Package.swift")
    #expect(
      SourceTree.folders(below: "Tests") == SourceTree.targets.filter(\.isTest).map(\.name).sorted(),
      "each folder in Tests is one target of the same name in Package.swift: `tests(\"X\", …)` is Tests/XTests")
    for target in SourceTree.targets {
      guard let path = target.path else { continue }
      #expect(path.hasSuffix("/\(target.name)"), "Package.swift: the folder of \(target.name) bears its name")
    }
  }

  @Test(
    "what may be distributed under Apache-2.0 alone does not reach GLPK",
    arguments: ["Mechanisms", "EventEngine", "Matching", "FairDivision", "MechanismTesting"])
  func permissiveTargetsDoNotLinkGLPK(target: String) {
    let dependencies = Dictionary(
      SourceTree.targets.map { ($0.name, $0.dependencies) }, uniquingKeysWith: { first, _ in first })
    var reached: Set<String> = []
    var next = [target]
    while let name = next.popLast() {
      if reached.insert(name).inserted { next += dependencies[name] ?? [] }
    }
    #expect(reached.contains("MarketModel") || ["EventEngine", "Matching", "FairDivision"].contains(target))
    for name in reached {
      #expect(!name.contains("GLPK") && name != "LinearPrograms", "\(target) reaches \(name): keep GLPK out of it")
    }
  }
}
