internal import LinearPrograms
internal import MarketModel

/// The matching LP of a graph (budgeted allocation): how often each type should be matched along each of its edges.
///
/// max Σ p w x over x ≥ 0, where for every offline vertex Σ p × (what a success uses up) × x is at most what is left of its
/// limit, and for every type Σ x is at most its count. A weight above the vertex' whole limit counts as the limit.
struct AllocationProgram {
  private let graph: OnlineGraph
  private var program = LinearProgram(.maximise)
  private var offlineRows: [LinearProgram.Row] = []
  private var typeRows: [LinearProgram.Row] = []

  /// - Parameter counts: how often each type comes, or is expected (types).
  init(_ graph: OnlineGraph, counts: [Double]) {
    self.graph = graph
    program.reserveCapacity(
      variables: graph.offline.count, rows: graph.limits.count + graph.types, entries: 2 * graph.offline.count)
    let none: [(LinearProgram.Variable, Double)] = []
    offlineRows = graph.limits.map { program.addRow(none, lower: -.infinity, upper: $0) }
    typeRows = counts.map { program.addRow(none, lower: -.infinity, upper: $0) }
    for type in 0..<graph.types {
      for edge in graph.edges(of: type) {
        let vertex = Int(graph.offline[edge])
        let value = graph.probabilities[edge] * min(graph.weights[edge], graph.highestWeight(at: vertex))
        let use = graph.use == .unit ? graph.probabilities[edge] : value
        program.addColumn([(offlineRows[vertex], use), (typeRows[type], 1)], cost: value)
      }
    }
  }

  /// Sets what is left of the limits (offline) and how often each type is still expected (types).
  mutating func update(left: [Double], counts: [Double]) {
    for (row, value) in zip(offlineRows, left) { program.setRightHandSide(of: row, to: value) }
    for (row, value) in zip(typeRows, counts) { program.setRightHandSide(of: row, to: value) }
  }

  struct Solution {
    var value: Double
    /// (edges).
    var amounts: [Double]
    /// What one more unit of each limit would be worth (offline).
    var prices: [Double]
  }

  func solve() throws -> Solution {
    let optimum = try program.certainOptimum("the matching LP")
    return Solution(
      value: optimum.objective, amounts: optimum.values, prices: offlineRows.map { max(0, optimum.dual(of: $0)) })
  }
}

extension OnlineGraph {
  /// What a success at a vertex can be worth at most.
  func highestWeight(at vertex: Int) -> Double { use == .unit ? .infinity : limits[vertex] }
}

extension LinearProgram {
  /// The optimum of a program that has one by its nature.
  func certainOptimum(_ name: String, _ options: SolveOptions = SolveOptions()) throws -> Optimum {
    let result = try solve(options)
    guard let optimum = result.optimum else { throw ProgramWithoutOptimum(name: name, outcome: "\(result)") }
    return optimum
  }
}

/// A program that is feasible and bounded by its nature came back without an optimum.
struct ProgramWithoutOptimum: Error, CustomStringConvertible {
  let name: String
  let outcome: String
  var description: String { "\(name) has an optimum, but the solver says: \(outcome)" }
}
