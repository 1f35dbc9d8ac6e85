import Allocation
import Foundation
import Outcry
import Testing

/// The real data, from `OUTCRY_DATA`, else the folder beside the package; nil where there is none.
enum RealData {
  static let folder: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path =
      ProcessInfo.processInfo.environment["OUTCRY_DATA"] ?? root.appending(path: "../shared/data").standardized.path
    return FileManager.default.fileExists(atPath: path + "/knapsack/expected.csv") ? path : nil
  }()

  static var isThere: Bool { folder != nil }

  /// The lowest and the highest density of all traces with this spread.
  static func bounds(theta: String) throws -> (low: Double, high: Double) {
    let file = URL(filePath: try #require(folder)).appending(path: "knapsack/bounds.json")
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [String: Double]])
    return (try #require(all[theta]?["L"]), try #require(all[theta]?["U"]))
  }

  /// Paths of the traces with this spread, sorted.
  static func traces(theta: String) throws -> [String] {
    let path = "\(try #require(folder))/knapsack/theta\(theta)"
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".csv") }.sorted()
      .map { "\(path)/\($0)" }
  }

  static func rows(_ name: String) throws -> [[String]] {
    let text = try String(contentsOf: URL(filePath: try #require(folder)).appending(path: name), encoding: .utf8)
    return text.split { $0.isNewline }.map { $0.split(separator: ",").map(String.init) }
  }
}

/// An online knapsack as a scenario: `world` holds its settings.
func knapsack(_ world: Node, replicates: Int = 1, variants: Node = [], metrics: Node = []) throws(Diagnostics)
  -> Scenario
{
  var world = world
  world["kind"] = "online-knapsack"
  return try Scenario([
    "title": "A test", "seed": 1, "replicates": Node(integerLiteral: replicates), "world": world,
    "variants": variants, "metrics": metrics,
  ])
}

/// What is said of a world that is wrong: `path: problem; remedy`, one line each.
func complaints(_ world: Node) -> [String] {
  do {
    _ = try knapsack(world)
    return []
  } catch {
    return error.all.map(\.description)
  }
}

/// Writes a CSV file for the length of `body`.
func withFile<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
  let file = FileManager.default.temporaryDirectory.appending(path: "outcry-items-\(UUID().uuidString).csv")
  try Data(text.utf8).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try body(file.path)
}

func items(_ pairs: [(value: Double, weight: Int)]) -> [KnapsackItem] {
  pairs.enumerated().map { KnapsackItem(value: $1.value, weight: $1.weight, time: Double($0)) }
}

/// The thresholds of a policy that is written like this.
func thresholds(
  _ policy: Node, low: Double, high: Double, capacity: Int = 1000, foreseen: Double? = nil, replicate: UInt64 = 0
) throws -> [Double] {
  var root = Settings(
    root: ["policy": policy], catalogs: Catalogs(admissionPolicies), files: NoFiles())
  var product = root.component("policy", .admission, "The policy.")
  try #require(root.diagnostics.isEmpty)
  var stream = RandomStream(seed: 1, replicate: replicate, role: 1, index: 0)
  product.begin(
    KnapsackFacts(capacity: capacity, low: low, high: high, items: 1, foreseen: foreseen), using: &stream)
  return try #require(product.thresholds)
}

struct NoFiles: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}
