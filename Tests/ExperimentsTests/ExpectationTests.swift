import Experiments
import MarketModel
import Testing

@Suite struct ExpectationTests {
  private static let values = ScriptedWorld([mean], [1.0, 2].map { .init(overall: [.value($0)], group: [.value(7)]) })

  private static func check(
    _ claim: MarketModel.Expectation.Claim, group: String? = nil, variants: Int = 1, world: ScriptedWorld = values
  ) async throws -> ExpectationResult {
    let results = try await results(
      Array(repeating: world, count: variants),
      expect: [MarketModel.Expectation(measure: "x", variant: "v0", group: group, claim: claim)])
    return try #require(results.expectations.first)
  }

  @Test(
    "An expectation is put in words and judged by the mean, its bounds included",
    arguments: [
      (.equals(1.5), "x equals 1.5", true), (.equals(1), "x equals 1", false),
      (.atLeast(1.5), "x at least 1.5", true), (.atLeast(1.6), "x at least 1.6", false),
      (.atMost(1.5), "x at most 1.5", true), (.atMost(1.4), "x at most 1.4", false),
      (.within(value: 1, tolerance: 0.5), "x within 1 ± 0.5", true),
      (.within(value: 2, tolerance: 0.25), "x within 2 ± 0.25", false),
    ] as [(MarketModel.Expectation.Claim, String, Bool)])
  func claims(claim: MarketModel.Expectation.Claim, text: String, passes: Bool) async throws {
    let result = try await Self.check(claim)
    #expect(result.text == text)
    #expect(result.passed == passes)
    #expect(result.value == 1.5 && result.reason == nil)
  }

  @Test("The words name the group, and the variant where there are several")
  func words() async throws {
    #expect(try await Self.check(.equals(7), group: "g").text == "x of g equals 7")
    #expect(try await Self.check(.equals(7), group: "g").passed)
    #expect(try await Self.check(.equals(1.5), variants: 2).text == "x of v0 equals 1.5")
    #expect(try await Self.check(.equals(7), group: "g", variants: 2).text == "x of g in v0 equals 7")
  }

  @Test("What cannot be computed fails, with the reason")
  func undefined() async throws {
    let undefined = try await Self.check(.atLeast(0), world: world(mean, [.undefined("nothing was sold")]))
    #expect(!undefined.passed && undefined.value == nil && undefined.reason == "nothing was sold")
    let absent = try await Self.check(.atLeast(0), world: world(mean, [nil]))
    #expect(!absent.passed && absent.reason == "the measure is not one of the whole market")
  }
}
