import Matching
import Testing

@Suite("Wrong input of matchings: a typed error that names the place")
struct WrongInputTests {
  @Test("matrices")
  func matrices() {
    #expect(throws: WeightInputError.negativeSize(rows: -1, columns: 2)) {
      try WeightMatrix(rows: -1, columns: 2, weights: [])
    }
    #expect(throws: WeightInputError.wrongCount(found: 3, rows: 2, columns: 2)) {
      try WeightMatrix(rows: 2, columns: 2, weights: [1, 2, 3])
    }
    #expect(throws: WeightInputError.wrongCount(found: 0, rows: .max, columns: 2)) {
      try WeightMatrix(rows: .max, columns: 2, weights: [])
    }
    #expect(throws: WeightInputError.raggedRow(row: 1, found: 1, expected: 2)) { try WeightMatrix([[1, 2], [3]]) }
    #expect(throws: WeightInputError.badWeight(row: 1, column: 0, weight: .infinity)) {
      try WeightMatrix([[1, -.infinity], [.infinity, 2]])
    }
    #expect(throws: WeightInputError.badWeight(row: 0, column: 0, weight: -1e281)) { try WeightMatrix([[-1e281]]) }
    // NaN differs from itself, so it is told by its place.
    let error = #expect(throws: WeightInputError.self) { try WeightMatrix([[1, .nan]]) }
    #expect(error?.description.hasPrefix("the weight of row 0 and column 1 is nan") == true)
  }

  @Test("graphs")
  func graphs() throws {
    func graph(_ edges: [(Int, Int, Double)]) throws -> WeightedGraph {
      try WeightedGraph(rows: 2, columns: 2, edges: edges.map { WeightedEdge(row: $0.0, column: $0.1, weight: $0.2) })
    }
    #expect(throws: WeightInputError.unknownVertex(edge: 1, row: 0, column: 2, rows: 2, columns: 2)) {
      try graph([(0, 0, 1), (0, 2, 1)])
    }
    #expect(throws: WeightInputError.unknownVertex(edge: 0, row: -1, column: 0, rows: 2, columns: 2)) {
      try graph([(-1, 0, 1)])
    }
    #expect(throws: WeightInputError.duplicateEdge(edge: 2, row: 0, column: 1)) {
      try graph([(0, 1, 1), (1, 1, 1), (0, 1, 5), (0, 1, 2)])
    }
    #expect(throws: WeightInputError.badEdgeWeight(edge: 0, row: 1, column: 1, weight: -.infinity)) {
      try graph([(1, 1, -.infinity)])
    }
    #expect(throws: WeightInputError.negativeSize(rows: 2, columns: -3)) {
      try WeightedGraph(rows: 2, columns: -3, edges: [])
    }
    #expect(throws: WeightInputError.badEdgeWeight(edge: 0, row: 1, column: 1, weight: 1e281)) {
      try graph([(1, 1, 1e281)])
    }
    #expect(throws: WeightInputError.self) { try graph([(1, 1, .nan)]) }
  }

  @Test("K = 0 and below")
  func noEdges() throws {
    let weights = try WeightMatrix([[1]])
    for most in [0, -1, .min] {
      #expect(throws: WeightInputError.noEdgesAllowed(found: most)) { try weights.maximumWeightMatching(atMost: most) }
      #expect(throws: WeightInputError.noEdgesAllowed(found: most)) {
        try WeightedGraph(weights).maximumWeightMatching(atMost: most)
      }
    }
    #expect(try weights.maximumWeightMatching(atMost: .max).weight == 1)
    #expect(try WeightedGraph(weights).maximumWeightMatching(atMost: .max).weight == 1)
  }

  @Test("empty sides are legal, and have the empty matching")
  func empty() throws {
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      let weights = try WeightMatrix(rows: rows, columns: columns, weights: [])
      let graph = try WeightedGraph(rows: rows, columns: columns, edges: [])
      #expect(WeightedGraph(weights) == graph)
      for matching in [
        weights.maximumWeightMatching(), graph.maximumWeightMatching(),
        try weights.maximumWeightMatching(atMost: 2), try graph.maximumWeightMatching(atMost: 2),
        try #require(weights.maximumWeightPerfectMatching().matching),
        try #require(graph.maximumWeightPerfectMatching().matching),
      ] {
        #expect(matching.count == 0)
        #expect(matching.weight == 0)
        #expect(matching.verify(against: weights, tolerance: 0) == nil)
      }
      #expect(graph.maximumCardinalityMatching().verify(against: graph) == nil)
      #expect(weights.competitivePrices().lowest == [Double](repeating: 0, count: columns))
      #expect(try weights.birkhoffDecomposition().terms.count == 1)
    }
  }

  @Test("capacities, flows and lotteries")
  func others() throws {
    let graph = try WeightedGraph(rows: 1, columns: 2, edges: [])
    #expect(throws: WeightInputError.wrongCapacityCount(side: .columns, found: 1, expected: 2)) {
      try graph.maximumWeightBMatching(BMatchingCapacities(rows: [1], columns: [1]))
    }
    #expect(throws: WeightInputError.badCapacity(side: .rows, index: 0, found: -1)) {
      try graph.maximumWeightBMatching(BMatchingCapacities(rows: [-1], columns: [1, 1]))
    }
    #expect(throws: WeightInputError.badPairCapacity(found: -2)) {
      try graph.maximumWeightBMatching(BMatchingCapacities(rows: [1], columns: [1, 1], pair: -2))
    }
    #expect(throws: FlowInputError.badSupply(vertex: 1, supply: .min)) {
      try FlowNetwork(supplies: [0, .min], arcs: [])
    }
    #expect(throws: FlowInputError.unknownVertex(arc: 0, from: 0, to: 2, vertices: 2)) {
      try FlowNetwork(supplies: [0, 0], arcs: [FlowArc(from: 0, to: 2, capacity: 1, cost: 0)])
    }
    #expect(throws: FlowInputError.badCapacity(arc: 0, capacity: -1)) {
      try FlowNetwork(supplies: [0, 0], arcs: [FlowArc(from: 0, to: 1, capacity: -1, cost: 0)])
    }
    #expect(throws: FlowInputError.badCost(arc: 0, cost: .infinity)) {
      try FlowNetwork(supplies: [0, 0], arcs: [FlowArc(from: 0, to: 1, capacity: 1, cost: .infinity)])
    }
    #expect(throws: StochasticMatrixError.negativeProbability(row: 0, column: 1, probability: -0.5)) {
      try WeightMatrix([[1, -0.5]]).birkhoffDecomposition()
    }
    #expect(throws: StochasticMatrixError.negativeProbability(row: 0, column: 0, probability: -.infinity)) {
      try WeightMatrix([[-.infinity]]).birkhoffDecomposition()
    }
    #expect(throws: StochasticMatrixError.sumAboveOne(side: .rows, index: 1, sum: 1.5)) {
      try WeightMatrix([[0, 0.5], [1, 0.5]]).birkhoffDecomposition()
    }
    #expect(throws: StochasticMatrixError.sumAboveOne(side: .columns, index: 0, sum: 1.25)) {
      try WeightMatrix([[0.5, 0.5], [0.75, 0.25]]).birkhoffDecomposition()
    }
  }

  @Test("every message says what to do")
  func messages() {
    let errors: [any CustomStringConvertible] = [
      WeightInputError.negativeSize(rows: -1, columns: 0), WeightInputError.wrongCount(found: 1, rows: 1, columns: 2),
      WeightInputError.raggedRow(row: 1, found: 1, expected: 2),
      WeightInputError.badWeight(row: 0, column: 0, weight: .infinity),
      WeightInputError.badEdgeWeight(edge: 0, row: 0, column: 0, weight: .infinity),
      WeightInputError.unknownVertex(edge: 0, row: 0, column: 0, rows: 0, columns: 0),
      WeightInputError.duplicateEdge(edge: 1, row: 0, column: 0), WeightInputError.noEdgesAllowed(found: 0),
      WeightInputError.wrongCapacityCount(side: .rows, found: 0, expected: 1),
      WeightInputError.badCapacity(side: .rows, index: 0, found: -1), WeightInputError.badPairCapacity(found: -1),
      FlowInputError.badSupply(vertex: 0, supply: .max),
      FlowInputError.unknownVertex(arc: 0, from: 0, to: 9, vertices: 1),
      FlowInputError.badCapacity(arc: 0, capacity: -1), FlowInputError.badCost(arc: 0, cost: .nan),
      StochasticMatrixError.negativeProbability(row: 0, column: 0, probability: -1),
      StochasticMatrixError.sumAboveOne(side: .rows, index: 0, sum: 2),
    ]
    for error in errors {
      #expect(error.description.contains(#/; (?:give|keep|allow|number|let)|: a size cannot be negative; give/#))
    }
  }
}
