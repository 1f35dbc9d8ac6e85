extension WeightedGraph {
  /// A matching of the greatest weight, of any number of pairs.
  ///
  /// Nobody is forced: pairs of weight 0 or less stay unmatched.
  ///
  /// **Ties**: among matchings of equal weight the same one is found wherever the program runs, and in whatever order the
  /// edges were given; which one, the order of the rows and columns decides.
  /// **Exactness**: whole numbers below 2⁵³ / (rows + columns) in size give an exact result.
  /// - Complexity: O(n e log n) for n rows and e edges, in practice near O(e log n) when the edges are few and random.
  ///
  /// Source: Ahuja, Magnanti and Orlin 1993, section 12.4 (successive shortest paths); the bids before the searches are the
  /// augmenting row reduction of Jonker and Volgenant 1987.
  public func maximumWeightMatching() -> BipartiteMatching {
    var problem = SparseAssignment(self, isVoluntary: true)
    problem.solve()
    return problem.matching(of: self, goal: .maximumWeight)
  }

  /// A matching of the greatest weight among those that leave nobody of the smaller side alone; the rows, when the sides
  /// are equal.
  ///
  /// Losses are forced where need be. When the edges leave no such matching, a set of vertices with too few neighbours is
  /// returned instead.
  ///
  /// **Ties**, **exactness** and complexity: as of `maximumWeightMatching()`.
  public func maximumWeightPerfectMatching() -> PerfectMatching {
    if rowCount > columnCount {
      switch transposed.maximumWeightPerfectMatching() {
      case .optimal(let matching): return .optimal(matching.transposed(weights: self))
      case .infeasible(let violator):
        return .infeasible(
          HallViolator(side: .columns, vertices: violator.vertices, neighbours: violator.neighbours))
      }
    }
    var problem = SparseAssignment(self, isVoluntary: false)
    problem.solve()
    if let stuck = problem.stuck {
      return .infeasible(HallViolator(side: .rows, vertices: stuck.rows, neighbours: stuck.columns))
    }
    return .optimal(problem.matching(of: self, goal: .perfect(side: .rows)))
  }

  /// A matching of the greatest weight among those of at most `most` pairs.
  ///
  /// Nobody is forced: pairs of weight 0 or less stay unmatched, so there can be fewer pairs than allowed.
  ///
  /// **Ties** and **exactness**: as of `maximumWeightMatching()`.
  /// **Errors**: `WeightInputError.noEdgesAllowed` when `most` is below 1.
  /// - Complexity: O(k e log n) for k pairs among e edges and n vertices.
  ///
  /// Source: Ahuja, Magnanti and Orlin 1993, section 9.7 (successive shortest paths).
  public func maximumWeightMatching(atMost most: Int) throws(WeightInputError) -> BipartiteMatching {
    guard most >= 1 else { throw .noEdgesAllowed(found: most) }
    // Source → rows → columns → sink, and a way round for what is not used.
    let (source, sink) = (rowCount + columnCount, rowCount + columnCount + 1)
    let flow = min(most, rowCount, columnCount)
    var arcs: [FlowArc] = []
    arcs.reserveCapacity(edgeCount + rowCount + columnCount + 1)
    forEachPair { row, column, weight in
      if weight > 0 { arcs.append(FlowArc(from: row, to: rowCount + column, capacity: 1, cost: -weight)) }
    }
    let pairs = arcs.indices
    for row in 0..<rowCount { arcs.append(FlowArc(from: source, to: row, capacity: 1, cost: 0)) }
    for column in 0..<columnCount { arcs.append(FlowArc(from: rowCount + column, to: sink, capacity: 1, cost: 0)) }
    // One more than can be matched when K does not bind, so that the way round carries something and the price is 0.
    let supply = flow < most ? flow + 1 : flow
    arcs.append(FlowArc(from: source, to: sink, capacity: nil, cost: 0))
    var supplies = [Int](repeating: 0, count: sink + 1)
    (supplies[source], supplies[sink]) = (supply, -supply)
    var search = FlowSearch(supplies: supplies, arcs: arcs)
    let cycle = search.prepare()
    let unsent = search.run()
    precondition(cycle == nil && unsent == nil, "Arcs lead forward only, and the way round carries everything.")

    var columnOfRow = [Int?](repeating: nil, count: rowCount)
    var isMatched = [Bool](repeating: false, count: sink)
    for edge in pairs where search.flow(of: edge) > 0 {
      (isMatched[arcs[edge].from], isMatched[arcs[edge].to]) = (true, true)
      columnOfRow[arcs[edge].from] = arcs[edge].to - rowCount
    }
    // Distances from the source are what a row gains, and to the sink what a column costs.
    let label = search.potential
    return BipartiteMatching(
      columnOfRow: columnOfRow, weights: self,
      certificate: DualCertificate(
        goal: .atMost(most),
        rowPotentials: (0..<rowCount).map { isMatched[$0] ? max(0, label[$0] - label[source]) : 0 },
        columnPotentials: (rowCount..<source).map { isMatched[$0] ? max(0, label[sink] - label[$0]) : 0 },
        cardinalityPrice: label[source] - label[sink]))
  }
}

extension SparseAssignment {
  /// What was found, as a result.
  fileprivate func matching(of graph: WeightedGraph, goal: MatchingGoal) -> BipartiteMatching {
    BipartiteMatching(
      columnOfRow: columnOfRow.map { $0 < 0 ? nil : $0 }, weights: graph,
      certificate: DualCertificate(goal: goal, rowPotentials: u, columnPotentials: v))
  }
}
