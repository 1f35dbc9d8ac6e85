import Allocation
import Outcry

/// The exact optimum of 15,000 items in a capacity of 100 units by dynamic program, as a trace of cloud jobs has them: at most
/// 20 ms.
extension Bench {
  static let knapsackOptimum = Bench("knapsack-dp", target: 1, unit: "ms") {
    let limit = 20.0
    var stream = RandomStream(seed: 1, replicate: 0, role: 1, index: 0)
    let items = (0..<15_000).map { place in
      let weight = 1 + 2 * stream.index(below: 3)
      return KnapsackItem(value: (10 + 4990 * stream.unit()) * Double(weight), weight: weight, time: Double(place))
    }
    // By branch and bound, beforehand.
    let expected = KnapsackOptimum.byBranchAndBound(items, capacity: 100).value
    let times = try await medians {
      var found = 0.0
      let seconds = cpuTime { found = KnapsackOptimum.byDynamicProgram(items, capacity: 100)[0] }
      try agree("optimum", found, expected, within: 1e-9 * expected)
      return [1000 * seconds]
    }
    return .cost(times[0], limit: limit)
  }
}
