import Experiments
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
        "- revenue is **0.05 money/auction higher** in `lazy` than in `none` (95 % interval 0.047 to 0.053,"
          + " p < 0.001 after Holm's correction).\n"))
    #expect(text.contains("- sale rate is **0.05 lower** in `lazy` than in `none` (95 % interval 0.047 to 0.053,"))
    #expect(text.contains("| revenue \\[money/auction\\] | 0.05 ± 0.003 \\* |"))
  }

  @Test("A difference that is the same in every replicate needs no test")
  func same() {
    let text = Self.section([Self.comparison(Sample.estimate(2, half: 0), p: nil, true)])
    #expect(text.contains("is **2 money/auction higher** in `lazy` than in `none` (the same in every replicate).\n"))
  }

  @Test("What is not told apart, zero or undefined is counted")
  func counts() {
    let names = ["none", "a", "b", "c"]
    let text = Self.section(
      [
        Self.comparison(Sample.estimate(0.001), p: 0.6, false, a: "a"),
        Self.comparison(Sample.estimate(0, half: 0), p: nil, false, a: "b"),
        Self.comparison(Sample.missing, p: nil, false, a: "c"),
      ], names: names)
    #expect(text.contains("1 of the 3 differences is not told apart from zero. 1 of the 3 differences is zero"))
    #expect(text.contains("1 of the 3 differences is not defined."))
    #expect(!text.contains("\\*"))
    let alone = Self.section([Self.comparison(Sample.estimate(0.001), p: 0.6, false)])
    #expect(alone.contains("The difference is not told apart from zero.\n"))
  }

  @Test("At most 40 sentences; the rest is counted")
  func cap() {
    let names = (1...10).map { "v\($0)" }
    let text = Self.section(
      Sample.comparisons(names, measures: [Sample.revenue, Sample.saleRate], replicates: 40), names: names)
    #expect(text.matches(of: #/(?m)^- /#).count == 40)
    #expect(text.contains("50 more significant differences are left out here; all are in `results.json`.\n"))
    #expect(text.contains("Between the other variants:\n\n- revenue is"))
  }

  /// The means are 0.416667 and 0.466667: 3e-17 is their rounding, whatever a t-test says of it.
  @Test("Rounding dust is no difference")
  func dust() {
    let text = Self.section([Self.comparison(Sample.estimate(3e-17, half: 1e-18), p: 0.001, true)])
    #expect(text.contains("| revenue \\[money/auction\\] | 0 ± 0 |\n"))
    #expect(text.contains("The difference is zero in every replicate.\n"))
  }

  @Test("p is given to two digits when it is not tiny")
  func p() {
    #expect(Self.section([Self.comparison(Sample.estimate(1), p: 0.01234, true)]).contains("p = 0.012 after Holm's"))
  }

  @Test("One variant has no differences")
  func one() {
    #expect(!Read.report(Sample.results(names: ["only"])).contains("## Differences"))
  }
}
