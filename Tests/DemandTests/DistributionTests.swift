import Demand
import MarketModel
import Statistics
import Testing

// Seed 1, N = 100,000 draws; each expectation fails by chance with probability 10⁻⁶.
@Suite struct DistributionOfValuesTests {
  @Test(
    "Models with a density: the distribution they state, applied to their draws, is uniform",
    arguments: [
      ("uniform", ["low": 2, "high": 5]), ("exponential", ["mean": 2]), ("lognormal", ["location": 1, "scale": 0.5]),
      ("beta", ["alpha": 2, "beta": 5, "high": 4]), ("beta", ["alpha": 0.5, "beta": 0.5]),
      ("piecewise-uniform", ["edges": [0, 3, 8], "weights": [3, 1]]),
      ("piecewise-uniform", ["edges": [1, 2, 4, 5], "weights": [1, 0, 2]]),
    ] as [(String, Node)])
  func densities(kind: String, settings: Node) throws {
    let model = try valueModel(kind, settings)
    let distribution = try #require(model.distribution)
    #expect(distribution.hasDensity)
    let values = draws(model, members: 2, rows: 50_000).values.flatMap { $0 }
    #expect(uniformityScore(values.map { 1 - distribution.upperTail($0) }) < tooUneven)
  }

  @Test("Models with atoms: each atom as often as it is drawn")
  func atoms() throws {
    for (kind, settings): (String, Node) in [
      ("discrete", ["values": [1, 2, 5, 2], "weights": [1, 3, 0, 4]]),
      ("empirical", ["values": [0.5, 0.5, 0.25, 1, 1]]),
    ] {
      let model = try valueModel(kind, settings)
      let atoms = try #require(model.distribution).atoms
      let values = draws(model, members: 2, rows: 50_000).values.flatMap { $0 }
      let observed = atoms.map { atom in values.count { $0 == atom.value } }
      #expect(observed.reduce(0, +) == 100_000)
      #expect(chiSquareScore(observed, shares: atoms.map(\.probability)) < tooUneven)
    }
  }

  @Test("Values that depend on one another, or are not known to their bidders, have no distribution of their own")
  func none() throws {
    #expect(try valueModel("mineral-rights").distribution == nil && valueModel("affiliated").distribution == nil)
  }

  @Test("A piecewise uniform model refuses edges that do not ascend and weights that do not fit")
  func wrongPieces() {
    #expect(
      make(.values, "piecewise-uniform", ["edges": [0, 3, 3]]).said == [
        "scenario: x.edges: the edges do not ascend; give two or more numbers, each above the one before"
      ])
    #expect(make(.values, "piecewise-uniform", ["edges": [2]]).said.count == 1)
    #expect(make(.values, "piecewise-uniform", ["edges": [0, 1, 2], "weights": [1]]).said.count == 1)
    #expect(make(.values, "piecewise-uniform", ["edges": [0, 1], "weights": [0]]).said.count == 1)
  }
}
