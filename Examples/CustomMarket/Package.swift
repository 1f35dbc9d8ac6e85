// swift-tools-version: 6.2
import PackageDescription

// A market of your own: the `outcry` command with a mechanism and a bidder strategy of this package beside the standard
// ones. In a package of your own, name the repository instead of the path:
//   .package(url: "https://…/outcry", .upToNextMinor(from: "0.1.0"))

let package = Package(
  name: "CustomMarket",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "outcry", path: "../..")],
  targets: [
    .executableTarget(
      name: "CustomMarket",
      dependencies: [.product(name: "OutcryCommand", package: "outcry"), .product(name: "Outcry", package: "outcry")])
  ],
  swiftLanguageModes: [.v6]
)
