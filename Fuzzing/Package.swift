// swift-tools-version: 6.2
import PackageDescription

// The readers of scenario files, of CSV files and of linear programs under libFuzzer. `make deep-fuzz` builds and runs
// them all; see Scripts/fuzz for the flags that belong to the whole build.

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "outcry", path: "..")],
  targets: [
    .executableTarget(
      name: "FuzzScenarios", dependencies: [.product(name: "Outcry", package: "outcry")], path: "FuzzScenarios",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
    .executableTarget(
      name: "FuzzTables", dependencies: [.product(name: "Outcry", package: "outcry")], path: "FuzzTables",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
    .executableTarget(
      name: "FuzzPrograms", dependencies: [.product(name: "LinearPrograms", package: "outcry")], path: "FuzzPrograms",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
  ],
  swiftLanguageModes: [.v6]
)
