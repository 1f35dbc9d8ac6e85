import Matching
import Randomness
import Testing

@Suite("Matchings that are fair to the rows")
struct FairMatchingTests {
  /// The heaviest matching gives 10 + 1; both can have 4.
  @Test("by hand: fairness costs 3")
  func byHand() throws {
    let weights = try WeightMatrix([[10, 4], [4, 1]])
    #expect(weights.maximumWeightMatching().weight == 11)
    #expect(weights.maxMinMatching().matching?.utilities == [4, 4])
    #expect(weights.leximinMatching().matching?.utilities == [4, 4])
  }

  /// Golden of the specification: values ((1, 0), (60, 40)) give (1, 40), not (0, 100).
  @Test("the smallest utility comes first, whatever it costs the others")
  func golden() throws {
    #expect(try WeightMatrix([[1, 0], [60, 40]]).leximinMatching().matching?.utilities == [1, 40])
  }

  /// Row 2 has nothing to gain, so every matching is max-min with 0; leximin still serves the others as evenly as can be:
  /// (3, 3) before (5, 2).
  @Test("leximin looks beyond a row that cannot be helped")
  func beyondTheWorstOff() throws {
    let weights = try WeightMatrix([[5, 3, 0], [3, 2, 0], [-1, -1, -.infinity]])
    let leximin = try #require(weights.leximinMatching().matching)
    #expect(leximin.utilities == [3, 3, 0])
    #expect(leximin.columnOfRow == [1, 0, nil])
    #expect(weights.maxMinMatching().matching?.weight == 7)
    // Row 2 has a loss of 1 when it must have a column; the others share what is left: columns 1 and 2, or 0 and 2.
    let forced = try #require(weights.leximinMatching(.everyRow).matching)
    #expect(forced.utilities.sorted() == [-1, 0, 5])
  }

  @Test("no rows, no columns, nobody to gain")
  func empty() throws {
    for weights in [
      try WeightMatrix(rows: 0, columns: 3, weights: []), try WeightMatrix(rows: 3, columns: 0, weights: []),
      try WeightMatrix(rows: 0, columns: 0, weights: []), try WeightMatrix([[-.infinity, -2], [-1, -.infinity]]),
    ] {
      for matching in [weights.maxMinMatching().matching, weights.leximinMatching().matching] {
        let matching = try #require(matching)
        #expect(matching.count == 0)
        #expect(matching.smallest == (weights.rowCount == 0 ? .infinity : 0))
        #expect(matching.verify(against: weights) == nil)
      }
    }
    let none = try WeightMatrix(rows: 3, columns: 0, weights: [])
    #expect(
      none.leximinMatching(.everyRow) == .infeasible(HallViolator(side: .rows, vertices: [0, 1, 2], neighbours: [])))
  }

  @Test(
    "4,000 matrices of up to 6 × 6: max-min and leximin equal enumeration, forced or not",
    arguments: Participation.allCases)
  func enumeration(participation: Participation) throws {
    var stream = RandomStream(seed: 2, replicate: 0, role: 0, index: 0)
    var infeasible = 0
    for turn in 0..<4000 {
      let weights = try stream.matrix(largest: turn < 3800 ? 5 : 6)
      let all = BruteForce.utilities(weights, participation)
      let leximin = weights.leximinMatching(participation)
      let maxMin = weights.maxMinMatching(participation)
      guard let best = all.max(by: { $0.lexicographicallyPrecedes($1) }) else {
        infeasible += 1
        for case .infeasible(let violator) in [leximin, maxMin] { #expect(violator.holds(in: weights)) }
        #expect(leximin.matching == nil && maxMin.matching == nil)
        continue
      }
      let fairest = try #require(leximin.matching)
      #expect(fairest.utilities.sorted() == best)
      #expect(fairest.verify(against: weights) == nil)
      let fair = try #require(maxMin.matching)
      #expect(fair.smallest == best.first ?? .infinity)
      #expect(fair.weight == all.filter { $0.first == best.first }.map { $0.reduce(0, +) }.max())
      #expect(fair.verify(against: weights) == nil)
    }
    #expect(participation == .voluntary ? infeasible == 0 : infeasible > 100)
  }

  @Test("80 × 80 with losses, ties and forbidden pairs: leximin is certified")
  func large() throws {
    var stream = RandomStream(seed: 3, replicate: 0, role: 0, index: 0)
    for span in [20.0, 1e6] {
      let weights = try WeightMatrix(
        rows: 80, columns: 80,
        weights: (0..<6400).map { _ in stream.unit() < 0.3 ? -.infinity : (stream.unit() * span - span / 4).rounded() })
      let leximin = try #require(weights.leximinMatching().matching)
      #expect(leximin.verify(against: weights) == nil)
      #expect(leximin.smallest == weights.maxMinMatching().matching?.smallest)
    }
  }

  @Test("broken claims are found out")
  func broken() throws {
    let weights = try WeightMatrix([[10, 4], [4, 1]])
    let leximin = try #require(weights.leximinMatching().matching)
    let maxMin = try #require(weights.maxMinMatching().matching)
    // The heaviest matching passed off as fair.
    #expect(
      FairMatching(columnOfRow: [0, 1], weights: weights, certificate: maxMin.certificate).verify(against: weights)
        == .noProof(smallest: 1))
    #expect(
      FairMatching(columnOfRow: [0, 1], weights: weights, certificate: leximin.certificate).verify(against: weights)
        == .tooMany(value: 1, found: 1, proved: 0))
    // A fair matching without its proof.
    #expect(
      FairMatching(columnOfRow: [1, 0], weights: weights, certificate: .leximin(.voluntary, [])).verify(
        against: weights)
        == .tooMany(value: 4, found: 2, proved: 0))
    // Potentials that prove too much.
    let boast = LeximinStage(value: 4, rowPotentials: [1, 1], columnPotentials: [1, 0])
    #expect(
      FairMatching(columnOfRow: [1, 0], weights: weights, certificate: .leximin(.voluntary, [boast]))
        .verify(against: weights) == .stageInfeasible(value: 4, row: 0, column: 0, excess: 2))
    #expect(
      FairMatching(columnOfRow: [1, nil], weights: weights, certificate: .maxMin(.everyRow, nil))
        .verify(against: weights) == .rowLeftAlone(1))
  }
}
