/// Who gets which bundle when total value is to be highest: every item goes to at most one bidder, every bidder gets at
/// most one of the bundles it named.
///
/// Branch and bound over the bidders in their order, each getting one of its bids, in their order, or nothing. A branch is
/// left when what it has and a bound on the rest is not above the best found. The bound is the smaller of two: over the
/// bidders to come, their highest price for items still free; and over the free items, the highest price per item of any
/// such bid.
///
/// **Ties**: of the best allocations the first in that order: bidder 0 gets the earliest of its bids that any of them gives
/// it, and so on; nothing comes last.
/// **Edge cases**: a bid without items, or with a price that is not positive and finite, is no bid; no bids — nobody gets
/// anything, value 0.
/// - Complexity: exponential in the number of bidders at worst (the problem is NP-hard: Rothkopf, Pekeč and Harstad 1998);
///   20 bidders with 10 bids each on 16 items take milliseconds.
///
/// Source: branch on bids after Sandholm 2002; the bounds are ours.
public struct WinnerDetermination: Sendable {
  /// An allocation and its value.
  public struct Solution: Sendable, Equatable {
    /// (bidders).
    public var bundles: [Bundle]
    /// What the bidders named for these bundles together [money].
    public var value: Double
    /// Branches looked at.
    public var nodes: Int

    public init(bundles: [Bundle], value: Double, nodes: Int) {
      self.bundles = bundles
      self.value = value
      self.nodes = nodes
    }
  }

  /// The bids that count (bidders).
  public let bids: [[BundleBids.Bid]]

  public init(_ reports: [BundleBids]) {
    bids = reports.map { report in
      report.bids.filter { !$0.bundle.isEmpty && $0.price > 0 && $0.price < .infinity }
    }
  }

  /// An allocation of highest value, without the bids of the bidders in `absent`.
  public func solve(without absent: Int...) -> Solution {
    var search = Search(
      bids: bids.indices.map { absent.contains($0) ? [] : bids[$0] },
      chosen: Array(repeating: .none, count: bids.count))
    search.best = search.chosen
    search.branch(0, taken: 0, value: 0)
    return Solution(bundles: search.best, value: search.bestValue, nodes: search.nodes)
  }

  private struct Search {
    let bids: [[BundleBids.Bid]]
    var chosen: [Bundle]
    var best: [Bundle] = []
    var bestValue = 0.0
    var nodes = 0

    mutating func branch(_ bidder: Int, taken: UInt64, value: Double) {
      nodes += 1
      if value > bestValue {
        bestValue = value
        best = chosen
      }
      if bidder == bids.count { return }
      // Sums in another order may differ in the last bits: a branch as good as that is still looked at.
      if value + bound(from: bidder, taken) * (1 + 1e-12) <= bestValue { return }
      for bid in bids[bidder] where bid.bundle.bits & taken == 0 {
        chosen[bidder] = bid.bundle
        branch(bidder + 1, taken: taken | bid.bundle.bits, value: value + bid.price)
      }
      chosen[bidder] = .none
      branch(bidder + 1, taken: taken, value: value)
    }

    /// At least what bidders from `first` on can add with the items that are not taken.
    private func bound(from first: Int, _ taken: UInt64) -> Double {
      var perBidder = 0.0
      var density = [Double](repeating: 0, count: 64)
      for bidder in first..<bids.count {
        var highest = 0.0
        for bid in bids[bidder] where bid.bundle.bits & taken == 0 {
          highest = max(highest, bid.price)
          let share = bid.price / Double(bid.bundle.count)
          var rest = bid.bundle.bits
          while rest != 0 {
            let item = rest.trailingZeroBitCount
            if share > density[item] { density[item] = share }
            rest &= rest - 1
          }
        }
        perBidder += highest
      }
      return min(perBidder, density.reduce(0, +))
    }
  }
}
