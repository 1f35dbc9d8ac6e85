internal import LinearPrograms
public import MarketModel

/// A bound on every policy that tries vertices in the order of their arrival, even one that knows them all beforehand.
///
/// With y the probability that an edge is tried: max Σ p w y, Σ y ≤ 1 for every arrival, and for every offline vertex u of
/// capacity c and each of its arrivals v in order y_uv + Σ p y over earlier arrivals ≤ c: a vertex is tried only while fewer
/// than c tries have succeeded, and then at least one unit is left. Exact for one offline vertex of capacity 1.
///
/// **Edge cases**: no bound where the order is changed, as windows do. Not defined with budgets, nor for more than
/// 100,000 pairs of an arrival and an edge: it does not count equal arrivals together, because order matters.
/// - Complexity: one linear program of two variables and two rows per such pair.
///
/// Source: ours, after the path-based program of Goyal and Udwani 2020.
public struct ArrivalOrderLP: MatchingBenchmark {
  public static let card = Card(
    "arrival-order-lp", label: "arrival-order LP",
    "The arrival-order LP: bounds every policy that tries vertices as they arrive.",
    source: "ours, after Goyal and Udwani 2020")

  public var needsOrder: Bool { true }

  public init(_ settings: inout Settings) {}

  /// Pairs of an arrival and an edge beyond which it is not solved.
  static let largest = 100_000

  public func value(on graph: OnlineGraph, coins: [Double]) throws -> Reading {
    if graph.use != .unit { return .undefined("it is not defined with budgets") }
    let pairs = graph.arrivals.reduce(0) { $0 + graph.edges(of: Int($1)).count }
    if pairs > Self.largest { return .undefined("it would have more than \(Self.largest) variables") }
    var program = LinearProgram(.maximise)
    // The expected successes of each offline vertex so far (offline); nil: none.
    var successes = [LinearProgram.Variable?](repeating: nil, count: graph.limits.count)
    for type in graph.arrivals {
      var tries: [(LinearProgram.Variable, Double)] = []
      for edge in graph.edges(of: Int(type)) where graph.probabilities[edge] > 0 {
        let vertex = Int(graph.offline[edge])
        let probability = graph.probabilities[edge]
        let tried = program.addVariable(upper: 1, cost: probability * graph.weights[edge])
        tries.append((tried, 1))
        let total = program.addVariable()
        if let before = successes[vertex] {
          program.addRow([(tried, 1), (before, 1)], lower: -.infinity, upper: graph.limits[vertex])
          program.addRow([(total, 1), (before, -1), (tried, -probability)], lower: 0, upper: 0)
        } else {
          program.addRow([(total, 1), (tried, -probability)], lower: 0, upper: 0)
        }
        successes[vertex] = total
      }
      if !tries.isEmpty { program.addRow(tries, lower: -.infinity, upper: 1) }
    }
    return .value(try program.certainOptimum("the arrival-order LP").objective)
  }
}
