public import MarketModel

/// A market that meets once: buyers who each want one item, items that are each sold once, and a rule that matches them.
///
/// A buyer without an item has utility 0 and pays nothing. Utilities are known to the rule: this is not a mechanism with
/// reports. A rule may answer with a lottery over matchings; everything measured is then its exact expectation, not one
/// draw of it.
///
/// Source: Koopmans and Beckmann 1957; Shapley and Shubik 1972.
public struct OneShotMatching: World {
  public static let card = Card(
    "matching-market",
    "Buyers and items meet once; a rule matches them by what each item is worth to each buyer, with prices or without.",
    source: "Koopmans and Beckmann 1957; Shapley and Shubik 1972",
    example: ["utilities": ["kind": "uniform", "buyers": 6, "items": 5, "low": -0.2, "density": 0.8]])

  let source: any UtilitySource
  let rule: any MatchingRule

  public init(_ settings: inout Settings) {
    source = settings.component(
      "utilities", .utilities, default: "listed",
      "What each item is worth to each buyer: a CSV file, {file: utilities.csv}, or what draws them.")
    rule = settings.component("rule", .matchingRules, default: "assignment", "Who gets which item, for how much.")
  }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedMatching(self, request) }
}
