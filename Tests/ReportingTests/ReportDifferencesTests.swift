import Experiments
import MarketModel
import Reporting
import Testing

@Suite("Differences are told in plain sentences, each with its evidence")
struct ReportDifferencesTests {
  static func section(_ comparisons: [Comparison], names: [String] = ["none", "lazy"]) -> String {
    var results = Sample.results(names: names)
    results.comparisons = comparisons
    return Read.section("Differences", of: Read.report(results))
  }

  static func comparison(
    _ difference: Estimate, p: Double?, _ isSignificant: Bool, a: String = "lazy", b: String = "none"
  ) -> Comparison {
    Comparison(
      measure: Sample.revenue, a: a, b: b, difference: difference, adjustedP: p, isSignificant: isSignificant)
  }

  @Test("Higher and lower, with the interval turned to match")
  func sentences() {
    let text = Self.section(
      Sample.comparisons(["none", "lazy"], measures: [Sample.revenue, Sample.saleRate], replicates: 40))
    #expect(
      text.contains(
        "In words; p is after Holm's correction:\n\n- **revenue**: 0.05 money/auction higher in `lazy` than in `none`"
          + " (95 % interval 0.047 to 0.053, p < 0.001).\n"))
    #expect(text.contains("- **sale rate**: 0.05 lower in `lazy` than in `none` (95 % interval 0.047 to 0.053,"))
    #expect(text.contains("| revenue \\[money/auction\\] | 0.05 ± 0.003 \\* |"))
  }

  @Test("A difference that is the same in every replicate needs no test")
  func same() {
    let text = Self.section([Self.comparison(Sample.estimate(2, half: 0), p: nil, true)])
    #expect(text.contains(": 2 money/auction higher in `lazy` than in `none` (the same in every replicate).\n"))
  }

  @Test("What is not told apart, zero or undefined is named, for equality may be the claim")
  func counts() {
    let names = ["none", "a", "b", "c"]
    let text = Self.section(
      [
        Self.comparison(Sample.estimate(0.001), p: 0.6, false, a: "a"),
        Self.comparison(Sample.estimate(0, half: 0), p: nil, false, a: "b"),
        Self.comparison(Sample.missing, p: nil, false, a: "c"),
      ], names: names)
    #expect(text.contains("\nNot told apart from zero: revenue in `a`.\n\nZero in every replicate: revenue in `b`.\n"))
    #expect(text.contains("\nNot defined: revenue in `c`.\n"))
    #expect(!text.contains("\\*"))
    let alone = Self.section([Self.comparison(Sample.estimate(0.001), p: 0.6, false)])
    #expect(alone.contains("Not told apart from zero: revenue in `lazy`.\n"))
    #expect(!alone.contains("In words"))
  }

  @Test("What is not told apart anywhere is said in few words; of many pairs eight are named")
  func compact() {
    let names = (1...6).map { "v\($0)" }
    let pairs = names.indices.flatMap { later in names[..<later].map { (a: names[later], b: $0) } }
    let open = pairs.map { Self.comparison(Sample.estimate(0.001), p: 0.6, false, a: $0.a, b: $0.b) }
    let text = Self.section(open, names: names)
    #expect(text.contains("Not told apart from zero: revenue in every variant.\n"))
    #expect(text.contains("Not told apart from zero: revenue between any two.\n"))
    // One of the ten pairs without v1 is told apart: of the nine others eight are named.
    var mixed = open
    if let last = mixed.indices.last { (mixed[last].isSignificant, mixed[last].adjustedP) = (true, 0.01) }
    let named = Self.section(mixed, names: names)
    #expect(named.contains("Not told apart from zero: revenue in `v3` against `v2`, `v4` against `v2`,"))
    #expect(named.contains(" and 1 more.\n"))
  }

  @Test("With more than six variants sentences are told of the first three measures, and it is said")
  func firstMeasures() {
    let names = (1...7).map { "v\($0)" }
    let measures = [Sample.revenue, Sample.saleRate, Sample.fairness, Sample.surplus]
    let comparisons = names.dropFirst().flatMap { name in
      measures.map {
        Comparison(
          measure: $0, a: name, b: "v1", difference: Sample.estimate(1), adjustedP: 0.0001, isSignificant: true)
      }
    }
    let text = Self.section(comparisons, names: names)
    #expect(text.contains("In words, for the first three measures; p is after Holm's correction:\n"))
    #expect(text.matches(of: #/(?m)^- /#).count == 18)
    #expect(!text.contains("- **surplus**"))
    #expect(text.contains("6 more significant differences are left out here; all are in `results.json`.\n"))
  }

  @Test("A unit that only repeats the name is left out")
  func unit() {
    let clicks = Measure("clicks", unit: MarketModel.Unit("clicks"), .mean, "Clicks won.")
    var results = Sample.results()
    for index in results.variants.indices {
      results.variants[index].plan = RecordingPlan(measures: [clicks])
      results.variants[index].overall = [Sample.estimate(7)]
      (results.variants[index].groups, results.variants[index].series) = ([], [])
    }
    results.comparisons = [
      Comparison(
        measure: clicks, a: "lazy", b: "none", difference: Sample.estimate(-5.25, half: 1), adjustedP: 0.001,
        isSignificant: true)
    ]
    let text = Read.section("Differences", of: Read.report(results))
    #expect(text.contains("| clicks | -5.25 ± 1 \\* |\n"))
    #expect(text.contains("- **clicks**: 5.25 lower in `lazy` than in `none` (95 % interval 4.25 to 6.25,"))
  }

  @Test("At most 40 sentences; the rest is named, for equality may be the claim")
  func cap() {
    let names = (1...10).map { "v\($0)" }
    let text = Self.section(
      Sample.comparisons(names, measures: [Sample.revenue, Sample.saleRate], replicates: 40), names: names)
    #expect(text.matches(of: #/(?m)^- /#).count == 40)
    #expect(text.contains("50 more significant differences are left out here; all are in `results.json`.\n"))
    #expect(text.contains("Between the other variants:\n\n- **revenue**: "))
  }

  /// The means are 0.416667 and 0.466667: 3e-17 is their rounding, whatever a t-test says of it.
  @Test("Rounding dust is no difference")
  func dust() {
    let text = Self.section([Self.comparison(Sample.estimate(3e-17, half: 1e-18), p: 0.001, true)])
    #expect(text.contains("| revenue \\[money/auction\\] | 0 ± 0 |\n"))
    #expect(text.contains("Zero in every replicate: revenue in `lazy`.\n"))
  }

  @Test("p is given to two digits when it is not tiny")
  func p() {
    #expect(Self.section([Self.comparison(Sample.estimate(1), p: 0.01234, true)]).contains(", p = 0.012).\n"))
  }

  @Test("One variant has no differences")
  func one() {
    #expect(!Read.report(Sample.results(names: ["only"])).contains("## Differences"))
  }
}
