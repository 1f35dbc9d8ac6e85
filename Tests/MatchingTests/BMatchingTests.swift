import Matching
import Randomness
import Testing

@Suite("b-matchings")
struct BMatchingTests {
  /// Row 0 has room for two and takes both columns, 5 + 3; row 1 then finds column 0's second place, 4.
  @Test("by hand")
  func byHand() throws {
    let graph = WeightedGraph(try WeightMatrix([[5, 3], [4, 2]]))
    let capacities = BMatchingCapacities(rows: [2, 1], columns: [2, 1])
    let matching = try graph.maximumWeightBMatching(capacities)
    #expect(matching.counts == [1, 1, 1, 0])
    #expect(matching.weight == 12)
    // The same pair any number of times: row 0 then takes both places of column 0, and row 1 column 1.
    let repeated = try graph.maximumWeightBMatching(BMatchingCapacities(rows: [2, 1], columns: [2, 1], pair: nil))
    #expect(repeated.weight == 12)
    #expect(repeated.verify(against: graph, BMatchingCapacities(rows: [2, 1], columns: [2, 1], pair: nil)) == nil)
  }

  @Test("2,000 graphs: equal to a matching of copies, and to a matching when all capacities are 1")
  func copies() throws {
    var stream = RandomStream(seed: 13, replicate: 0, role: 0, index: 0)
    for _ in 0..<2000 {
      let weights = try stream.matrix(largest: 6)
      let graph = WeightedGraph(weights)
      let rows = (0..<weights.rowCount).map { _ in stream.whole(0...3) }
      let columns = (0..<weights.columnCount).map { _ in stream.whole(0...3) }

      // Any number of uses: each vertex is as many vertices as it has room for.
      let unlimited = BMatchingCapacities(rows: rows, columns: columns, pair: nil)
      let (rowCopies, columnCopies) = (owners(rows), owners(columns))
      let copied = try WeightMatrix(
        rows: rowCopies.count, columns: columnCopies.count,
        weights: rowCopies.flatMap { row in columnCopies.map { weights[row, $0] } })
      let most = try graph.maximumWeightBMatching(unlimited)
      #expect(most.weight == copied.maximumWeightMatching().weight)
      #expect(most.verify(against: graph, unlimited, tolerance: 0) == nil)

      let ones = BMatchingCapacities(rows: rows.map { min($0, 1) }, columns: columns.map { _ in 1 })
      let masked = try WeightMatrix(
        rows: weights.rowCount, columns: weights.columnCount,
        weights: weights.weights.enumerated().map { ones.rows[$0 / max(1, weights.columnCount)] > 0 ? $1 : -.infinity })
      let single = try graph.maximumWeightBMatching(ones)
      #expect(single.weight == masked.maximumWeightMatching().weight)
      #expect(single.verify(against: graph, ones, tolerance: 0) == nil)

      let once = BMatchingCapacities(rows: rows, columns: columns, pair: 1)
      let choice = try graph.maximumWeightBMatching(once)
      #expect(choice.verify(against: graph, once, tolerance: 0) == nil)
      if graph.edgeCount <= 10 { #expect(choice.weight == heaviest(graph, once)) }
    }
  }

  private func owners(_ capacities: [Int]) -> [Int] {
    capacities.enumerated().flatMap { [Int](repeating: $0, count: $1) }
  }

  /// The greatest weight of any set of edges that the capacities allow.
  private func heaviest(_ graph: WeightedGraph, _ capacities: BMatchingCapacities) -> Double {
    let edges = graph.edges
    var best = 0.0
    for chosen in 0..<(1 << edges.count) {
      var (rows, columns, weight) = (capacities.rows, capacities.columns, 0.0)
      for (index, edge) in edges.enumerated() where chosen >> index & 1 == 1 {
        rows[edge.row] -= 1
        columns[edge.column] -= 1
        weight += edge.weight
      }
      if (rows + columns).allSatisfy({ $0 >= 0 }) { best = max(best, weight) }
    }
    return best
  }

  /// ((5, 3), (4, 2)) with room for (2, 1) and (2, 1): u = (1, 2), v = (2, 0) hold (0,0) and (0,1) at their limit.
  @Test("broken claims are found out")
  func broken() throws {
    let graph = WeightedGraph(try WeightMatrix([[5, 3], [4, 2]]))
    let capacities = BMatchingCapacities(rows: [2, 1], columns: [2, 1])
    func flaw(_ counts: [Int], _ weight: Double, _ u: [Double], _ v: [Double]) -> BMatchingFlaw? {
      BMatching(counts: counts, weight: weight, rowPotentials: u, columnPotentials: v)
        .verify(against: graph, capacities, tolerance: 0)
    }
    // 2 · 1 + 1 · 2 + 2 · 2 + 1 · 0 + (5 − 3) + (3 − 1) = 12.
    #expect(flaw([1, 1, 1, 0], 12, [1, 2], [2, 0]) == nil)
    #expect(flaw([1, 1, 1], 12, [1, 2], [2, 0]) == .wrongShape)
    #expect(flaw([2, 0, 0, 1], 12, [1, 2], [2, 0]) == .pairOverused(edge: 0, count: 2))
    #expect(flaw([1, 1, 1, 1], 14, [1, 2], [2, 0]) == .vertexOverused(side: .rows, index: 1, count: 2))
    #expect(
      flaw([1, 1, 1, 0], 12, [1, 2.5], [1.5, -0.5]) == .negativePotential(side: .columns, index: 1, potential: -0.5))
    #expect(flaw([1, 1, 1, 0], 12, [1, 2], [3, 0]) == .wrongExcess(edge: 2, excess: -1))
    #expect(flaw([1, 1, 0, 0], 8, [1, 2], [2, 0]) == .roomHasPotential(side: .rows, index: 1, potential: 2))
    #expect(flaw([1, 1, 1, 0], 13, [1, 2], [2, 0]) == .gap(weight: 13, bound: 12))
  }
}
