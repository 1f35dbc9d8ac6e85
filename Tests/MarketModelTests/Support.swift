import MarketModel
import Tables

/// Files that exist only in a test.
struct FewFiles: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    guard name == "prices.csv" else {
      return .failure(file: name, problems: [(0, 0, "there is no such file")])
    }
    switch CSV.read(Array("price,note\n1,a\n2.5,b\n".utf8), columns: columns) {
    case .success(let table): return .success(table, baseName: "prices.csv", digest: "01234567")
    case .failure(let problems):
      return .failure(file: name, problems: problems.problems.map { ($0.line, $0.column, $0.message) })
    }
  }
}

/// A toy family with two members.
protocol Shape: Component {
  var area: Double { get }
}

struct Square: Shape {
  static let card = Card("square", "Four equal sides.", holds: [.truthful], source: "Euclid", example: ["side": 2])
  let area: Double
  init(_ settings: inout Settings) {
    let side = settings.number("side", in: .positive, default: 1, unit: .money, "Length of a side.")
    area = side * side
  }
}

struct Frame: Shape {
  static let card = Card("open-frame", "Nothing inside.", source: "ours")
  let area = 0.0
  init(_ settings: inout Settings) { _ = settings.text("colour", "What colour it has.") }
}

extension Family where Product == any Shape {
  static let shapes = Family("shape", "A closed curve.") { ["shape": $0] }
}

let shapes: [Registration] = [
  Registration(.shapes, Square.card) { Square(&$0) }, Registration(.shapes, Frame.card) { Frame(&$0) },
]

/// Settings as read from a root node.
func settings(_ root: Node) -> Settings { Settings(root: root, catalogs: Catalogs(shapes), files: FewFiles()) }

/// What `read` makes of `key: value`, and what is said about it.
func reading<Value>(_ value: Node?, _ read: (inout Settings) -> Value) -> (value: Value, said: [String]) {
  var settings = settings(value.map { ["x": $0] } ?? [:])
  let result = read(&settings)
  settings.finish()
  return (result, settings.diagnostics.map(\.description))
}
