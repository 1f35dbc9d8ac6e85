import Foundation
import LinearPrograms
import Matching
import Randomness

/// Sparse graphs: one large matching in a process of its own, and a b-matching against the simplex method.
extension Bench {
  /// 100,000 × 100,000, 10 edges a row: within 20 s and 500 MiB, whichever is nearer to its limit. Once.
  static let sparseMatching = Bench("sparse-100000", target: 1, unit: "s") {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let start = wallSeconds()
    let finished = try run(program, [MemoryBench.flag, "sparse-100000"])
    let seconds = wallSeconds() - start
    guard finished.status == 0 else { throw BenchFailure("sparse-100000 ended with status \(finished.status)") }
    let memory = finished.peakMemory / 1024 / 1024
    return Measurement(ours: seconds, baseline: 20, ratio: min(20 / seconds, 500 / memory))
  }

  /// What the other process does: makes the graph, matches it and checks the certificate.
  static func matchSparse() throws {
    let graph = try graph(100_000)
    let matching = graph.maximumWeightMatching()
    if let flaw = matching.verify(against: graph, tolerance: 0) { throw BenchFailure("sparse-100000: \(flaw)") }
  }

  /// 1000 × 1000, 10 edges a row, room for 1 to 5 at each vertex, against GLPK's primal simplex on the same program.
  static let bMatching = Bench("bmatching-1000", target: 20, unit: "solves/s") {
    let size = 1000
    let graph = try graph(size)
    var stream = RandomStream(seed: 43, replicate: 0, role: 0, index: 0)
    let room = (0..<2 * size).map { _ in 1 + Int(stream.next() % 5) }
    let capacities = BMatchingCapacities(rows: Array(room[..<size]), columns: Array(room[size...]))

    var program = LinearProgram(.maximise)
    let rows = room.map { program.addRow([(LinearProgram.Variable, Double)](), lower: -.infinity, upper: Double($0)) }
    for edge in graph.edges {
      program.addColumn([(rows[edge.row], 1), (rows[size + edge.column], 1)], cost: edge.weight, upper: 1)
    }
    let (linear, options) = (program, SolveOptions(method: .primalSimplex))
    let seconds = try await medians(of: 3) {
      var (weight, objective) = (0.0, 0.0)
      let ours = try cpuTime { weight = try graph.maximumWeightBMatching(capacities).weight }
      let theirs = try cpuTime { objective = try linear.solve(options).optimum?.objective ?? .nan }
      try agree("bmatching-1000", weight, objective, within: 1e-6 * weight)
      return [ours, theirs]
    }
    return .rate(1 / seconds[0], against: 1 / seconds[1])
  }

  /// Ten different columns for each row, whole weights 1 … 10,000.
  private static func graph(_ size: Int) throws -> WeightedGraph {
    var stream = RandomStream(seed: 42, replicate: 0, role: 0, index: 0)
    var edges: [WeightedEdge] = []
    edges.reserveCapacity(10 * size)
    for row in 0..<size {
      while edges.count < 10 * (row + 1) {
        let column = Int(stream.next() % UInt64(size))
        if edges[(10 * row)...].contains(where: { $0.column == column }) { continue }
        edges.append(WeightedEdge(row: row, column: column, weight: Double(stream.next() % 10_000 + 1)))
      }
    }
    return try WeightedGraph(rows: size, columns: size, edges: edges)
  }
}
