import Demand
import MarketModel
import Randomness
import Tables
import Testing

/// One file of five observations.
struct OneFile: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    switch CSV.read(Array("time,value,price\n1,0.5,2\n1,0.5,2\n2.5,0.25,4\n7,1,8\n9,1,8\n".utf8), columns: columns) {
    case .success(let table): .success(table, baseName: name, digest: "00000000")
    case .failure(let problems):
      .failure(file: name, problems: problems.problems.map { ($0.line, $0.column, $0.message) })
    }
  }
}

/// A component of a family, made of these settings, and what is said about them.
func make<Product>(
  _ family: Family<Product>, _ kind: String, _ settings: Node
) -> (product: Product, said: [String]) {
  var table = settings
  table["kind"] = Node(stringLiteral: kind)
  var root = Settings(
    root: ["x": table], catalogs: Catalogs(arrivalProcesses, valueModels, logSources), files: OneFile())
  let product = root.component("x", family, "X.")
  return (product, root.diagnostics.map(\.description))
}

func arrivals(_ kind: String, _ settings: Node = [:]) throws -> any ArrivalProcess {
  let (product, said) = make(.arrivals, kind, settings)
  try #require(said.isEmpty)
  return product
}

func valueModel(_ kind: String, _ settings: Node = [:]) throws -> any ValueModel {
  let (product, said) = make(.values, kind, settings)
  try #require(said.isEmpty)
  return product
}

func stream(_ index: UInt64) -> RandomStream { RandomStream(seed: 1, replicate: 0, role: 1, index: index) }

/// The first `count` times of a process.
func times(_ process: any ArrivalProcess, _ count: Int, _ index: UInt64 = 0) -> [Double] {
  var process = process
  var stream = stream(index)
  var time = 0.0
  return (0..<count).map { _ in
    time = process.next(after: time, using: &stream)
    return time
  }
}

/// `rows` draws for `members` bidders each, with what they see and what it is worth; the common draw is row / rows.
func draws(
  _ model: any ValueModel, members: Int, rows: Int, _ index: UInt64 = 0
) -> (signals: [[Double]], values: [[Double]]) {
  var model = model
  var stream = stream(index)
  let who = Column((0..<Int32(members)).map { $0 })
  var signals = Column(repeating: 0.0, count: members)
  var values = Column(repeating: 0.0, count: members)
  var result: (signals: [[Double]], values: [[Double]]) = ([], [])
  for row in 0..<rows {
    let opportunity = Opportunity(number: row, time: 0, common: Double(row) / Double(rows))
    var seen = signals.mutableSpan
    var worth = values.mutableSpan
    model.drawSignals(for: opportunity, members: who.span, into: &seen, values: &worth, using: &stream)
    result.signals.append((0..<members).map { signals[$0] })
    result.values.append((0..<members).map { values[$0] })
  }
  return result
}

/// |z| beyond this has probability 10⁻⁶ for a normal z.
let farOut = 4.8916

/// Pearson's statistic in standard deviations (Wilson and Hilferty 1931): beyond 4.7534 with probability 10⁻⁶.
func chiSquareScore(_ observed: [Int], shares: [Double]) -> Double {
  let total = Double(observed.reduce(0, +))
  var statistic = 0.0
  for (count, share) in zip(observed, shares) {
    statistic += (Double(count) - total * share) * (Double(count) - total * share) / (total * share)
  }
  let degrees = Double(observed.count - 1)
  let spread = 2 / (9 * degrees)
  // x^(1/3) by bisection.
  var (low, high) = (0.0, max(1, statistic / degrees))
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if middle * middle * middle < statistic / degrees { low = middle } else { high = middle }
  }
  return (low - (1 - spread)) / spread.squareRoot()
}

let tooUneven = 4.7534

/// The score of numbers that should be uniform on [0, 1], sorted into 100 equal cells.
func uniformityScore(_ numbers: [Double]) -> Double {
  var observed = [Int](repeating: 0, count: 100)
  for x in numbers { observed[min(99, max(0, Int(x * 100)))] += 1 }
  return chiSquareScore(observed, shares: Array(repeating: 0.01, count: 100))
}

/// Mean of numbers in standard errors from `mean`, the standard deviation being known.
func meanScore(_ numbers: [Double], mean: Double, deviation: Double) -> Double {
  (numbers.reduce(0, +) / Double(numbers.count) - mean) / (deviation / Double(numbers.count).squareRoot())
}
