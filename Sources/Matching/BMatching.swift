/// How often each pair is used when vertices have room for several, at the greatest weight; and the proof of that.
///
/// With potentials u, v ≥ 0 and, for pairs used as often as they may be, y = max(0, w − u − v): no choice within the
/// capacities weighs more than Σ b u + Σ c v + Σ d y, for capacities b of the rows, c of the columns and d of each pair.
/// In an optimal choice a pair that is used at all has w ≥ u + v, one that could be used more w ≤ u + v, and a vertex with
/// room left has potential 0.
public struct BMatching: Sendable, Equatable {
  /// Times that each edge is used, in the order of `WeightedGraph.edges`.
  public let counts: [Int]
  /// Weight of all uses together, added by edge.
  public let weight: Double
  /// u [weight].
  public let rowPotentials: [Double]
  /// v [weight].
  public let columnPotentials: [Double]

  public init(counts: [Int], weight: Double, rowPotentials: [Double], columnPotentials: [Double]) {
    self.counts = counts
    self.weight = weight
    self.rowPotentials = rowPotentials
    self.columnPotentials = columnPotentials
  }
}

/// What vertices and pairs have room for.
public struct BMatchingCapacities: Sendable, Equatable {
  /// Uses of all pairs of each row together.
  public var rows: [Int]
  /// Uses of all pairs of each column together.
  public var columns: [Int]
  /// Uses of each pair; nil for any number.
  public var pair: Int?

  public init(rows: [Int], columns: [Int], pair: Int? = 1) {
    self.rows = rows
    self.columns = columns
    self.pair = pair
  }
}

/// Where a b-matching and its potentials do not fit together, or not with the weights: the witness of `verify`.
public enum BMatchingFlaw: Error, Sendable, Equatable {
  /// Lists have the wrong length, or a potential is not finite.
  case wrongShape
  /// An edge is used less than never, or more often than it may be.
  case pairOverused(edge: Int, count: Int)
  /// A vertex is used more often than it has room for.
  case vertexOverused(side: Side, index: Int, count: Int)
  /// A potential that must not be negative is.
  case negativePotential(side: Side, index: Int, potential: Double)
  /// A vertex with room left has a potential other than 0.
  case roomHasPotential(side: Side, index: Int, potential: Double)
  /// An edge that is used weighs less than its potentials, or one that could be used more weighs more, by `excess`.
  case wrongExcess(edge: Int, excess: Double)
  /// The uses weigh `weight` and the duals bound them by `bound`.
  case gap(weight: Double, bound: Double)
}

extension WeightedGraph {
  /// A b-matching of the greatest weight: each vertex in as many pairs as it has room for.
  ///
  /// Nobody is forced: pairs of weight 0 or less are not used.
  ///
  /// **Ties** and **exactness**: as of `FlowNetwork.minimumCostFlow()`.
  /// **Edge cases**: with capacities of 1 it is a matching of the greatest weight, which `maximumWeightMatching()` finds
  /// faster.
  /// **Errors**: `WeightInputError` when a list of capacities has the wrong length or a capacity is out of range.
  /// - Complexity: O(U e log n) for U uses, e edges and n vertices; each search ends at the nearest free vertex, so that
  ///   it mostly sees few edges.
  ///
  /// Source: Ahuja, Magnanti and Orlin 1993, section 9.7, on the network of section 12.4.
  public func maximumWeightBMatching(_ capacities: BMatchingCapacities) throws(WeightInputError) -> BMatching {
    try check(capacities.rows, .rows, rowCount)
    try check(capacities.columns, .columns, columnCount)
    if let pair = capacities.pair, pair < 0 || pair > FlowNetwork.largestAmount { throw .badPairCapacity(found: pair) }
    // Rows send all they have room for: over the pairs to the sink, or straight there.
    let sink = rowCount + columnCount
    var arcs: [FlowArc] = []
    arcs.reserveCapacity(edgeCount + sink)
    var arcOfEdge = [Int](repeating: -1, count: edgeCount)
    var edge = 0
    forEachPair { row, column, weight in
      if weight > 0 {
        arcOfEdge[edge] = arcs.count
        arcs.append(FlowArc(from: row, to: rowCount + column, capacity: capacities.pair, cost: -weight))
      }
      edge += 1
    }
    for row in 0..<rowCount { arcs.append(FlowArc(from: row, to: sink, capacity: nil, cost: 0)) }
    for (column, capacity) in capacities.columns.enumerated() {
      arcs.append(FlowArc(from: rowCount + column, to: sink, capacity: capacity, cost: 0))
    }
    let supplies = capacities.rows + [Int](repeating: 0, count: columnCount) + [-capacities.rows.reduce(0, +)]
    var search = FlowSearch(supplies: supplies, arcs: arcs)
    let cycle = search.prepare()
    let unsent = search.run()
    precondition(cycle == nil && unsent == nil, "Arcs lead forward only, and each row can send straight to the sink.")

    var counts: [Int] = []
    counts.reserveCapacity(edgeCount)
    var weight = 0.0
    for (edge, arc) in arcOfEdge.enumerated() {
      counts.append(arc < 0 ? 0 : search.flow(of: arc))
      weight += Double(counts[edge]) * weights[edge]
    }
    let label = search.potential
    return BMatching(
      counts: counts, weight: weight,
      rowPotentials: (0..<rowCount).map { max(0, label[$0] - label[sink]) },
      columnPotentials: (0..<columnCount).map { max(0, label[sink] - label[rowCount + $0]) })
  }

  private func check(_ capacities: [Int], _ side: Side, _ expected: Int) throws(WeightInputError) {
    if capacities.count != expected {
      throw .wrongCapacityCount(side: side, found: capacities.count, expected: expected)
    }
    for (index, capacity) in capacities.enumerated() where capacity < 0 || capacity > FlowNetwork.largestAmount {
      throw .badCapacity(side: side, index: index, found: capacity)
    }
  }
}

extension BMatching {
  /// Checks that the capacities are kept and the potentials prove the weight greatest; nil, or the first flaw found.
  /// Residuals up to `tolerance` × (1 + the largest absolute weight) pass; for the objectives, times 1 + the uses possible.
  /// - Complexity: O(rows + columns + edges).
  public func verify(
    against graph: WeightedGraph, _ capacities: BMatchingCapacities, tolerance: Double = 1e-9
  ) -> BMatchingFlaw? {
    guard counts.count == graph.edgeCount, rowPotentials.count == graph.rowCount,
      columnPotentials.count == graph.columnCount, capacities.rows.count == graph.rowCount,
      capacities.columns.count == graph.columnCount, rowPotentials.allSatisfy(\.isFinite),
      columnPotentials.allSatisfy(\.isFinite)
    else { return .wrongShape }
    let edges = graph.edges
    let margin = tolerance * edges.reduce(1) { max($0, 1 + abs($1.weight)) }
    let most = capacities.pair ?? .max
    var used = (
      rows: [Int](repeating: 0, count: graph.rowCount), columns: [Int](repeating: 0, count: graph.columnCount)
    )
    var (sum, bound, units) = (0.0, 0.0, 0.0)
    for (index, edge) in edges.enumerated() {
      let count = counts[index]
      if count < 0 || count > most { return .pairOverused(edge: index, count: count) }
      used.rows[edge.row] &+= count
      used.columns[edge.column] &+= count
      let excess = edge.weight - rowPotentials[edge.row] - columnPotentials[edge.column]
      if (count > 0 && excess < -margin) || (count < most && excess > margin) {
        return .wrongExcess(edge: index, excess: excess)
      }
      sum += Double(count) * edge.weight
      if capacities.pair != nil { bound += Double(most) * max(0, excess) }
    }
    for (side, potentials, capacities, used) in [
      (Side.rows, rowPotentials, capacities.rows, used.rows),
      (.columns, columnPotentials, capacities.columns, used.columns),
    ] {
      for (index, potential) in potentials.enumerated() {
        if used[index] < 0 || used[index] > capacities[index] {
          return .vertexOverused(side: side, index: index, count: used[index])
        }
        if potential < -margin { return .negativePotential(side: side, index: index, potential: potential) }
        if potential > margin, used[index] < capacities[index] {
          return .roomHasPotential(side: side, index: index, potential: potential)
        }
        bound += Double(capacities[index]) * potential
        units += Double(capacities[index])
      }
    }
    let allowed = margin * (1 + units)
    return abs(sum - weight) <= allowed && abs(weight - bound) <= allowed ? nil : .gap(weight: weight, bound: bound)
  }
}
