public import MarketModel

/// The matching LP, or budgeted allocation: the most that all arrivals could be worth if matches were divisible and
/// every success came in its expected amount.
///
/// max Σ p w x with Σ p x ≤ capacity (or Σ p w x ≤ budget) for every offline vertex and Σ x ≤ 1 for every arrival. No policy
/// has a higher expected welfare, in whatever order it tries, even if it knows all arrivals; equal arrivals are counted
/// together, which changes nothing.
///
/// **Edge cases**: where success is uncertain it can be out of reach of every policy: one offline vertex with k neighbours
/// of probability 1/k has the value 1, and 1 − (1 − 1/k)ᵏ is the best there is.
/// - Complexity: one linear program of one variable per edge and one row per vertex or type.
///
/// Source: Mehta and Panigrahi 2012; with budgets Mehta, Saberi, Vazirani and Vazirani 2007.
public struct MatchingLP: MatchingBenchmark {
  public static let card = Card(
    "matching-lp", label: "matching LP", "The matching LP: divisible matches, successes in expected amounts.",
    source: "Mehta and Panigrahi 2012; Mehta, Saberi, Vazirani and Vazirani 2007")

  public init(_ settings: inout Settings) {}

  public func value(on graph: OnlineGraph, coins: [Double]) throws -> Reading {
    .value(try AllocationProgram(graph, counts: graph.counts.map(Double.init)).solve().value)
  }
}
