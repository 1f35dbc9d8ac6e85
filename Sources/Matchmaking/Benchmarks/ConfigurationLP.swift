internal import LinearPrograms
public import MarketModel

/// The configuration LP: every offline vertex is given a lottery over sets of arrivals, a set S being worth what it holds
/// at most: w × min(c, Σ_S p), or min(budget, Σ_S p w).
///
/// max Σ value(u, S) x_{u,S} with Σ_S x_{u,S} ≤ 1 for every offline vertex and, for every arrival, at most one set in all
/// that holds it; equal arrivals are counted together. At most the matching LP, and equal to it for vanishing
/// probabilities. It bounds what an allocation can be worth that is fixed beforehand; a policy that sees outcomes before
/// the next try can be worth more (ours: two arrivals of probability 0.6, the second with a fallback of weight 0.6, are
/// worth 1.056 to it, and 1 here).
///
/// **Edge cases**: not defined where the edges of one offline vertex differ in weight, unless budgets pay them.
/// - Complexity: column generation, each pricing exact: by sorting where the edges of a vertex are alike in size, else by
///   an integer program of one variable per edge.
///
/// Source: Huang and Zhang 2020; counting equal arrivals together is ours.
public struct ConfigurationLP: MatchingBenchmark {
  public static let card = Card(
    "configuration-lp", label: "configuration LP",
    "The configuration LP: lotteries over sets of arrivals fixed beforehand.", source: "Huang and Zhang 2020")

  public init(_ settings: inout Settings) {}

  public func value(on graph: OnlineGraph, coins: [Double]) throws -> Reading {
    let counts = graph.counts
    guard let owners = Self.owners(graph, counts) else {
      return .undefined("it is not defined where the edges of one offline vertex differ in weight")
    }
    var master = LinearProgram(.maximise)
    let none: [(LinearProgram.Variable, Double)] = []
    let ownerRows = owners.map { _ in master.addRow(none, lower: -.infinity, upper: 1) }
    let typeRows = counts.map { master.addRow(none, lower: -.infinity, upper: Double($0)) }
    for (owner, row) in zip(owners, ownerRows) {
      for item in owner.items {
        master.addColumn([(row, 1), (typeRows[item.type], 1)], cost: owner.value(ofSize: item.size))
      }
    }
    let generation = try columnGeneration(master) { prices in
      guard let optimum = prices.optimum else { return Pricing([]) }
      var columns: [ProposedColumn] = []
      // Every vertex takes at most one unit of its columns: what each could gain bounds the whole.
      var bound = optimum.objective
      for (owner, row) in zip(owners, ownerRows) {
        let set = try owner.bestSet { max(0, prices[typeRows[$0]]) }
        bound += max(0, set.worth - prices[row])
        var entries = [(row, 1.0)]
        for (item, copies) in zip(owner.items, set.copies) where copies > 0 {
          entries.append((typeRows[item.type], Double(copies)))
        }
        columns.append(ProposedColumn(entries, cost: owner.value(of: set.copies)))
      }
      return Pricing(columns, bound: bound)
    }
    guard generation.isComplete, let optimum = generation.result.optimum else {
      throw ProgramWithoutOptimum(name: "the configuration LP", outcome: "\(generation.result)")
    }
    return .value(optimum.objective)
  }

  /// Every offline vertex with its edges; nil where the benchmark is not defined.
  private static func owners(_ graph: OnlineGraph, _ counts: [Int]) -> [SetOwner]? {
    var owners = graph.limits.map { SetOwner(limit: $0) }
    for type in 0..<graph.types where counts[type] > 0 {
      for edge in graph.edges(of: type) where graph.probabilities[edge] > 0 && graph.weights[edge] > 0 {
        let vertex = Int(graph.offline[edge])
        let weight = graph.weights[edge]
        if graph.use == .unit {
          if !owners[vertex].items.isEmpty && owners[vertex].scale != weight { return nil }
          owners[vertex].scale = weight
        }
        let size = graph.probabilities[edge] * (graph.use == .unit ? 1 : weight)
        owners[vertex].items.append(SetOwner.Item(type: type, count: counts[type], size: size))
      }
    }
    return owners
  }
}
