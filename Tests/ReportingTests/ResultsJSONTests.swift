import Experiments
import Foundation
import MarketModel
import Reporting
import Testing

@Suite("results.json is valid, complete and says why a number is missing")
struct ResultsJSONTests {
  @Test("A string is escaped so that it may stand in JSON and in HTML")
  func strings() {
    #expect(jsonString("a\"b\\c\n\t\u{1}<\u{2028}é") == "\"a\\\"b\\\\c\\n\\t\\u0001\\u003c\\u2028é\"")
  }

  @Test("Top keys in their order, and the exact text of a small variant")
  func text() {
    let text = Read.file("results.json", of: Sample.results(groups: [], buckets: 1))
    let keys = text.matches(of: /\n  "([a-z_]+)":/).map { String($0.output.1) }
    #expect(
      keys == ["outcry", "scenario", "seed", "replicates", "variants", "comparisons", "series", "expectations"])
    #expect(
      text.contains(
        """
            {
              "name": "none",
              "metrics": {
                "revenue": {"mean": 0.416667, "standard_error": 0.001, "ci95": [0.414667, 0.418667], \
        "unit": "money/auction", "replicates": 40},
        """))
    #expect(text.hasSuffix("\"expectations\": []\n}\n"))
  }

  @Test("Names come back as they were given")
  func names() throws {
    let json = try Read.json(Sample.results(names: Sample.hostileNames))
    let variants = try #require(json["variants"] as? [[String: Any]])
    #expect(variants.map { $0["name"] as? String } == Sample.hostileNames)
  }

  @Test("An undefined mean is null with its reason; so is the interval of one replicate")
  func reasons() throws {
    var results = Sample.results(names: ["only"], replicates: 1)
    results.variants[0].overall[1] = Sample.missing
    results.variants[0].overall[2] = Estimate(mean: .infinity, replicates: 1)
    let variants = try #require(try Read.json(results)["variants"] as? [[String: Any]])
    let metrics = try #require(variants[0]["metrics"] as? [String: [String: Any]])
    #expect(metrics["sale-rate"]?["mean"] is NSNull && metrics["sale-rate"]?["ci95"] is NSNull)
    #expect(metrics["sale-rate"]?["reason"] as? String == "nothing was sold in any replicate")
    #expect(metrics["fairness-wins-jain"]?["mean"] is NSNull)
    #expect(metrics["fairness-wins-jain"]?["reason"] as? String == "it cannot be computed")
    #expect(metrics["revenue"]?["mean"] as? Double == 0.416667)
    #expect(metrics["revenue"]?["standard_error"] is NSNull)
    #expect(metrics["revenue"]?["reason"] as? String == "an interval needs at least two replicates")
    #expect(metrics["spend"] == nil, "a measure of groups only is not one of the market")
  }

  @Test("Series hold null where a bucket is undefined, and name their group")
  func series() throws {
    var results = Sample.results(names: ["only"], buckets: 3)
    results.variants[0].series[0].estimates[1] = Sample.missing
    let series = try #require(try Read.json(results)["series"] as? [[String: Any]])
    let means = try #require(series[0]["mean"] as? [Any])
    #expect(means.count == 3 && means[1] is NSNull)
    #expect(try #require(series[0]["ci95"] as? [Any])[1] is NSNull)
    #expect(series[0]["group"] == nil && series[1]["group"] as? String == "strong")
    #expect((series[0]["x"] as? [String: Any])?["unit"] as? String == "auctions")
  }

  @Test("Numbers read back to the bit")
  func roundTrip() throws {
    let numbers: [Double] = [0.1 + 0.2, 1e-300, .leastNonzeroMagnitude, 1e22, -1.0 / 3, 9_007_199_254_740_992, 0]
    var results = Sample.results(names: ["only"], buckets: numbers.count)
    results.variants[0].series[0].estimates = numbers.map { Estimate(mean: $0, replicates: 1) }
    // Foundation's own reader is off by a bit in some: read the row by hand.
    let text = Read.file("results.json", of: results)
    let row = try #require(text.firstMatch(of: /"mean": \[(.*)\]/)).output.1
    #expect(row.split(separator: ", ").compactMap { Double($0) } == numbers)
  }

  @Test("Expectations carry what was found")
  func expectations() throws {
    var results = Sample.results()
    let expectation = Expectation(measure: "revenue", variant: "none", claim: .atLeast(1))
    results.expectations = [
      ExpectationResult(expectation: expectation, text: "a", passed: true, value: 0.5),
      ExpectationResult(expectation: expectation, text: "b", passed: false, value: nil, reason: "no sale"),
    ]
    let found = try #require(try Read.json(results)["expectations"] as? [[String: Any]])
    #expect(found[0]["value"] as? Double == 0.5 && found[0]["passed"] as? Bool == true && found[0]["reason"] == nil)
    #expect(found[1]["value"] is NSNull && found[1]["reason"] as? String == "no sale")
  }
}
