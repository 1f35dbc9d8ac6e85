internal import LinearPrograms
public import MarketModel

/// A bound on every policy that tries each arrival once, in whatever order, even one that knows them all beforehand.
///
/// With y the probability that an edge is tried: max Σ p w y, Σ y ≤ 1 for every arrival, and for every offline vertex and
/// every set S of its arrivals Σ_S p y ≤ 1 − Π_S (1 − p): the vertex succeeds within S at most as if all of S were tried.
/// The sets are exponentially many; those that are broken are found and added until none is. For one vertex the worst S
/// is a prefix of its arrivals in the order of p y / −ln(1 − p), because the right side is concave in Σ −ln(1 − p); equal
/// arrivals stand together in it. Exact for one offline vertex.
///
/// **Edge cases**: where all successes are certain it is the matching LP. Not defined with budgets or with capacities
/// above 1.
/// - Complexity: mostly 5 to 10 rounds of one linear program with a variable per edge.
///
/// Source: ours.
public struct OrderFreeLP: MatchingBenchmark {
  public static let card = Card(
    "order-free-lp", label: "order-free LP", "The order-free LP: bounds every policy that tries each arrival once.",
    source: "ours")

  public init(_ settings: inout Settings) {}

  public func value(on graph: OnlineGraph, coins: [Double]) throws -> Reading {
    if graph.use != .unit { return .undefined("it is not defined with budgets") }
    if graph.limits.contains(where: { $0 > 1 }) { return .undefined("it is not defined with capacities above 1") }
    var program = LinearProgram(.maximise)
    let counts = graph.counts
    var candidates = [[Candidate]](repeating: [], count: graph.limits.count)
    for type in 0..<graph.types where counts[type] > 0 {
      var tries: [(LinearProgram.Variable, Double)] = []
      for edge in graph.edges(of: type) where graph.probabilities[edge] > 0 {
        let probability = graph.probabilities[edge]
        let variable = program.addVariable(cost: probability * graph.weights[edge])
        tries.append((variable, 1))
        candidates[Int(graph.offline[edge])].append(
          Candidate(variable: variable, probability: probability, count: Double(counts[type])))
      }
      if !tries.isEmpty { program.addRow(tries, lower: -.infinity, upper: Double(counts[type])) }
    }
    for arrivals in candidates where !arrivals.isEmpty { program.addRow(Self.cut(arrivals[...])) }
    let cuts = try rowGeneration(program) { optimum in
      candidates.compactMap { worst(of: $0, optimum.values).map(Self.cut) }
    }
    guard cuts.isComplete, let optimum = cuts.result.optimum else {
      throw ProgramWithoutOptimum(name: "the order-free LP", outcome: "\(cuts.result)")
    }
    return .value(optimum.objective)
  }

  /// An edge of one offline vertex, for all arrivals of a type together.
  private struct Candidate {
    var variable: LinearProgram.Variable
    var probability: Double
    var count: Double
    /// Σ −ln(1 − p).
    var strain: Double { -count * logarithm(ofOnePlus: -probability) }
  }

  /// Σ p y ≤ 1 − Π (1 − p) over a set.
  private static func cut(_ set: ArraySlice<Candidate>) -> LinearConstraint {
    LinearExpression.sum(set) { $0.probability * $0.variable } <= 1 - exponential(-set.reduce(0) { $0 + $1.strain })
  }

  /// The prefix that is broken most; nil when none is. Certain edges strain without end: every set with one has the limit 1,
  /// which the row of all arrivals states.
  private func worst(of arrivals: [Candidate], _ values: [Double]) -> ArraySlice<Candidate>? {
    func density(_ candidate: Candidate) -> Double {
      candidate.probability * values[candidate.variable.index] / candidate.strain
    }
    let ordered = arrivals.filter { $0.probability < 1 }.sorted {
      let (first, second) = (density($0), density($1))
      return first != second ? first > second : $0.variable.index < $1.variable.index
    }
    var (sum, strain) = (0.0, 0.0)
    var worst = (excess: 0.0, length: 0)
    for (index, candidate) in ordered.enumerated() {
      sum += candidate.probability * values[candidate.variable.index]
      strain += candidate.strain
      let excess = sum - (1 - exponential(-strain))
      if excess > worst.excess { worst = (excess, index + 1) }
    }
    return worst.length > 0 ? ordered[..<worst.length] : nil
  }
}
