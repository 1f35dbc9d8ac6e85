import Statistics
import Testing

@Suite struct RankedFairnessTests {
  /// Protected items before each cut of a ranking.
  private func before(_ ranking: [Bool], _ fairness: RankedFairness) -> [Int] {
    fairness.cuts.map { cut in ranking[..<cut].count { $0 } }
  }

  /// All rankings of so many items with so many protected.
  private func rankings(_ count: Int, _ protected: Int) -> [[Bool]] {
    if count == 0 { return [[]] }
    var all: [[Bool]] = []
    if protected > 0 { all += rankings(count - 1, protected - 1).map { [true] + $0 } }
    if protected < count { all += rankings(count - 1, protected).map { [false] + $0 } }
    return all
  }

  // Computed for this project by an independent program.
  static let known: [(count: Int, protected: Int, step: Int, rnd: Double, rkl: Double)] = [
    (100, 50, 10, 0.670367, 1.191452), (12, 4, 3, 0.584622, 1.141043), (20, 5, 10, 0.075257, 0.124939),
    (10, 3, 2, 1.027371, 2.101843),
  ]

  @Test("normalisers are the known ones", arguments: known.indices)
  func normalisers(index: Int) throws {
    let (count, protected, step, rnd, rkl) = Self.known[index]
    let fairness = RankedFairness(count: count, protected: protected, step: step)
    #expect(abs(try #require(fairness.normaliser(.difference)) - rnd) <= 5e-7)
    #expect(abs(try #require(fairness.normaliser(.divergence)) - rkl) <= 5e-7)
  }

  // N = 1000, step 10: the sums of the two block rankings.
  @Test("the sums of block rankings are the known ones")
  func blocks() throws {
    for (protected, last, first, klLast, klFirst) in [
      (200, 2.190989, 4.481251, 3.373518, 10.142799), (500, 4.431866, 4.431866, 7.805415, 7.805415),
    ] {
      let fairness = RankedFairness(count: 1000, protected: protected, step: 10)
      let top = fairness.cuts.map { min($0, protected) }
      let bottom = fairness.cuts.map { max(0, $0 - (1000 - protected)) }
      #expect(abs(fairness.sum(.difference, before: top) - first) <= 5e-7)
      #expect(abs(fairness.sum(.difference, before: bottom) - last) <= 5e-7)
      #expect(abs(fairness.sum(.divergence, before: top) - klFirst) <= 5e-7)
      #expect(abs(fairness.sum(.divergence, before: bottom) - klLast) <= 5e-7)
    }
  }

  @Test(
    "the dynamic program finds the highest sum of all rankings", arguments: [(6, 2), (8, 4), (9, 3), (10, 5), (11, 1)])
  func bruteForce(count: Int, protected: Int) throws {
    for step in [2, 3, 4] {
      let fairness = RankedFairness(count: count, protected: protected, step: step)
      for measure in RankedFairness.Measure.allCases {
        let highest = rankings(count, protected).map { fairness.sum(measure, before: before($0, fairness)) }.max() ?? 0
        let normaliser = try #require(fairness.normaliser(measure))
        #expect(abs(normaliser - highest) <= 1e-12)
      }
    }
  }

  @Test("rRD: with ratios capped, protected last is the worst ranking", arguments: [(10, 4), (12, 6), (40, 10)])
  func ratio(count: Int, protected: Int) throws {
    let fairness = RankedFairness(count: count, protected: protected, step: 2)
    let bottom = fairness.cuts.map { max(0, $0 - (count - protected)) }
    #expect(try #require(fairness(.ratio, before: bottom)) == 1)
  }

  @Test("rRD is defined for a minority only; nothing is where nothing can be unfair")
  func undefined() {
    #expect(RankedFairness(count: 10, protected: 6, step: 2).normaliser(.ratio) == nil)
    #expect(RankedFairness(count: 10, protected: 5, step: 2).normaliser(.ratio) != nil)
    for fairness in [
      RankedFairness(count: 10, protected: 0, step: 2), RankedFairness(count: 10, protected: 10, step: 2),
      RankedFairness(count: 10, protected: 5, step: 10), RankedFairness(count: 3, protected: 1, step: 4),
      RankedFairness(count: 0, protected: 0, step: 2),
    ] {
      for measure in RankedFairness.Measure.allCases { #expect(fairness.normaliser(measure) == nil) }
    }
  }

  // Two of four protected, in turns: both cuts of 2 hold one half, as all do.
  @Test("a ranking in proportion is fair")
  func fair() {
    let fairness = RankedFairness(count: 8, protected: 4, step: 2)
    for measure in RankedFairness.Measure.allCases { #expect(fairness(measure, before: [1, 2, 3, 4]) == 0) }
  }
}
