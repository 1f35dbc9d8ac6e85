import Bidders
import Foundation
import MarketModel
import Randomness
import Tables
import Testing

#if DEBUG
  /// Whether this is a release build. Statistics of millions of auctions are for release: a debug build, and coverage
  /// with it, would take minutes for each, and reaches the same code by the other tests.
  let isOptimised = false
#else
  let isOptimised = true
#endif

/// The real data, from `OUTCRY_DATA`, else the folder beside the package; nil where there is none.
enum RealData {
  static let folder: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path =
      ProcessInfo.processInfo.environment["OUTCRY_DATA"] ?? root.appending(path: "../shared/data").standardized.path
    return FileManager.default.fileExists(atPath: path + "/ipinyou-2997/market-prices.csv") ? path : nil
  }()

  static var isThere: Bool { folder != nil }

  static func table(_ name: String, _ columns: ColumnRequest...) throws -> Table {
    let bytes = try Data(contentsOf: URL(filePath: try #require(folder)).appending(path: name))
    return try CSV.read(Array(bytes), columns: columns).get()
  }
}

struct NoFiles: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}

/// Settings that hold a table.
func settings(_ node: Node) -> Settings { Settings(root: node, catalogs: Catalogs(), files: NoFiles()) }

/// What a strategy bids on one value in a market of `rivals` bidders.
func bid(_ kind: String, _ node: Node = [:], on value: Double, rivals: Int) throws -> Double {
  try bids(kind, node, on: [value], rivals: rivals)[0]
}

func bids(_ kind: String, _ node: Node = [:], on values: [Double], rivals: Int) throws -> [Double] {
  var table = node
  table["kind"] = Node(stringLiteral: kind)
  var root = Settings(root: ["s": table], catalogs: Catalogs(strategies), files: NoFiles())
  var strategy: any BidderStrategy = root.component("s", .strategies, "S.")
  try #require(root.diagnostics.isEmpty)
  strategy.begin(GroupFacts(count: values.count, budget: nil, auctions: 1000, rivals: rivals))
  let members = Column((0..<Int32(values.count)).map { $0 })
  let row = Column(values)
  var result = Column(repeating: 0.0, count: values.count)
  var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
  var span = result.mutableSpan
  strategy.bid(
    in: Round(
      opportunity: Opportunity(number: 0, time: 0), members: members.span, values: row.span, left: row.span),
    into: &span, using: &stream)
  return values.indices.map { result[$0] }
}

/// A bid or a value, from 0 to `high`, in equal steps.
func grid(_ low: Double = 0, _ high: Double = 1, steps: Int = 100) -> [Double] {
  (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
}

/// The integral of `f` from a to b by Simpson's rule.
func integral(_ a: Double, _ b: Double, steps: Int = 2000, _ f: (Double) -> Double) -> Double {
  if b <= a { return 0 }
  let h = (b - a) / Double(2 * steps)
  var sum = f(a) + f(b)
  for i in 1..<(2 * steps) { sum += (i % 2 == 1 ? 4 : 2) * f(a + Double(i) * h) }
  return sum * h / 3
}

func power(_ x: Double, _ k: Int) -> Double { (0..<k).reduce(1) { product, _ in product * x } }
