import Statistics
import Testing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

@Suite struct ConcentrationTests {
  static let indices: [(name: String, index: @Sendable ([Double]) -> Double?)] = [
    ("jain", Concentration.jain), ("gini", Concentration.gini), ("hoover", Concentration.hoover),
    ("theil", Concentration.theil), ("atkinson 0.5", { Concentration.atkinson($0, epsilon: 0.5) }),
    ("atkinson 1", { Concentration.atkinson($0, epsilon: 1) }),
    ("atkinson 2", { Concentration.atkinson($0, epsilon: 2) }), ("minimumShare", Concentration.minimumShare),
  ]

  @Test("Jain: (1, 2, 3) gives 36/42, (1, 0, 0, 0) gives 1/4")
  func jain() {
    #expect(agree(Concentration.jain([1, 2, 3]), 36.0 / 42, to: 1e-15))
    #expect(Concentration.jain([1, 0, 0, 0]) == 0.25)
  }

  @Test("Gini: (1, 2, 3, 4) gives 1/4, (0, 0, 0, 1) gives 3/4, in any order")
  func gini() {
    #expect(agree(Concentration.gini([1, 2, 3, 4]), 0.25, to: 1e-15))
    #expect(agree(Concentration.gini([3, 1, 4, 2]), 0.25, to: 1e-15))
    #expect(Concentration.gini([0, 0, 0, 1]) == 0.75)
  }

  // (1, 2, 3, 4): m = 5/2, Σ|u − m| = 3/2 + 1/2 + 1/2 + 3/2 = 4, so 4 / (2 · 4 · 5/2) = 1/5.
  @Test("Hoover: (1, 2, 3, 4) gives 1/5, (0, 0, 0, 1) gives 3/4")
  func hoover() {
    #expect(agree(Concentration.hoover([1, 2, 3, 4]), 0.2, to: 1e-15))
    #expect(agree(Concentration.hoover([0, 0, 0, 1]), 0.75, to: 1e-15))
  }

  // (1, 3): m = 2, the mean of 1/2 ln 1/2 and 3/2 ln 3/2.
  @Test("Theil: (1, 3) gives (1/2 ln 1/2 + 3/2 ln 3/2) / 2, (0, 0, 0, 1) gives ln 4")
  func theil() {
    #expect(agree(Concentration.theil([1, 3]), (0.5 * log(0.5) + 1.5 * log(1.5)) / 2, to: 1e-14))
    #expect(agree(Concentration.theil([0, 0, 0, 1]), log(4), to: 1e-15))
  }

  // (1, 4): m = 5/2. ε = 1: 1 − √4 / 2.5 = 1/5. ε = 2: harmonic mean 2 / (1 + 1/4) = 8/5, 1 − 16/25. ε = 1/2: ((1 + 2) /
  // 2)² = 9/4, 1 − 9/10. ε = ∞: 1 − 1 / 2.5.
  @Test(
    "Atkinson: (1, 4) gives 0, 1/10, 1/5, 9/25 and 3/5 for ε = 0, 1/2, 1, 2, ∞",
    arguments: [(0, 0), (0.5, 0.1), (1, 0.2), (2, 0.36), (.infinity, 0.6)] as [(Double, Double)])
  func atkinson(epsilon: Double, expected: Double) {
    #expect(agree(Concentration.atkinson([1, 4], epsilon: epsilon), expected, to: 1e-14))
  }

  // By Taylor's theorem the index moves by about 0.07 |ε − 1| around ε = 1.
  @Test("Atkinson is continuous at ε = 1 and at large ε", arguments: [1e-4, 1e-8, 1e-12, -1e-12, -1e-8, -1e-4])
  func atkinsonContinuous(difference: Double) throws {
    let index = try #require(Concentration.atkinson([1, 4], epsilon: 1 + difference))
    #expect(abs(index - 0.2) < abs(difference) + 1e-15)
    // The least value in proportion 1/2 to the 1/ε: the index is 1 − 2^(1/999) / 2.5 for ε = 1000.
    let averse = Concentration.atkinson([1, 4], epsilon: 1000)
    #expect(agree(averse, 1 - pow(2, 1.0 / 999) / 2.5, to: 1e-13))
  }

  @Test("Atkinson with a zero: 1 from ε = 1 on; (0, 1) gives 1/2 for ε = 1/2")
  func atkinsonZero() {
    for epsilon in [1, 1.5, 3, .infinity] { #expect(Concentration.atkinson([0, 1], epsilon: epsilon) == 1) }
    // ((0 + 1) / 2)² = 1/4, 1 − (1/4) / (1/2).
    #expect(agree(Concentration.atkinson([0, 1], epsilon: 0.5), 0.5, to: 1e-15))
  }

  @Test("The smallest share of (1, 3, 4) is 1/8")
  func minimumShare() {
    #expect(Concentration.minimumShare([1, 3, 4]) == 0.125)
    #expect(Concentration.minimumShare([0, 1]) == 0)
  }

  @Test("All the same: Jain 1, smallest share 1/n, the others 0 — for zeros exactly", arguments: 1...10)
  func equal(count: Int) throws {
    for value in [0, 0.1, 1e-300, 1e300] {
      for (name, index) in Self.indices {
        let expected = name == "jain" ? 1 : name == "minimumShare" ? 1 / Double(count) : 0
        let result = try #require(index([Double](repeating: value, count: count)))
        #expect(abs(result - expected) < (value == 0 ? 0x1.0p-1000 : 1e-15), "\(name) of \(count) times \(value)")
      }
    }
  }

  @Test("Negative, infinite and missing values have no index", arguments: [[], [-1, 2], [1, .infinity], [1, .nan]])
  func undefined(values: [Double]) {
    for (name, index) in Self.indices { #expect(index(values) == nil, "\(name)") }
  }

  @Test("The unit does not matter, even where squares would overflow or vanish")
  func scale() throws {
    let values: [Double] = [1, 2, 3, 10]
    for (name, index) in Self.indices {
      let expected = try #require(index(values))
      for unit in [1e-200, 1e200] { #expect(agree(index(values.map { $0 * unit }), expected, to: 1e-13), "\(name)") }
    }
  }
}
