// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// `OUTCRY_STRICT=1` (set by `.ci/run`) turns warnings into errors in Outcry's own targets.
let strict = ProcessInfo.processInfo.environment["OUTCRY_STRICT"] == "1"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// `MarketModel` hands out borrowed views of columns, which needs lifetime annotations; components do not.
let views = settings + [.enableExperimentalFeature("Lifetimes")]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], _ swiftSettings: [SwiftSetting] = settings
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: settings)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "outcry",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Outcry", targets: ["Outcry"]),
    .library(name: "OutcryCommand", targets: ["OutcryCommand"]),
    .library(name: "Mechanisms", targets: ["Mechanisms"]),
    .library(name: "EventEngine", targets: ["EventEngine"]),
    .library(name: "Matching", targets: ["Matching"]),
    .library(name: "FairDivision", targets: ["FairDivision"]),
    .library(name: "LinearPrograms", targets: ["LinearPrograms"]),
    .library(name: "MechanismTesting", targets: ["MechanismTesting"]),
    .executable(name: "outcry", targets: ["OutcryMain"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
  ],
  targets: [
    // Layer 0: tools that know nothing of markets.
    module("Randomness"),
    module("Statistics"),
    module("EventEngine"),
    module("Tables"),
    module("Matching"),
    module("FairDivision", ["Matching"]),
    .target(name: "CGLPK", linkerSettings: [.linkedLibrary("glpk")]),
    module("LinearPrograms", ["CGLPK"]),
    module("Learning", ["Randomness"]),

    // Layer 1: nouns and sockets.
    module("MarketModel", ["Randomness", "Tables", "Statistics", "FairDivision"], views),

    // Layer 2: components, strangers to one another, and the machinery.
    module("Demand", ["MarketModel", "Randomness", "Statistics", "Tables"]),
    module("ClickModels", ["MarketModel", "Randomness"]),
    module("Mechanisms", ["MarketModel", "Statistics", "Matching", "Randomness"]),
    module("Matchmaking", ["MarketModel", "Randomness", "Statistics", "Tables", "Matching", "LinearPrograms"]),
    module("Bidders", ["MarketModel", "Randomness", "Statistics", "Learning"]),
    module("Bandits", ["MarketModel", "Randomness", "Statistics"]),
    module("MarketMetrics", ["MarketModel", "Statistics"]),
    module(
      "Allocation",
      ["MarketModel", "Randomness", "Statistics", "Tables", "Matching", "FairDivision", "LinearPrograms"]),
    module("Simulation", ["MarketModel", "Randomness", "Statistics", "EventEngine", "Tables", "FairDivision"]),
    module("ScenarioFiles", ["MarketModel", "Tables", yams]),
    module("Experiments", ["MarketModel", "Statistics"]),
    module("MechanismTesting", ["MarketModel", "Randomness", "Statistics", "FairDivision"]),

    // Above them: second routes by linear programs, and what puts results in words.
    module("Reporting", ["MarketModel", "Experiments", "MechanismTesting"]),
    module("MechanismPrograms", ["MarketModel", "Mechanisms", "Matching", "LinearPrograms", "Statistics"]),

    // Layer 3: the library.
    module(
      "Outcry",
      [
        "MarketModel", "Randomness", "Statistics", "EventEngine", "Tables", "Demand", "ClickModels", "Mechanisms",
        "Bidders", "Bandits", "MarketMetrics", "Allocation", "Matching", "FairDivision", "LinearPrograms",
        "Matchmaking",
        "Simulation", "ScenarioFiles", "Experiments", "MechanismTesting", "MechanismPrograms", "Reporting",
      ]),

    // Layer 4: the shell.
    module("OutcryCommand", ["Outcry", argumentParser]),
    .executableTarget(name: "OutcryMain", dependencies: ["OutcryCommand"], swiftSettings: settings),

    // `make bench`; not a product.
    .executableTarget(
      name: "OutcryBenchmarks",
      dependencies: [
        "Outcry", "Allocation", "Bidders", "Mechanisms", "Matching", "LinearPrograms", "CGLPK", "FairDivision",
        "Learning",
      ],
      path: "Benchmarks/OutcryBenchmarks",
      swiftSettings: settings),

    // Tests, named after the target they test.
    tests("Randomness", ["Randomness"]),
    tests("Statistics", ["Statistics"]),
    tests("EventEngine", ["EventEngine", "Randomness"]),
    tests("Tables", ["Tables"]),
    tests("Matching", ["Matching", "LinearPrograms", "Randomness"]),
    tests("FairDivision", ["FairDivision", "Randomness"]),
    tests("Learning", ["Learning", "Randomness"]),
    tests("LinearPrograms", ["LinearPrograms", "CGLPK", "Randomness"]),
    tests("ScenarioFiles", ["ScenarioFiles", "MarketModel"]),
    tests("Reporting", ["Reporting", "MarketModel", "Experiments", "MechanismTesting", "Tables"]),
    tests("Outcry", ["Outcry"]),
    tests("OutcryCommand", ["Outcry", "OutcryCommand"]),
    tests("Architecture", ["Outcry"]),
    tests("MarketModel", ["MarketModel", "Tables"]),
    tests("Demand", ["Demand", "MarketModel", "Randomness", "Statistics", "Tables"]),
    tests("Mechanisms", ["Mechanisms", "Demand", "MarketModel", "Randomness", "Statistics", "Tables"]),
    tests("ClickModels", ["ClickModels", "MarketModel", "Randomness", "Tables"]),
    tests("Allocation", ["Allocation", "FairDivision", "LinearPrograms", "Outcry", "Randomness"]),
    tests("Matchmaking", ["Matchmaking", "Outcry", "Matching", "LinearPrograms", "Randomness"]),
    tests(
      "MechanismTesting", ["FairDivision", "MechanismTesting", "MarketModel", "Mechanisms", "Randomness", "Outcry"]),
    tests(
      "MechanismPrograms",
      ["MechanismPrograms", "Mechanisms", "MarketModel", "LinearPrograms", "Matching", "Randomness"]),
    tests("Bidders", ["Bidders", "MarketModel", "Randomness", "Statistics", "Tables", "Learning"]),
    tests("Bandits", ["Bandits", "MarketModel", "Randomness", "Tables"]),
    tests("MarketMetrics", ["MarketMetrics", "MarketModel", "Randomness", "Tables"]),
    tests("Simulation", ["Outcry"]),
    tests("Experiments", ["Experiments", "MarketModel", "Statistics", "Outcry"]),
  ],
  swiftLanguageModes: [.v6]
)
