import FairDivision
import Outcry

/// Exact maximin shares, the mean of goods and chores.
extension Bench {
  /// Values to a million: no partition is even, so that the search has to prove that there is none.
  static let maximinShares20 = Bench("mms-20x3", target: 1, unit: "ms a share") {
    try await shares(20, items: 20, agents: 3, values: 1_000_000, limit: 5)
  }

  static let maximinShares30 = Bench("mms-30x5", target: 1, unit: "ms a share") {
    try await shares(20, items: 30, agents: 5, values: 1_000, limit: 2_000)
  }

  private static func shares(
    _ count: Int, items: Int, agents: Int, values: Int, limit: Double
  ) async throws -> Measurement {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    let rows = (0..<count).map { _ in (0..<items).map { _ in 1 + stream.index(below: values) } }
    for kind in ItemKind.allCases {
      for row in rows {
        // The partition attains what is said, and the bound by sums, found without a search, is not passed.
        let share = maximinShare(kind, of: row, among: agents)
        var sums = [Int](repeating: 0, count: agents)
        for (item, bundle) in share.partition.enumerated() { sums[bundle] += row[item] }
        let attained = (kind == .goods ? sums.min() : sums.max()) ?? 0
        try agree("what the partition attains", Double(share.value), Double(attained), within: 0)
        let bounds = MaximinBounds(kind, of: row, among: agents)
        let within = kind == .goods ? share.value <= bounds.possible : share.value >= bounds.possible
        if !share.isExact || !within { throw BenchFailure("a share of \(row) is not exact") }
      }
    }
    let times = try await medians {
      [
        cpuTime {
          for kind in ItemKind.allCases {
            for row in rows { _ = maximinShare(kind, of: row, among: agents) }
          }
        } / Double(2 * count) * 1e3
      ]
    }
    return .cost(times[0], limit: limit)
  }
}
