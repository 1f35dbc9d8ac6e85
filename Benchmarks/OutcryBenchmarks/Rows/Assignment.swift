import Matching
import Randomness

/// The assignment problem on the C program's own matrices, and the payments on top of it.
extension Bench {
  static let assignment = Bench(
    [
      Row(name: "assignment-100", target: 0.95), Row(name: "assignment-500", target: 0.95),
      Row(name: "assignment-1000", target: 0.95),
    ], unit: "solves/s"
  ) { wanted in
    let sizes = [("assignment-100", 100, 100), ("assignment-500", 500, 5), ("assignment-1000", 1000, 3)].filter {
      wanted.contains($0.0)
    }
    let kernel = try Kernel("assignment")
    let matrices = try sizes.map { try matrix($0.1) }
    let rates = try await medians {
      let lines = try kernel.run()
      return try zip(sizes, matrices).flatMap { size, matrix in
        let line = try lines.line("assignment", size: size.1)
        var weight = 0.0
        let seconds = cpuTime {
          for _ in 0..<size.2 { weight = matrix.maximumWeightMatching().weight }
        }
        try agree(size.0, weight, line.check ?? .nan, within: 0.5)
        return [Double(size.2) / seconds, line.perSecond]
      }
    }
    return sizes.indices.map { .rate(rates[2 * $0], against: rates[2 * $0 + 1]) }
  }

  /// All VCG payments, the solve included, against three times the solve alone.
  static let assignmentPrices = Bench("assignment-prices-200", target: 1, unit: "s") {
    let weights = try matrix(200)
    // Clarke's own definition for one buyer, so that the figure is of the right thing.
    let market = weights.competitivePrices()
    let others = try WeightMatrix(rows: 199, columns: 200, weights: Array(weights.weights.dropFirst(200)))
    let own = market.matching.columnOfRow[0].map { weights[0, $0] } ?? 0
    let harm = others.maximumWeightMatching().weight - (market.matching.weight - own)
    try agree("the payment of buyer 0", market.payments[0], harm, within: 0)
    let seconds = await medians {
      [
        cpuTime { for _ in 0..<20 { _ = weights.competitivePrices().payments } },
        cpuTime { for _ in 0..<20 { _ = weights.maximumWeightMatching() } },
      ]
    }
    return .cost(seconds[0] / 20, limit: 3 * seconds[1] / 20)
  }

  /// Whole weights 1 … 10,000, drawn as the C program draws them.
  private static func matrix(_ size: Int) throws -> WeightMatrix {
    var words = SplitMix64(seed: 42)
    var stream = RandomStream(state: (words.next(), words.next(), words.next(), words.next()))
    return try WeightMatrix(
      rows: size, columns: size, weights: (0..<size * size).map { _ in Double(stream.next() % 10_000 + 1) })
  }
}
